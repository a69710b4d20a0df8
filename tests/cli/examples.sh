# Every example in help, in the manual page, in the README and in docs/cli.md runs on the corpus that comes with viendan
# and answers; one that finds nothing there is marked so in docs/cli.md, in the line above it.
. "$(dirname "$0")/lib.sh"
corpus_make
viendan ingest corpus/plans >out 2>err || fail "ingest corpus/plans: $(cat err)"

{
    viendan help
    for verb in $(verbs); do viendan help "$verb"; done
} | sed -n 's/^    \$ //p' >commands
sed -n 's/^    \$ \(.*viendan\)/\1/p' "$root/README.md" "$root/docs/cli.md" >>commands
sed -n 's/^\.Dl \$ //p; s/^\$ //p' "$root/docs/viendan.1" | sed 's/\\-/-/g; s/\\(aq/'"'"'/g; s/\\e/\\/g' >>commands
awk '!told[$0]++' commands >unique
awk '/^    \$ / { if (words ~ /exit status 1/) print substr($0, 7) } NF { words = $0 }' "$root/docs/cli.md" >marked
[ "$(wc -l <marked)" -ge 3 ] || fail "examples that find nothing are not marked"
[ "$(wc -l <unique)" -ge 40 ] || fail "only $(wc -l <unique) examples found"

while IFS= read -r command; do
    checks=$((checks + 1))
    sh -c "$command" </dev/null >out 2>err
    code=$?
    limit=0
    grep -F -x -q -e "$command" marked && limit=1
    if [ $code -gt $limit ]; then
        fail "exit $code: $command"
        head -n 2 err
    fi
    case $command in
    *ingest* | *review* | *' merge '* | *' -o '* | *' --output '*) ;;
    *) [ -s out ] || [ $code -eq 1 ] || fail "no output: $command" ;;
    esac
done <unique
# trying an example leaves nothing in the database that is not of the corpus
last='the examples'
viendan documents --in-corpus -f csv >out 2>err
has out 'corpus/plans/'
lacks out 'luu-tru/'
finish
