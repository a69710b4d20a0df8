#!/bin/sh
# Is anything of a source tree written twice?  One line for each vd_ function or type that two files define, and for each
# static function that another file has under the same name, word for word: it belongs where both can ask it.
#   twice.sh SRC_DIR
# Exit 0: nothing is.  1: something is.  2: there is nothing to look at.
set -eu
cd "$1"
files=$(find . -name '*.[ch]' | sed 's,^\./,,' | LC_ALL=C sort)
if [ -z "$files" ]; then
    echo "twice: no source files in $1" >&2
    exit 2
fi
# Formatted as .clang-format says, a definition begins and ends at the margin.
# shellcheck disable=SC2086 # no blanks in our file names
awk '
    function close_definition(    key) {
        key = head ~ /^static/ ? head body : name
        if (head !~ /^static/ && name !~ /^vd_/) return
        if (key in seen && seen[key] != FILENAME) {
            print FILENAME ":" line ": " name " is defined in " seen[key] ", too"
            failed = 1
        }
        seen[key] = FILENAME
    }
    /^} vd_[a-z0-9_]+;/ {
        name = $2
        sub(/;.*/, "", name)
        if (name in types && types[name] != FILENAME) {
            print FILENAME ":" FNR ": the type " name " is defined in " types[name] ", too"
            failed = 1
        }
        types[name] = FILENAME
    }
    FNR == 1 { head = body = ""; inside = 0 }
    inside {
        if ($0 == "}") { inside = 0; close_definition(); head = body = "" }
        else body = body "\n" $0
        next
    }
    $0 == "{" { if (head != "") { inside = 1; body = "" }; next }
    /^[a-z].*[a-z0-9_]\(/ && !/[;=]/ && !/^(typedef|struct|enum|union)[^(]*\{/ {
        head = $0
        line = FNR
        name = $0
        sub(/\(.*/, "", name)
        sub(/.*[^a-zA-Z0-9_]/, "", name)
        next
    }
    head != "" && /^ / && !/;/ { head = head $0; next } # the rest of its parameters
    { head = "" }
    END { exit failed }
' $files
