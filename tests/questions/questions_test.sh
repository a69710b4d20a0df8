#!/bin/sh
# The driver must see wrong answers: a stand-in for the program gives known rows, and each question file below is one
# that must pass or fail.
#   questions_test.sh QUESTIONS
set -eu
questions=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
cat >"$work/viendan" <<'S'
#!/bin/sh
case "$*" in
*" rows "*)
    echo '{"id": "a", "number": "24/KH-VPUB", "path": ["a", "b"], "signer": "X Y", "ok": true}'
    echo '{"id": "b", "number": null, "path": [], "signer": null, "ok": false}'
    ;;
*" nothing "*) exit 1 ;;
*" silent "*) exit 0 ;;
*" broken "*) echo '{"id":' ;;
*) exit 3 ;;
esac
S
chmod +x "$work/viendan"
echo '{"doc": "003", "signer": "X Y"}' >"$work/gold.jsonl"

# expect CODE COMMAND CHECK…
expect() {
    want=$1
    { echo "Câu 1. ?" && echo "\$ viendan $2"; } >"$work/q.txt"
    shift 2
    [ $# -eq 0 ] || printf '  %s\n' "$@" >>"$work/q.txt"
    code=0
    "$questions" "$work/viendan" "$work/db" "$work/q.txt" "$work/gold.jsonl" >"$work/out" 2>&1 || code=$?
    if [ "$code" != "$want" ]; then
        echo "want $want, got $code:"
        cat "$work/out"
        failed=1
    fi
}

expect 0 'rows x' 'some number = 24/KH-VPUB ; path = a > b' '2 rows' 'none id = c' '2 different id' \
    'only number: 24/KH-VPUB' '1 rows number != null' 'some path ~ b ; ok = true' 'some signer = gold:003.signer' \
    '1 different id number = null' 'none id !~ a ; number != null'
expect 1 'rows x' 'some number = 24/KH-VPUB ; ok = false'
expect 1 'rows x' 'none number ~ KH'
expect 1 'rows x' '1 rows'
expect 1 'rows x' '1 different id'
expect 1 'rows x' 'only id: a'
expect 1 'rows x' 'only id: a | b | c'
expect 1 'rows x' 'none nosuchcolumn = 1'
expect 1 'rows x' 'none id'
expect 1 'rows x' 'nothing'
expect 1 'rows x' 'perhaps id = a'
expect 1 'rows x' 'some signer = gold:004.signer'
expect 1 'rows x'
expect 0 'nothing x' 'nothing'
expect 1 'nothing x' 'none id = a'
expect 1 'silent x' 'nothing'
expect 1 'broken x' 'some id = a'
expect 1 'error x' 'nothing'

echo '# no question' >"$work/q.txt"
if "$questions" "$work/viendan" "$work/db" "$work/q.txt" "$work/gold.jsonl" >/dev/null; then
    echo "a file without questions passes"
    failed=1
fi
exit $failed
