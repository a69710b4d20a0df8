# viendan catalogue: files in, answers, conflicts, files out; a killed import leaves all or nothing.
. "$(dirname "$0")/lib.sh"
corpus_make
viendan ingest corpus/plans >out 2>err || fail "ingest corpus/plans: $(cat err)"
viendan outdated --as-of 2026-11-01 --format jsonl >before

cat >office.csv <<'X'
Số hiệu;Loại văn bản;Trích yếu;Cơ quan ban hành;Ngày ban hành;Ngày có hiệu lực;Tình trạng;Văn bản thay thế;Ngày bị thay thế;Độ tin cậy
59/2023/NĐ-CP;Nghị định;;Chính phủ;15/8/2023;15/8/2023;;777/2025/NĐ-CP;01/02/2025;Cao
777/2025/NĐ-CP;;Quy định chi tiết mới;Chính phủ;1/1/2025;1/2/2025;Còn hiệu lực;;;
abc;;;;;;;;;
X
run 3 viendan catalogue import office.csv
empty out
has err 'viendan: office.csv:4:1: number: "abc" is no number of a document'
has err '1 file, 2 rows: 2 new, 0 known before; 1 bad left out'
has err '2 rows without a source: recorded with the name and date of the file'
has err 'see `viendan catalogue check`'
run 3 viendan catalogue import --strict office.csv
has err 'nothing was imported (--strict)'
run 3 viendan catalogue import nowhere.csv
has err 'nowhere.csv'

# a heading with a comma of its own; a formula is no number; a workbook is no table of text
printf 'Số, ký hiệu;Ngày, tháng, năm\n77/QĐ-BNV;5/2/2026\n=1+1;5/2/2026\n' >headings.csv
run 3 viendan --db headings.db catalogue import headings.csv
has err 'headings.csv:3:1: number: "=1+1" is no number of a document'
has err '1 file, 1 row: 1 new'
printf 'PK\003\004rest' >book.xlsx
run 3 viendan --db headings.db catalogue import book.xlsx
has err 'viendan: book.xlsx: zip archive'
run 2 viendan outdated -o findings.pdf
has err 'findings.pdf: no answer is written in the form of its ending'

# what was imported takes part in the judgement of citations, and is told where it contradicts
run 0 viendan outdated --as-of 2026-11-01 --format jsonl
has out '777/2025/NĐ-CP'
lacks before '777/2025/NĐ-CP'
run 0 viendan catalogue check --format csv
has out 'conflict,vn/nghi-dinh/2023/59-2023-nd-cp,59/2023/NĐ-CP,passed,2023-08-15,2023-08-14'
has out 'text,vn/nghi-dinh/2023/59-2023-nd-cp,59/2023/NĐ-CP,passed,2023-08-15,2023-08-14'
run 0 viendan catalogue show 59/2023/NĐ-CP --format csv
has out 'passed,2023-08-15,true,"imported, confidence high"'
has out 'passed,2023-08-14,false,a better row says otherwise'
run 0 viendan catalogue show Luật Thực hiện dân chủ ở cơ sở
has out '10/2022/QH15'
run 1 viendan catalogue show 123456/2020/NĐ-CP
has err 'nothing found in the catalogue'
run 0 viendan catalogue list --source office.csv --as-of 31/1/2025 --format csv
has out 'vn/nghi-dinh/2023/59-2023-nd-cp'
run 0 viendan catalogue list --source office.csv --status ended --as-of 1/2/2025 --format csv
lines out 2
run 2 viendan catalogue list --type 'Nghị đinh hướng dẫn'
has err 'no type "Nghị đinh hướng dẫn"; the catalogue has '
has err 'Nghị định, '
has err 'Hiến pháp'
run 1 viendan catalogue list --type 'Biên bản'
run 0 viendan catalogue list --type nđ --limit 3 --format csv
cp out abbreviated
run 0 viendan catalogue list --type 'nghị định' --limit 3 --format csv
same out abbreviated
lines out 4

