#!/bin/sh
# The measure of edges older than what they act on, on documents made up.
#   younger_test.sh
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# rows WORD…: one a line, its cells separated by '|'.
rows() {
    for row in "$@"; do
        printf '%s\n' "$row" | tr '|' '\t'
    done
}
rows 'id|type|date' 'old|Nghị định|2020-02-03' 'new|Nghị định|2024-05-06' 'law|Luật|2021-06-07' 'open|Nghị định|2024' \
    >documents.tsv

# count EXPECTED EDGE…: so many of the edges "relation|from|to|stated_by" are told.
count() {
    expected=$1
    shift
    rows 'source|line|relation|from_id|to_id|stated_by' >edges.tsv
    for edge in "$@"; do
        rows "a.txt|7|$edge" >>edges.tsv
    done
    awk -f "$here/younger.awk" -v most="$expected" documents.tsv edges.tsv >told
    [ "$(grep -c '^YOUNGER ' told)" -eq "$expected" ] || {
        cat told
        exit 1
    }
    if [ "$expected" -gt 0 ] && awk -f "$here/younger.awk" -v most=$((expected - 1)) documents.tsv edges.tsv >told; then
        echo "more than the most passed"
        exit 1
    fi
}
count 0 'implements|new|old|new' 'cites|old|old|old' 'implements|open|new|open' 'implements|old|open|old'
count 1 'implements|old|new|old' 'implements|new|old|new'
count 0 'cites|old|law|old'       # a law that is awaited
count 2 'cites|old|law|new' 'amends|old|law|old'
if awk -f "$here/younger.awk" -v most=9 documents.tsv /dev/null >told; then
    echo "no edges passed"
    exit 1
fi
