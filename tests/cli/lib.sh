# What the shell tests share.  Called as: sh TEST.sh PROGRAM SOURCE_FOLDER; each works in a folder of its own.
set -u
LC_ALL=C
export LC_ALL
unset NO_COLOR COLUMNS
program=$1
root=$2
inputs=$root/tests/cli/inputs
test_name=$(basename "$0" .sh)
work=$(mktemp -d "${TMPDIR:-/tmp}/viendan-test.XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
PATH=$(dirname "$program"):$PATH
failures=0
checks=0

"$program" version >/dev/null || {
    echo "$test_name: $program does not run"
    exit 1
}

fail()
{
    failures=$((failures + 1))
    printf '%s: FAIL: %s\n' "$test_name" "$*"
}

skip()
{
    printf '%s: skipped: %s\n' "$test_name" "$*"
}

# run CODE COMMAND...: the command's exit status must be CODE; its output goes to the files out and err.
run()
{
    wanted=$1
    shift
    "$@" >out 2>err
    got=$?
    checks=$((checks + 1))
    if [ "$got" -ne "$wanted" ]; then
        fail "exit $got, not $wanted: $*"
        sed 's/^/    err: /' err | head -n 5
    fi
    last="$*"
}

# has FILE TEXT: a line of FILE holds TEXT.
has()
{
    checks=$((checks + 1))
    grep -F -q -e "$2" "$1" || {
        fail "no \"$2\" in $1 of: $last"
        sed 's/^/    /' "$1" | head -n 5
    }
}

# lacks FILE TEXT
lacks()
{
    checks=$((checks + 1))
    if grep -F -q -e "$2" "$1"; then
        fail "\"$2\" in $1 of: $last"
    fi
}

empty()
{
    checks=$((checks + 1))
    if [ -s "$1" ]; then
        fail "$1 is not empty after: $last"
        sed 's/^/    /' "$1" | head -n 3
    fi
}

# lines FILE COUNT
lines()
{
    checks=$((checks + 1))
    count=$(wc -l <"$1")
    [ "$count" -eq "$2" ] || fail "$count lines, not $2, in $1 of: $last"
}

same()
{
    checks=$((checks + 1))
    cmp -s "$1" "$2" || {
        fail "$1 and $2 differ after: $last"
        diff "$1" "$2" | head -n 5
    }
}

# Every diagnostic is one line that begins with the program's name.
polite()
{
    checks=$((checks + 1))
    if grep -v -q '^viendan: ' err; then
        fail "a diagnostic without \"viendan: \" after: $last"
        grep -v '^viendan: ' err | head -n 3
    fi
}

verbs()
{
    viendan help | sed -n '/^Verbs:/,/^$/s/^  \([a-z]*\) .*/\1/p'
}

# options VERB: the long options that its help lists, with "--".
options()
{
    viendan help "$1" | sed -n '/^Options:/,/^$/s/^  ....\(--[a-z-]*\).*/\1/p'
}

# columns VERB: the column names that its help explains.
columns()
{
    viendan help "$1" | sed -n '/^Columns:/,/^$/s/^  \([a-z]\)/\1/p' | sed 's/  .*//' | tr -d ' ' | tr ',' '\n'
}

# Three made-up plans and a resolution in the folder plans/: 11/KH-UBND rests on directive 33/CT-TTg and a law,
# 12/KH-VPUB on 11/KH-UBND; the number 05/KH-UBND belongs to two provinces.
plans_make()
{
    cp -R "$inputs/plans" plans
}

# The corpus that examples read: the real one where it is there, else the made-up plans under the names examples use.
corpus_make()
{
    mkdir -p corpus
    if ls "$root"/corpus/plans/*.txt >/dev/null 2>&1; then
        cp -R "$root/corpus/plans" corpus/plans
    else
        plans_make
        cp -R plans corpus/plans
        cp plans/12-kh-vpub.txt corpus/plans/001-can-tho-kh-vpub-2026.txt
        skip "no corpus/plans; examples read made-up plans"
    fi
}

finish()
{
    printf '%s: %d checks, %d failed\n' "$test_name" "$checks" "$failures"
    [ "$failures" -eq 0 ] && [ "$checks" -gt 0 ]
    exit
}
