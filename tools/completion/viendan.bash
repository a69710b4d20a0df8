# bash completion for viendan: verbs, options, values, documents of the database.

# The verb among the words before the cursor; empty when there is none yet.
_viendan_verb()
{
    local i word
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        case $word in
        --db | --format | -f | --lang | --color | -o | --output) ((i++)) ;;
        -*) ;;
        *)
            printf '%s' "$word"
            return
            ;;
        esac
    done
}

# Ids of the documents in the database that the line names.
_viendan_documents()
{
    local i db=viendan.db
    for ((i = 1; i + 1 < ${#COMP_WORDS[@]}; i++)); do
        [[ ${COMP_WORDS[i]} == --db ]] && db=${COMP_WORDS[i + 1]}
    done
    [[ -e $db ]] && viendan --db "$db" documents --format csv 2>/dev/null | tail -n +2 | cut -d, -f1
}

_viendan_options()
{
    local answer='--db --format --lang --color --output'
    local sides='--relation --as-of --plan --plan-type --plan-issuer --plan-place --from --to --directive
        --directive-type --directive-issuer --min-confidence'
    case $1 in
    '') printf '%s' "$answer" ;;
    ingest) printf '%s' '--prune --jsonl --jobs --search --db' ;;
    extract) printf '%s' '--jsonl --jobs --only --explain --format --lang --color --output' ;;
    who) printf '%s' "--as-of --count --transitive --limit $answer" ;;
    outdated) printf '%s' "--as-of --plan --law --severity --each --unjudged $answer" ;;
    suspect) printf '%s' "--as-of --all $answer" ;;
    review) printf '%s' "--by --note --date --list --undo $answer" ;;
    matrix) printf '%s' "$sides --top --decided --list --transpose --by $answer" ;;
    gaps) printf '%s' "$sides --kind --type $answer" ;;
    tasks) printf '%s' "--source --document --implements --lead --due --missing --as-of $answer" ;;
    documents) printf '%s' "--source --in-corpus $answer" ;;
    mentions) printf '%s' "--source --document --form $answer" ;;
    edges) printf '%s' "--source --document --relation $answer" ;;
    catalogue) printf '%s' "--source --as-of --type --issuer --status --limit --strict --replace-source $answer" ;;
    export) printf '%s' '--as --document --type --issuer --place --from --to --relation --db --lang --output' ;;
    forget) printf '%s' '--dry-run --db' ;;
    merge) printf '%s' '--prefer --db' ;;
    shell) printf '%s' '--null --db' ;;
    rank | search | show) printf '%s' "--limit $answer" ;;
    explain) printf '%s' "--jsonl $answer" ;;
    basis | timeline | impact | path | find | unresolved) printf '%s' "$answer" ;;
    esac
    printf ' --help --version'
}

_viendan()
{
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} verb words=
    local verbs='ingest forget extract explain who show basis outdated suspect review timeline impact matrix gaps tasks path rank find search documents mentions edges
        unresolved catalogue export merge shell help version'
    local relations='implements cites amends supersedes repeals details rests-on based_on guided_by promulgates
        corrects consolidates suspends any'
    COMPREPLY=()
    verb=$(_viendan_verb)
    case $prev in
    --format | -f) words='table json jsonl csv tsv md html xlsx' ;;
    --lang) words='vi en' ;;
    --kind) words='directive plan inherited task' ;;
    --color) words='auto always never' ;;
    --as) words='graphml dot svg' ;;
    --missing) words='lead deadline' ;;
    --form | --only) words='numbered named truncated self generic backward' ;;
    --relation) words=$relations ;;
    --prefer) words='first last' ;;
    --severity) words='high medium low note' ;;
    --document | --plan | --law | --directive) words=$(_viendan_documents) ;;
    --status) words='in_force not_yet_in_force ended unknown' ;;
    --type | --issuer | --place | --limit) return ;;
    --as-of | --date | --by | --note | --plan-type | --plan-issuer | --plan-place | --from | --to | --directive-type | \
        --directive-issuer | --min-confidence | --top) return ;;
    --db | --output | -o | --source)
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        return
        ;;
    *)
        if [[ $cur == -* ]]; then
            words=$(_viendan_options "$verb")
        elif [[ -z $verb ]]; then
            words=$verbs
        else
            case $verb in
            who) if [[ $prev == who ]]; then words=$relations; else words=$(_viendan_documents); fi ;;
            show | basis | suspect | review | timeline | impact | path | find) words=$(_viendan_documents) ;;
            help) words=$verbs ;;
            catalogue)
                case $prev in
                catalogue) words='import forget list show check export' ;;
                show) words=$(_viendan_documents) ;;
                export) words='documents changes' ;;
                *)
                    compopt -o filenames 2>/dev/null
                    mapfile -t COMPREPLY < <(compgen -f -- "$cur")
                    return
                    ;;
                esac
                ;;
            ingest | forget | extract | explain | merge)
                compopt -o filenames 2>/dev/null
                mapfile -t COMPREPLY < <(compgen -f -- "$cur")
                return
                ;;
            esac
        fi
        ;;
    esac
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
}

complete -F _viendan viendan