# a status without a day: it has ended, since when is not known
printf 'number\tpassed\tstatus\tsource\n59/2023/NĐ-CP\t2023-08-14\tHết hiệu lực\tsổ theo dõi\n' >ended.tsv
run 0 viendan --db ended.db ingest corpus/plans
run 0 viendan --db ended.db outdated --as-of 2026-11-01 --format jsonl
lacks out expired_date_unknown
has err ' cited documents '
has err 'cannot be judged, as nothing is known of their validity'
before=$(sed -n 's/.* cited documents \([0-9]*\) .*/\1/p' err)
run 0 viendan --db ended.db catalogue import ended.tsv
run 0 viendan --db ended.db outdated --as-of 2026-11-01 --format jsonl
has out '"verdict":"expired_date_unknown","meaning":"hết hiệu lực, chưa rõ từ ngày nào"'
has out '"severity":"low"'
run 1 viendan --db ended.db outdated --as-of 2026-11-01 --severity high
has err 'citations of what has ended on a day not known: --severity note lists them'
# with its day it is judged by that; and what nobody knew of is judged from then on
printf 'number\tpassed\tstatus\texpires\tsource\n59/2023/NĐ-CP\t2023-08-14\tHết hiệu lực\t2024-01-01\tsổ theo dõi\n33/CT-TTg\t2021-11-26\tHết hiệu lực\t2022-01-01\tsổ theo dõi\n' >ended.tsv
run 0 viendan --db ended.db catalogue import --replace-source ended.tsv
run 0 viendan --db ended.db outdated --as-of 2026-11-01 --format jsonl
lacks out expired_date_unknown
has out expired_before
after=$(sed -n 's/.* cited documents \([0-9]*\) .*/\1/p' err)
[ "$after" -eq $((before - 1)) ] || fail "$before documents could not be judged, now $after"

# out and in again
run 0 viendan catalogue export
cp out first.tsv
for format in tsv csv jsonl; do
    run 0 viendan catalogue export --format $format -o again.$format
    rm -f other.db
    run 0 viendan --db other.db catalogue import again.$format
    run 0 viendan --db other.db catalogue export
    same out first.tsv
done
run 1 viendan catalogue export changes

run 0 viendan catalogue import --replace-source again.tsv
run 0 viendan catalogue forget again.tsv
has err '2 rows forgotten'
run 0 viendan catalogue forget office.csv
run 1 viendan catalogue forget office.csv
has err "nothing was imported from 'office.csv'"
viendan outdated --as-of 2026-11-01 --format jsonl >out
same out before

# wrong uses
run 2 viendan catalogue
run 2 viendan catalogue shrug
has err 'does import, forget, list, show, check or export'
run 2 viendan catalogue import
run 2 viendan catalogue show
run 2 viendan catalogue list --strict
has err 'takes no --strict'
run 2 viendan catalogue import --format csv office.csv
run 2 viendan catalogue list --limit few
run 2 viendan catalogue list --status lost
run 2 viendan catalogue export everything
run 3 viendan --db nothing.db catalogue list

# built-in rows answer where no database is named and none is there, and none is made; nothing can be forgotten
mkdir away
for ask in "list --limit 1" "show 10/2022/QH15" "export --source built-in"; do
    (cd away && viendan catalogue $ask >../out 2>../err) || fail "catalogue $ask without a database"
    last="catalogue $ask without a database"
    has err 'viendan.db: no such database; the answer is from the built-in rows alone'
    lines err 1
    [ -s out ] || fail "$last: no answer"
done
(cd away && viendan catalogue forget office.csv >../out 2>../err)
[ $? -eq 3 ] || fail "forgotten without a database"
[ -z "$(ls away)" ] || fail "asking made a database"

# killed at any moment, an import leaves all of a file or nothing
awk 'BEGIN {print "number,passed,source"; for (i = 1; i <= 4000; i++) printf "%d/2031/NĐ-CP,2031-01-01,K\n", i}' >large.csv
for moment in 0.02 0.1 0.3 0.6; do
    rm -f kill.db kill.db-*
    viendan --db kill.db catalogue list --limit 1 >out 2>err # no database yet
    viendan --db kill.db ingest plans-none >out 2>err
    viendan --db kill.db catalogue import office.csv >out 2>err
    viendan --db kill.db catalogue import large.csv >out 2>err &
    child=$!
    sleep $moment
    kill -9 $child 2>/dev/null
    wait $child 2>/dev/null
    viendan --db kill.db catalogue export >rows 2>err
    checks=$((checks + 1))
    case $(wc -l <rows) in
    3 | 4003) ;;
    *) fail "killed after $moment s: $(wc -l <rows) lines" ;;
    esac
    run 0 viendan --db kill.db catalogue import large.csv
    viendan --db kill.db catalogue export >rows 2>err
    lines rows 4003
done
finish
