# The manual page, docs/cli.md and the completions know every verb and option that the program knows, and no others.
. "$(dirname "$0")/lib.sh"
man=$root/docs/viendan.1
reference=$root/docs/cli.md
completion=$root/tools/completion

# The page as text without marks; a verb's section runs from its .Ss line to the next.
sed 's/\\-/-/g; s/\\(aq/'"'"'/g; s/\\e/\\/g; s/\\f[BIRP]//g' "$man" >man.txt
man_section()
{
    awk -v verb="$1" '/^\.S[sS] /{on = $2 == verb || $2 == "\"" verb; next} /^\.S[hH] /{on = 0} on' man.txt
}
reference_section()
{
    awk -v head="## viendan $1" '/^## /{on = $0 == head; next} on' "$reference"
}

viendan help >page
for verb in $(verbs); do
    last="documents about $verb"
    options "$verb" | sort >wanted
    [ -s wanted ] || fail "no options of $verb in its help"
    usage=$(viendan help "$verb" | sed -n "s/^Usage: viendan //p")
    summary=$(viendan help "$verb" | sed -n "1s/^viendan $verb: //p")

    man_section "$verb" >section
    [ -s section ] || fail "no section for $verb in the manual page"
    grep -o -e '--[a-z][a-z-]*' section | sort -u >known
    # --help and --version stand once for all verbs
    printf '%s\n' --help --version | cat - known | sort -u >known.all
    last="options of $verb in viendan.1"
    same wanted known.all
    man_section "$verb" | grep -F -q -x "viendan $usage" || fail "viendan.1 has no usage line: $usage"

    reference_section "$verb" >section
    [ -s section ] || fail "no section for $verb in docs/cli.md"
    grep -o -e '--[a-z][a-z-]*' section | sort -u >known
    printf '%s\n' --help --version | cat - known | sort -u >known.all
    last="options of $verb in docs/cli.md"
    same wanted known.all
    grep -F -q "viendan $usage" section || fail "docs/cli.md has no usage line: $usage"

    columns "$verb" >wanted.columns
    while IFS= read -r column; do
        grep -F -q "\`$column\`" section || fail "docs/cli.md does not explain the column $column of $verb"
    done <wanted.columns

    # bash: ask the completion itself
    if command -v bash >/dev/null; then
        bash -c '. "$1"; COMP_WORDS=(viendan "$2" --); COMP_CWORD=2; _viendan; printf "%s\n" "${COMPREPLY[@]}"' \
            - "$completion/viendan.bash" "$verb" 2>err | sed 's/ *$//' | sort -u >known
        last="options of $verb in viendan.bash"
        empty err
        same wanted known
    fi
    # zsh: the block of the verb
    awk -v verb="        $verb)" '$0 == verb {on = 1} on && /;;/ {on = 0} on' "$completion/_viendan" >section
    grep -o -e '--[a-z][a-z-]*' section | sort -u >own
    {
        cat own
        printf '%s\n' --help --version
        if grep -F -q '$answer' section; then printf '%s\n' --db --format --lang --color --output; fi
    } | sort -u >known
    last="options of $verb in _viendan"
    same wanted known
    grep -F -q "$verb:$summary" "$completion/_viendan" || fail "_viendan has no summary of $verb: $summary"
    # fish: lines whose condition names the verb
    {
        grep "__viendan_verb[^']* $verb[ ']" "$completion/viendan.fish" | sed -n 's/.* -l \([a-z-]*\).*/--\1/p'
        printf '%s\n' --help --version
    } | sort -u >known
    last="options of $verb in viendan.fish"
    same wanted known
    grep -F -q -e "-a $verb -d '$summary'" "$completion/viendan.fish" || fail "viendan.fish has no summary of $verb"
done

# no verb too many
sed -n '/^\.S[hH] VERBS/,/^\.S[hH] OPTIONS/s/^\.S[sS] "*\([a-z]*\).*/\1/p' man.txt | sort >known
verbs | sort >wanted
last="verbs in viendan.1"
same wanted known
sed -n 's/^## viendan \([a-z]*\)$/\1/p' "$reference" | sort >known
last="verbs in docs/cli.md"
same wanted known

# values that options take
for word in table json jsonl csv tsv md html xlsx vi en directive inherited auto always never graphml dot svg numbered named truncated self generic backward \
    based_on implements details guided_by cites amends supersedes repeals promulgates corrects consolidates suspends \
    rests-on any; do
    last="values"
    for file in man.txt "$reference" "$completion/viendan.bash" "$completion/_viendan" "$completion/viendan.fish"; do
        grep -F -w -q -e "$word" "$file" || fail "$file does not know the value $word"
    done
done
for code in 0 1 2 3 4; do
    sed -n '/EXIT STATUS/,/^\.S[hH] EXAMPLES/p' man.txt | grep -q -w "$code" || fail "no exit status $code in viendan.1"
done

# the files are well formed
if command -v mandoc >/dev/null; then
    mandoc -T lint -W warning "$man" >out 2>&1
    last="mandoc -T lint"
    empty out
else
    skip "no mandoc"
fi
if command -v bash >/dev/null; then
    bash -n "$completion/viendan.bash" || fail "bash -n"
    bash -c '. "$1"; COMP_WORDS=(viendan ""); COMP_CWORD=1; _viendan; printf "%s\n" "${COMPREPLY[@]}"' - \
        "$completion/viendan.bash" 2>err | sort >known
    last="verbs in viendan.bash"
    same wanted known
    bash -c '. "$1"; COMP_WORDS=(viendan rank --format j); COMP_CWORD=3; _viendan; printf "%s\n" "${COMPREPLY[@]}"' - \
        "$completion/viendan.bash" 2>err | tr '\n' ' ' >known
    [ "$(cat known)" = 'json jsonl ' ] || fail "bash completes --format j to '$(cat known)'"
fi
if command -v zsh >/dev/null; then
    zsh -n "$completion/_viendan" || fail "zsh -n"
else
    skip "no zsh"
fi
if command -v fish >/dev/null; then
    fish --no-execute "$completion/viendan.fish" || fail "fish --no-execute"
    fish --no-config -c "source $completion/viendan.fish; complete -C 'viendan outdated --as'" >out 2>&1
    last="fish completes viendan outdated --as"
    has out '--as-of'
    lacks out '--as	'
else
    skip "no fish"
fi
finish
