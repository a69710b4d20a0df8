#!/bin/sh
# Do the rooms of a source tree keep to rooms.txt?  One line for each #include or linked library that points upwards, for
# each foreign header outside its room, and for each room that rooms.txt does not know.
#   layers.sh SRC_DIR
# Exit 0: they do.  1: they do not.  2: there is nothing to look at.
set -eu
src=$1
rules=$(cd "$(dirname "$0")" && pwd)/rooms.txt
cd "$src"
if ! find . -name '*.[ch]' | grep -q .; then
    echo "layers: no source files in $src" >&2
    exit 2
fi
# `cli` stands on the public header alone, but its program is linked with all that implements it: only its includes
# are held to the rule.
files=$(find . \( -name '*.[ch]' -o -name CMakeLists.txt \) | sed 's,^\./,,' | LC_ALL=C sort)
# shellcheck disable=SC2086 # no blanks in our file names
awk -v rules="$rules" '
    function complain(text) { print FILENAME ":" FNR ": " text; failed = 1 }
    function known(room) { return room in may }
    function include(room, header, foreign,    at, other) {
        if (foreign) {
            for (at in home) {
                if (index(header, at) == 1 && index(home[at], " " room " ") == 0) {
                    complain("<" header "> does not belong in room " room)
                }
            }
            return
        }
        if (header == "viendan.h") return
        if (header ~ /\.\./) { complain("\"" header "\": paths begin at src/"); return }
        at = index(header, "/")
        other = at ? substr(header, 1, at - 1) : room
        if (other != room && index(may[room], " " other " ") == 0) {
            complain("room " room " may not include \"" header "\"")
        }
    }
    BEGIN {
        while ((getline line < rules) > 0) {
            if (line ~ /^#/ || line ~ /^[ \t]*$/) continue
            split(line, part, /[:!][ \t]*/)
            if (index(line, ":")) { may[part[1]] = " " part[2] " "; rooms++ }
            else { home[part[1]] = " " part[2] " " }
        }
        if (rooms == 0) { print "layers: no rules in " rules; exit 1 }
    }
    FNR == 1 {
        split(FILENAME, path, "/")
        room = path[1]
        if (!known(room)) complain("rooms.txt does not know room " room)
    }
    /^[ \t]*#[ \t]*include[ \t]*[<"]/ {
        header = $0
        foreign = header ~ /include[ \t]*</
        sub(/^[ \t]*#[ \t]*include[ \t]*[<"]/, "", header)
        sub(/[>"].*$/, "", header)
        include(room, header, foreign)
    }
    FILENAME ~ /CMakeLists\.txt$/ && room != "cli" {
        line = $0
        sub(/#.*/, "", line)
        while (match(line, /vd_[a-z]+/)) {
            other = substr(line, RSTART + 3, RLENGTH - 3)
            line = substr(line, RSTART + RLENGTH)
            if (known(other) && other != room && index(may[room], " " other " ") == 0) {
                complain("room " room " may not link vd_" other)
            }
        }
    }
    END { exit failed }
' $files
