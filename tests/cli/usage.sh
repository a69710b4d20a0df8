# Wrong usage: exit 2, one line that says what to do, nothing on standard output, no database made.
. "$(dirname "$0")/lib.sh"

# wrong TEXT ARGUMENTS...
wrong()
{
    text=$1
    shift
    run 2 viendan "$@"
    empty out
    polite
    lines err 1
    has err "$text"
}

# verbs
wrong 'did you mean `viendan who`' hwo 33/CT-TTg
wrong 'did you mean `viendan edges`' edgse
wrong 'did you mean `viendan documents`' doc
wrong 'did you mean `viendan unresolved`' unresovled
wrong 'viendan who implements DOC' implements 33/CT-TTg
# what others call it, though another verb is spelled nearer
for pair in 'list documents' 'graph export' 'report matrix' 'validate outdated' 'diff matrix' 'import ingest' 'rm forget' \
    'history timeline' 'grep search' 'lookup find' 'citations mentions' 'why explain' 'view show' 'Report matrix'; do
    wrong "did you mean \`viendan ${pair#* }\`" "${pair% *}"
done
wrong 'all verbs: `viendan help`' 'list ls'
wrong 'all verbs: `viendan help`' frobnicate
wrong 'all verbs: `viendan help`' 'thực hiện'
wrong "unknown verb ''" ''
: >plan.txt
mkdir folder
wrong 'viendan extract plan.txt' plan.txt
wrong 'viendan ingest folder' folder

# options
wrong 'did you mean --transitive' who implements x --transitve
wrong 'did you mean --format' rank --fromat json
wrong 'see `viendan help rank`' rank --zzz
wrong 'see `viendan help rank`' rank -z
wrong 'unknown option --zzz; see `viendan help`' --zzz
wrong 'takes no --prune' rank --prune
wrong 'takes no --transitive' show x --transitive
wrong 'takes no --format' ingest --format json folder
wrong 'takes no --format' --format json ingest folder
wrong 'takes no --output' -o x ingest folder
wrong 'takes no --db' extract --db x.db plan.txt
wrong 'comes after the verb' --transitive who implements x
wrong '--db needs a value' rank --db
wrong '--db needs a value' rank --db --format json
wrong '--db needs a value that is not empty' rank --db=
wrong '-f needs a value' rank -f
wrong '--prune takes no value' ingest --prune=yes folder
wrong 'one of table, json, jsonl, csv' rank --format xml
wrong 'one of table, json, jsonl, csv' rank --format ' '
wrong 'one of table, json, jsonl, csv' rank --format 'json jsonl'
wrong 'one of auto, always, never' rank --color=sometimes
wrong 'one of numbered, named, truncated, self, generic, backward' mentions --form numbred
wrong 'one of graphml, dot, svg' export --as png
wrong 'needs --as' export
wrong 'graph.png: a graph is not written in the form of its ending; use .graphml, .dot or .svg' export -o graph.png
wrong 'did you mean cites' edges --relation cite
wrong 'one of based_on' edges --relation frob
wrong 'is no date' outdated --as-of 31/2/2025
wrong 'is no date' outdated --as-of 'hôm nay'

# arguments
wrong 'needs RELATION DOC' who
wrong 'needs RELATION DOC' who implements
wrong 'did you mean `viendan who any 33/CT-TTg`' who 33/CT-TTg
wrong 'needs one of import, forget, list, show, check, export' catalogue
wrong "unknown relation '33/CT-TTg'" who 33/CT-TTg implements
wrong 'needs DOC' show
wrong 'needs TEXT' find
wrong 'needs FROM TO' path one
wrong 'put names with spaces in quotes' path Luật Thực hiện
wrong 'takes no arguments' rank 5
wrong 'takes no arguments' matrix x
wrong 'needs PATH...' ingest
wrong 'needs FILE' extract
wrong 'standard input cannot be ingested' ingest -

[ ! -e viendan.db ] || fail "wrong usage made a database"

# a control character in an argument does not reach the terminal
run 2 viendan "$(printf 'x\033[31my\nz')"
lines err 1
if tr -d '\n' <err | grep -q '[[:cntrl:]]'; then
    fail "a control character in a diagnostic"
fi

# where options may stand: before the verb, after it, after the arguments; attached or not
for way in 'rank --db none.db' '--db none.db rank' '--db=none.db rank' 'rank --db=none.db' '--color never --db none.db rank' \
    'rank -f json --db none.db' 'rank -fjson --db none.db' '-fjson --db none.db rank' \
    'who --db none.db cites x' 'who cites --db none.db x' 'who cites x --db none.db'; do
    run 3 viendan $way
    has err 'viendan: none.db: no such database; run `viendan --db none.db ingest FOLDER` first'
    lines err 1
done
# after "--" everything is an argument
run 3 viendan who cites -- --db
has err 'viendan.db: no such database'
run 3 viendan extract -- --jsonl
has err 'viendan: --jsonl: '
# --db before a verb that needs none may come from an alias
run 0 viendan --db none.db help
run 0 viendan --db none.db --color never version
finish
