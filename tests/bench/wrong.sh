#!/bin/sh
# A program that finds nothing is fast, and the bench must not let that pass.
#   wrong.sh SOURCE_FOLDER
set -eu
root=$1
command -v python3 >/dev/null || {
    echo "skipped: no python3"
    exit 77
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
printf '#!/bin/sh\nexit 0\n' >"$work/viendan"
chmod +x "$work/viendan"
code=0
python3 -B "$root/tests/bench/bench.py" --bin "$work" --root "$root" --only worst >"$work/out" 2>&1 || code=$?
cat "$work/out"
[ "$code" -eq 1 ] && grep -q '^WRONG worst: 7 % references: 0 numbers of' "$work/out"
