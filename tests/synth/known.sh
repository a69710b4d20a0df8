#!/bin/sh
# What is known of a corpus is found in it, and the same seed makes the same corpus.
#   known.sh VD_SYNTH VIENDAN SOURCE_FOLDER
# Exit status 77: no python3, skipped.
set -eu
synth=$1 viendan=$2 root=$3
command -v python3 >/dev/null || {
    echo "skipped: no python3"
    exit 77
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

"$synth" --documents 200 --jsonl one.jsonl --truth one.truth --noise 50 --bytes-per-document 3000
"$synth" --documents 200 --jsonl - --truth two.truth --noise 50 --bytes-per-document 3000 >two.jsonl
"$synth" --documents 200 --seed 2 --jsonl other.jsonl --noise 50 --bytes-per-document 3000
cmp one.jsonl two.jsonl
cmp one.truth two.truth
! cmp -s one.jsonl other.jsonl || {
    echo "another seed made the same corpus"
    exit 1
}

# check NOISE FLOOR…: make a corpus, read it, compare.
check() {
    noise=$1
    shift
    rm -rf corpus known.db
    "$synth" --documents 200 --noise "$noise" --out corpus --truth known.jsonl --bytes-per-document 6000
    "$viendan" --db known.db ingest corpus >ingest.txt 2>&1 || {
        cat ingest.txt
        exit 1
    }
    echo "noise $noise:"
    python3 "$root/tests/synth/check.py" --program "$viendan" --db known.db --truth known.jsonl --faults 5 "$@"
}

check 0 --floor mention_precision=99.9 --floor mention_recall=99.9 --floor exact_spans=99.9 --floor dates=99.9 \
    --floor targets=99.9 --floor edge_precision=99.9 --floor edge_recall=99.5 --floor document_ids=100 \
    --floor document_dates=100 --floor backward_targets=95 --floor verdict_precision=100 --floor verdicts_noted=99
check 100 --floor mention_precision=99.5 --floor mention_recall=99.9 --floor damaged_mention_recall=94 \
    --floor damaged_targets=99.5 --floor links_right=100 --floor damaged_links_right=100 --floor edge_precision=99.5 \
    --floor edge_recall=99 --floor damaged_edge_recall=91 --floor verdict_precision=100
