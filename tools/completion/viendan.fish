# fish completion for viendan: verbs, options, values, documents of the database.

function __viendan_verb
    __fish_seen_subcommand_from $argv
end

function __viendan_no_verb
    not __fish_seen_subcommand_from ingest forget extract explain who show basis outdated suspect review timeline impact matrix gaps tasks path rank find search documents \
        mentions edges unresolved catalogue export merge shell help version
end

function __viendan_no_relation
    not __fish_seen_subcommand_from implements cites amends supersedes repeals details rests-on based_on guided_by \
        promulgates corrects consolidates suspends any
end

function __viendan_documents
    set -l words (commandline -opc)
    set -l db viendan.db
    set -l at (contains -i -- --db $words)
    and set -q words[(math $at + 1)]
    and set db $words[(math $at + 1)]
    test -e $db
    and viendan --db $db documents --format csv 2>/dev/null | tail -n +2 | cut -d, -f1
end

complete -c viendan -f
complete -c viendan -s h -l help -d 'show help for the verb'
complete -c viendan -s V -l version -d 'show the version'

complete -c viendan -n __viendan_no_verb -a ingest -d 'read files or folders into the database'
complete -c viendan -n __viendan_no_verb -a forget -d 'take files, folders or lines out of the database'
complete -c viendan -n __viendan_no_verb -a extract -d 'print the mentions of files, without a database'
complete -c viendan -n __viendan_no_verb -a explain -d 'why a mention was read so, and what else it could be'
complete -c viendan -n __viendan_no_verb -a who -d 'who implements, cites, amends or supersedes a document'
complete -c viendan -n __viendan_no_verb -a show -d 'the sheet (lược đồ) of a document: identity and relations'
complete -c viendan -n __viendan_no_verb -a basis -d 'what each held document rests on, by its preamble'
complete -c viendan -n __viendan_no_verb -a outdated -d 'citations of amended, superseded or repealed documents'
complete -c viendan -n __viendan_no_verb -a suspect -d 'documents whose basis changed, until they are reviewed'
complete -c viendan -n __viendan_no_verb -a review -d 'mark a document as reviewed, list or undo reviews'
complete -c viendan -n __viendan_no_verb -a timeline -d 'what happened to a document, and who cites it when'
complete -c viendan -n __viendan_no_verb -a impact -d 'if a document is replaced, which others to look at'
complete -c viendan -n __viendan_no_verb -a matrix -d 'held documents against the documents they act on'
complete -c viendan -n __viendan_no_verb -a gaps -d 'directives no plan implements, plans that implement none'
complete -c viendan -n __viendan_no_verb -a tasks -d 'tasks of plans: what, who leads, who coordinates, until when'
complete -c viendan -n __viendan_no_verb -a path -d 'a shortest chain of edges from one document to another'
complete -c viendan -n __viendan_no_verb -a rank -d 'documents by how much of the graph leads to them'
complete -c viendan -n __viendan_no_verb -a find -d 'find documents by number, name, file or id'
complete -c viendan -n __viendan_no_verb -a search -d 'texts that hold these words'
complete -c viendan -n __viendan_no_verb -a documents -d 'list documents, held or only known from mentions'
complete -c viendan -n __viendan_no_verb -a mentions -d 'list mentions: the spans of text that point at documents'
complete -c viendan -n __viendan_no_verb -a edges -d 'list edges: who acts on whom, with the words that prove it'
complete -c viendan -n __viendan_no_verb -a unresolved -d 'mentions whose document is unknown or ambiguous'
complete -c viendan -n __viendan_no_verb -a catalogue -d 'what is known of documents from outside the texts'
complete -c viendan -n __viendan_no_verb -a export -d 'the graph as GraphML, DOT or SVG'
complete -c viendan -n __viendan_no_verb -a merge -d 'take over what other databases hold'
complete -c viendan -n __viendan_no_verb -a shell -d 'read commands line by line, with the database kept open'
complete -c viendan -n __viendan_no_verb -a help -d 'explain viendan, or one verb'
complete -c viendan -n __viendan_no_verb -a version -d 'print the version'

