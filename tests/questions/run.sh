#!/bin/sh
# Reads the corpus with the program and asks it the questions of questions.txt.
#   run.sh VIENDAN QUESTIONS
set -eu
viendan=$1 questions=$2
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$root"
"$viendan" --db "$work/corpus.db" ingest corpus >"$work/ingest.txt"
"$questions" "$viendan" "$work/corpus.db" "$here/questions.txt" tests/gold/seeds/documents.jsonl
