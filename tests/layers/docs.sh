#!/bin/sh
# Does what documentation and comments name exist?  Links of pages with their headings, files and folders of this tree,
# tests, presets; and files that comments in sources name.
#   docs.sh ROOT [TESTS]      TESTS: a file with the name of a test in each line
# Exit 0: all does.  1: something does not, a line each.  2: there is nothing to look at.
set -eu
cd "$1"
tests=${2:-}
bad=0
complain() {
    echo "$1" >&2
    bad=1
}
pages=$(find . -name '*.md' ! -path './build/*' ! -path './.git/*' ! -path './tests/*/seeds/*' ! -path './corpus/*' |
    sed 's,^\./,,' | LC_ALL=C sort)
if [ -z "$pages" ]; then
    echo "docs: no pages in $1" >&2
    exit 2
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
find src tests tools include cmake docs corpus graphs -type f >"$work/files" 2>/dev/null || true
sed 's,.*/,,' "$work/files" | sort -u >"$work/names"

# The headings of a page as links spell them.
anchors() {
    sed -n 's/^##* //p' "$1" | tr -d '`*' | awk '{ print tolower($0) }' |
        sed 's/[][(){}.,:;!?"'"'"'“”…\/&+=<>|]//g; s/ /-/g'
}

# page_links PAGE: targets are beside the page
page_links() {
    grep -o '](\([^)]*\))' "$1" | sed 's/^](//; s/)$//' | grep -v '^[a-z]*:' | sort -u >"$work/links" || true
    while IFS= read -r link; do
        file=${link%%#*}
        target=$(dirname "$1")/$file
        [ -n "$file" ] || target=$1
        if [ ! -e "$target" ]; then
            complain "$1: no $file"
        elif [ "$link" != "$file" ] && ! anchors "$target" | grep -q -x -e "${link#*#}"; then
            complain "$1: no heading #${link#*#} in ${file:-the page}"
        fi
    done <"$work/links"
}

# Paths from the root of the tree; "<room>" and "…" stand for anything.
page_paths() {
    grep -o -E '(^|[ `(="])(src|tests|tools|docs|corpus|graphs|include|cmake)/[-A-Za-z0-9_./<>*…]*' "$1" |
        sed 's/^[ `(="]*//; s/[.,;:]*$//; s/<[a-z]*>/*/g; s/…/*/g' | sort -u >"$work/paths" || true
    while IFS= read -r path; do
        # shellcheck disable=SC2086 # a pattern
        set -- "$1" $path
        [ -e "$2" ] || complain "$1: no $path"
    done <"$work/paths"
}

# `again.c`, `base/alloc.h`: of whatever folder.
page_files() {
    grep -o -E '`([a-z_]+/)?[a-z0-9_<>-]+\.(c|h|pcre|tsv|def|sh|py)`' "$1" | tr -d '`' | sort -u >"$work/named" || true
    while IFS= read -r name; do
        case $name in
        *'<'*) continue ;;
        */*) grep -q -E "(^|/)$name\$" "$work/files" || complain "$1: no file $name" ;;
        *) grep -q -x -F -e "$name" "$work/names" || complain "$1: no file $name" ;;
        esac
    done <"$work/named"
}

# `extract.anchor`, and what ctest is asked for.
page_tests() {
    rooms=$(cd tests && for room in */; do printf '%s|' "${room%/}"; done)
    grep -o -E "[ \`](${rooms%|})\\.[a-z_]+\`?" "$1" | tr -d ' `' |
        grep -v -E '\.(c|h|sh|md|txt|tsv|py|db|def|pcre|html|gz|png|svg|graphml)$' | sort -u >"$work/asked" || true
    while IFS= read -r name; do
        grep -q -x -F -e "$name" "$tests" || complain "$1: no test $name"
    done <"$work/asked"
}

for page in $pages; do
    page_links "$page"
    page_paths "$page"
    page_files "$page"
    [ -z "$tests" ] || page_tests "$page"
    for preset in $(grep -o -e '--preset [a-z]*' "$page" | sed 's/.* //' | sort -u); do
        grep -q "\"name\": \"$preset\"" CMakePresets.json || complain "$page: no preset $preset"
    done
done

# Comments: "rejoin_note.c: …".
find src include -name '*.[ch]' -exec grep -H -o -E '(^|[ (`])([a-z_]+/)?[a-z0-9_]+\.(c|h|pcre|tsv)\b' {} + |
    sed 's/:[ (`]*/: /' | sort -u >"$work/comments"
while IFS=' ' read -r file name; do
    grep -q -x -F -e "${name##*/}" "$work/names" || complain "$file no file $name"
done <"$work/comments"
exit $bad