# Options of the verbs that answer.
complete -c viendan -n '__viendan_verb ingest forget explain who show basis outdated suspect review timeline impact matrix gaps tasks path rank find search documents mentions edges unresolved catalogue export merge shell' -l db -r -F -d 'the database'
complete -c viendan -n '__viendan_verb extract explain who show basis outdated suspect review timeline impact matrix gaps tasks path rank find search documents mentions edges unresolved catalogue' -s f -l format -x -a 'table json jsonl csv tsv md html xlsx' -d 'how answers are written'
complete -c viendan -n '__viendan_verb extract explain who show basis outdated suspect review timeline impact matrix gaps tasks path rank find search documents mentions edges unresolved catalogue' -l color -x -a 'auto always never' -d 'when to colour tables'
complete -c viendan -n '__viendan_verb extract explain who show basis outdated suspect review timeline impact matrix gaps tasks path rank find search documents mentions edges unresolved catalogue export' -s o -l output -r -F -d 'write to a file'
complete -c viendan -n '__viendan_verb extract explain who show basis outdated suspect review timeline impact matrix gaps tasks path rank find search documents mentions edges unresolved catalogue export' -l lang -x -a 'vi en' -d 'language of pages and drawings'

# Options of single verbs.
complete -c viendan -n '__viendan_verb ingest' -l prune -d 'forget sources whose files are gone'
complete -c viendan -n '__viendan_verb ingest extract' -l jobs -x -d 'threads that read'
complete -c viendan -n '__viendan_verb ingest' -l search -d 'keep the texts, for search'
complete -c viendan -n '__viendan_verb ingest extract' -l jsonl -d 'input is lines with id and text'
complete -c viendan -n '__viendan_verb extract' -l only -x -a 'numbered named truncated self generic backward' -d 'only mentions of these forms'
complete -c viendan -n '__viendan_verb extract' -l explain -d 'say why each mention was read so'
complete -c viendan -n '__viendan_verb who' -l count -d 'how many they are, by steps'
complete -c viendan -n '__viendan_verb who' -l transitive -d 'also those acting through others'
complete -c viendan -n '__viendan_verb who' -l as-of -x -d 'only documents issued by that day'
complete -c viendan -n '__viendan_verb outdated suspect catalogue' -l as-of -x -d 'the day to judge by'
complete -c viendan -n '__viendan_verb suspect' -l all -d 'whatever they cite'
complete -c viendan -n '__viendan_verb review' -l by -x -d 'who reviewed it'
complete -c viendan -n '__viendan_verb review' -l note -x -d 'why it stays as it is'
complete -c viendan -n '__viendan_verb review' -l date -x -d 'the day of the review'
complete -c viendan -n '__viendan_verb review' -l list -d 'list reviews'
complete -c viendan -n '__viendan_verb review' -l undo -d 'take back the last review'
complete -c viendan -n '__viendan_verb outdated' -l plan -x -a '(__viendan_documents)' -d 'only what this document cites'
complete -c viendan -n '__viendan_verb outdated' -l law -x -a '(__viendan_documents)' -d 'only citations of this document'
complete -c viendan -n '__viendan_verb outdated' -l severity -x -a 'high medium low note' -d 'this and graver'
complete -c viendan -n '__viendan_verb outdated' -l each -d 'one row for each place that cites'
complete -c viendan -n '__viendan_verb outdated' -l unjudged -d 'list what cannot be judged instead, and why'
complete -c viendan -n '__viendan_verb documents mentions edges tasks catalogue' -l source -r -F -d 'only of this source'
complete -c viendan -n '__viendan_verb tasks' -l as-of -x -d 'only what was due before that day'
complete -c viendan -n '__viendan_verb tasks' -l implements -x -a '(__viendan_documents)' -d 'only what carries out this document'
complete -c viendan -n '__viendan_verb tasks' -l lead -x -d 'only what this body is charged with'
complete -c viendan -n '__viendan_verb tasks' -l due -x -d 'only what falls due then'
complete -c viendan -n '__viendan_verb tasks' -l missing -x -a 'lead deadline' -d 'only what names none'
complete -c viendan -n '__viendan_verb documents' -l in-corpus -d 'only documents whose text was ingested'
complete -c viendan -n '__viendan_verb mentions edges tasks export' -l document -x -a '(__viendan_documents)' -d 'only about this document'
complete -c viendan -n '__viendan_verb mentions' -l form -x -a 'numbered named truncated self generic backward' -d 'only this form'
complete -c viendan -n '__viendan_verb edges' -l relation -x -a 'implements cites amends supersedes repeals details rests-on based_on guided_by promulgates corrects consolidates suspends any' -d 'only this relation'
complete -c viendan -n '__viendan_verb export' -l as -x -a 'graphml dot svg' -d 'the kind of file'
complete -c viendan -n '__viendan_verb matrix gaps export' -l relation -x -a 'implements cites amends supersedes repeals details rests-on based_on guided_by promulgates corrects consolidates suspends any' -d 'only this relation'
complete -c viendan -n '__viendan_verb matrix gaps' -l as-of -x -d 'the day of the validity'
complete -c viendan -n '__viendan_verb matrix gaps' -l plan -x -a '(__viendan_documents)' -d 'only this plan'
complete -c viendan -n '__viendan_verb matrix gaps' -l plan-type -x -d 'only plans of this type'
complete -c viendan -n '__viendan_verb matrix gaps' -l plan-issuer -x -d 'only plans of this issuer'
complete -c viendan -n '__viendan_verb matrix gaps' -l plan-place -x -d 'only plans of this province'
complete -c viendan -n '__viendan_verb matrix gaps export' -l from -x -d 'plans or documents of this day or later'
complete -c viendan -n '__viendan_verb matrix gaps export' -l to -x -d 'plans or documents of this day or earlier'
complete -c viendan -n '__viendan_verb matrix gaps' -l directive -x -a '(__viendan_documents)' -d 'only this document acted on'
complete -c viendan -n '__viendan_verb matrix gaps' -l directive-type -x -d 'only documents of this type'
complete -c viendan -n '__viendan_verb matrix gaps' -l directive-issuer -x -d 'only documents of this issuer'
complete -c viendan -n '__viendan_verb matrix gaps' -l min-confidence -x -d 'only evidence this sure'
complete -c viendan -n '__viendan_verb matrix' -l top -x -d 'only the most acted on'
complete -c viendan -n '__viendan_verb matrix' -l decided -d 'without citations that nobody knows'
complete -c viendan -n '__viendan_verb matrix' -l list -d 'one row a cell'
complete -c viendan -n '__viendan_verb matrix' -l transpose -d 'rows are plans'
complete -c viendan -n '__viendan_verb matrix' -l by -x -a 'plan task' -d 'rows are plans or their tasks'
complete -c viendan -n '__viendan_verb gaps' -l kind -x -a 'directive plan inherited task' -d 'only these gaps'
complete -c viendan -n '__viendan_verb gaps catalogue export' -l type -x -d 'only documents of this type'
complete -c viendan -n '__viendan_verb catalogue export' -l issuer -x -d 'only documents of this body'
complete -c viendan -n '__viendan_verb export' -l place -x -d 'only documents of this province'
complete -c viendan -n '__viendan_verb catalogue' -l status -x -a 'in_force not_yet_in_force ended unknown' -d 'only in this state'
complete -c viendan -n '__viendan_verb who show rank search catalogue' -l limit -x -d 'at most so many rows'
complete -c viendan -n '__viendan_verb catalogue' -l strict -d 'import nothing when a row is bad'
complete -c viendan -n '__viendan_verb catalogue' -l replace-source -d 'forget what files of these names said'

