# Every example in help, in the manual page and in docs/cli.md runs on the corpus that comes with viendan and answers.
. "$(dirname "$0")/lib.sh"
corpus_make
viendan ingest corpus/plans >out 2>err || fail "ingest corpus/plans: $(cat err)"

{
    viendan help
    for verb in $(verbs); do viendan help "$verb"; done
} | sed -n 's/^    \$ //p' >commands
sed -n 's/^    \$ //p' "$root/docs/cli.md" >>commands
sed -n 's/^\.Dl \$ //p; s/^\$ //p' "$root/docs/viendan.1" | sed 's/\\-/-/g; s/\\(aq/'"'"'/g; s/\\e/\\/g' >>commands
sort -u commands >unique
[ "$(wc -l <unique)" -ge 40 ] || fail "only $(wc -l <unique) examples found"

while IFS= read -r command; do
    checks=$((checks + 1))
    sh -c "$command" </dev/null >out 2>err
    code=$?
    case $command in
    *outdated* | *'catalogue check'* | *suspect* | *review* | *unresolved* | *'gaps --kind'*) limit=1 ;; # nothing found is an answer here
    *) limit=0 ;;
    esac
    if [ $code -gt $limit ]; then
        fail "exit $code: $command"
        head -n 2 err
    fi
    case $command in
    *ingest* | *' -o '* | *' --output '*) ;;
    *) [ -s out ] || [ $code -eq 1 ] || fail "no output: $command" ;;
    esac
done <unique
finish
