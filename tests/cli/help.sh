# Every verb has help that lists its options and examples, and all ways to ask for it agree.
. "$(dirname "$0")/lib.sh"

run 2 viendan
empty out
polite
has err 'no verb given'
has err 'viendan help'

run 0 viendan help
empty err
cp out all
run 0 viendan --help
same out all
run 0 viendan -h
same out all

[ "$(verbs | wc -l)" -eq 29 ] || fail "29 verbs are expected, help lists $(verbs | wc -l)"
for verb in extract ingest mentions edges documents show who outdated matrix gaps path unresolved rank search catalogue export basis find \
    suspect review timeline impact tasks explain merge forget shell help version; do
    last="viendan help"
    grep -q "^  $verb " all || fail "no line for $verb in viendan help"

    run 0 viendan help $verb
    empty err
    cp out page
    has page "viendan $verb: "
    grep -q "^Usage: viendan $verb" page || fail "no usage in help of $verb"
    has page '    $ '
    grep -q '^      --\|^  -[a-z], --' page || fail "no options in help of $verb"
    has page '-h, --help'
    examples=$(grep -c '^    \$ ' page)
    case $verb in
    version) at_least=1 ;;
    *) at_least=2 ;;
    esac
    [ "$examples" -ge $at_least ] && [ "$examples" -le 4 ] || fail "$examples examples in help of $verb"
    # an example that does not name its verb explains something else, unless it makes a database for the next ones
    if grep '^    \$ ' page | grep -v 'viendan --db [^ ]* ingest' | grep -v -q "viendan $verb"; then
        fail "an example in help of $verb is about another verb"
    fi

    run 0 viendan $verb --help
    same out page
    run 0 viendan $verb -h
    same out page
    # 80 characters, not bytes; an example line may be longer
    sed 's/[\x80-\xBF]//g' page | awk 'length($0) > 80 && !/^    \$ /' >long
    last="viendan help $verb"
    empty long
done
sed 's/[\x80-\xBF]//g' all | awk 'length($0) > 80' >long
empty long

# help needs neither arguments nor a database
run 0 viendan who --help
run 0 viendan --help who
has out 'Usage: viendan who'
run 0 viendan path one two three --help

run 0 viendan --version
cp out version
grep -q '^viendan [0-9][0-9]*\.[0-9][0-9]*\.[0-9][0-9]*$' version || fail "version: $(cat version)"
lines version 1
run 0 viendan -V
same out version
run 0 viendan version
same out version
run 0 viendan rank --version
same out version

run 2 viendan help whoo
has err 'viendan help who'
run 2 viendan help who rank
finish
