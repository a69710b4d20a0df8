#!/bin/sh
# Reads a set of texts with the program and measures what it found.
#   run.sh VIENDAN ACCURACY [SET] [OPTION of accuracy]…
# SET is seeds (the default), plans, vnlegaltext, pairs or texts. All but the seeds lie in the folder "shared" beside
# the checkout; where it is not, the set is skipped: exit status 77.
set -eu
viendan=$1 accuracy=$2
shift 2
set=seeds
case ${1-} in
'' | -*) ;;
*)
    set=$1
    shift
    ;;
esac
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
shared=$root/../shared
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$root"

# need PATH…: what lies beside the checkout, or the set is skipped.
need() {
    for path in "$@"; do
        [ -e "$shared/$path" ] || {
            printf 'skipped: ../shared/%s is absent\n' "$path"
            exit 77
        }
    done
}

# ingest FOLDER: into a database of its own, and what was found into the folder of work.
ingest() {
    "$viendan" --db "$work/texts.db" ingest "$1" >"$work/ingest.txt" 2>&1 || {
        cat "$work/ingest.txt" >&2
        exit 1
    }
    "$viendan" --db "$work/texts.db" mentions --format jsonl >"$work/mentions.jsonl"
    "$viendan" --db "$work/texts.db" edges --format jsonl >"$work/edges.jsonl"
}

# measure MEASURE PLACE… -- OPTION…
measure() {
    "$accuracy" "$@" --set "$set"
}

code=0
case $set in
seeds)
    ingest corpus
    measure gold tests/gold/seeds "$work/mentions.jsonl" "$work/edges.jsonl" --floors "$here/floors-seeds.txt" "$@"
    ;;
plans)
    need gold/plans
    ingest "$shared/gold/plans/texts"
    measure gold "$shared/gold/plans" "$work/mentions.jsonl" "$work/edges.jsonl" --floors "$here/floors-plans.txt" "$@"
    ;;
vnlegaltext)
    need gold/vnlegaltext-val
    "$viendan" extract --jsonl --format jsonl "$shared/gold/vnlegaltext-val/sentences.jsonl" >"$work/mentions.jsonl"
    measure spans "$shared/gold/vnlegaltext-val" "$work/mentions.jsonl" --floors "$here/floors-vnlegaltext.txt" "$@"
    ;;
pairs)
    need data/ocr_pairs data/gazette_pairs
    "$viendan" extract --format jsonl "$shared"/data/ocr_pairs/*.txt "$shared"/data/gazette_pairs/*.txt \
        >"$work/mentions.jsonl"
    measure pairs "$shared/data/ocr_pairs" "$shared/data/gazette_pairs" "$work/mentions.jsonl" \
        --expected "$here/expected-pairs.tsv" --floors "$here/floors-pairs.txt" "$@"
    ;;
headers | changes | younger | texts)
    need data/texts
    ingest "$shared/data/texts"
    "$viendan" --db "$work/texts.db" documents --in-corpus --format jsonl >"$work/documents.jsonl"
    case $set in younger | texts)
        "$viendan" --db "$work/texts.db" documents --format tsv >"$work/documents.tsv"
        "$viendan" --db "$work/texts.db" edges --format tsv >"$work/edges.tsv"
        # One is told rightly: a decision of 2003 stands in the text with a day of 2023.
        awk -f "$here/younger.awk" -v most=1 "$work/documents.tsv" "$work/edges.tsv" || code=1
        ;;
    esac
    [ "$set" != younger ] || exit $code
    [ "$set" = changes ] || measure headers "$shared/data/texts" "$work/documents.jsonl" \
        --expected "$here/expected-headers.tsv" --floors "$here/floors-headers.txt" "$@" || code=$?
    [ "$set" = headers ] || measure changes "$shared/data/texts" "$here/accepted.tsv" "$work/mentions.jsonl" \
        "$work/edges.jsonl" --floors "$here/floors-changes.txt" "$@" || code=$?
    ;;
*)
    printf 'run.sh: no set "%s"\n' "$set" >&2
    exit 2
    ;;
esac
exit $code