# Arguments.
complete -c viendan -n '__viendan_verb catalogue' -a 'import forget list show check export' -F
complete -c viendan -n '__viendan_verb ingest forget extract explain' -F
complete -c viendan -n '__viendan_verb who; and __viendan_no_relation' -a 'implements cites amends supersedes repeals details rests-on based_on guided_by promulgates corrects consolidates suspends any'
complete -c viendan -n '__viendan_verb who; and not __viendan_no_relation' -a '(__viendan_documents)'
complete -c viendan -n '__viendan_verb show basis suspect review timeline impact path find' -a '(__viendan_documents)'
complete -c viendan -n '__viendan_verb help' -a 'ingest forget extract explain who show basis outdated suspect review timeline impact matrix gaps tasks path rank find search documents mentions edges unresolved catalogue export merge shell help version'
complete -c viendan -n '__viendan_verb shell' -l null -d 'a NUL byte at the end of every answer'
complete -c viendan -n '__viendan_verb merge' -l prefer -x -a 'first last' -d 'whose file holds where two differ'
complete -c viendan -n '__viendan_verb merge' -F
complete -c viendan -n '__viendan_verb forget' -l dry-run -d 'only say what would go'
complete -c viendan -n '__viendan_verb explain' -l jsonl -d 'input is lines {"id": ..., "text": ...}'
