#!/bin/sh
# Reads the corpus with the program and compares what it found with the gold.
#   run.sh VIENDAN ACCURACY [--verbose]
set -eu
viendan=$1 accuracy=$2
shift 2
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$root"
"$viendan" --db "$work/corpus.db" ingest corpus >"$work/ingest.txt"
"$viendan" --db "$work/corpus.db" mentions --format jsonl >"$work/mentions.jsonl"
"$viendan" --db "$work/corpus.db" edges --format jsonl >"$work/edges.jsonl"
"$accuracy" "$root/tests/gold/seeds" "$work/mentions.jsonl" "$work/edges.jsonl" --floors "$here/floors.txt" "$@"
