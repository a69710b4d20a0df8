# The matrix: filters, shapes, gaps, pages and workbooks.
. "$(dirname "$0")/lib.sh"
plans_make
run 0 viendan ingest plans

# columns NAME: is there a column of this name?
header()
{
    head -n 1 out | tr -d '\r' | tr ',' '\n' >header
}

run 0 viendan matrix --format csv
cp out all.csv
header
has header 11/KH-UBND
has header 12/KH-VPUB
has out 33/CT-TTg

# plans
run 0 viendan matrix --plan 12/KH-VPUB --format csv
header
has header 12/KH-VPUB
lacks header 11/KH-UBND
lacks out 33/CT-TTg
run 0 viendan matrix --plan 12/KH-VPUB --plan 11/KH-UBND --format csv
header
has header 11/KH-UBND
has header 12/KH-VPUB
run 0 viendan matrix --plan-type KH --format csv
cp out abbreviated
run 0 viendan matrix --plan-type 'KẾ HOẠCH' --format csv
same out abbreviated
run 1 viendan matrix --to 1990 --format csv
run 1 viendan matrix --from 2090-01 --format json
[ "$(cat out)" = '[]' ] || fail "an empty matrix is '$(cat out)'"
run 0 viendan matrix --from 1/1/1990 --to 2090 --format csv
for window in '--from 2026 --to 2025' '--from 2/2024 --to 1/2024' '--from 2/1/2024 --to 1/1/2024'; do
    for verb in matrix gaps; do
        run 2 viendan $verb $window
        polite
        lines err 1
        has err "$(echo "$window" | sed 's/ --to/ is after --to/')"
    done
done
for window in '--from 2024-02 --to 2024' '--from 2024 --to 1/2024' '--from 1/1/2024 --to 1/1/2024'; do
    viendan matrix $window -f csv >out 2>err || [ $? -eq 1 ] || fail "matrix $window: $(cat err)"
done
# a plan that acts on nothing has a file, too
mkdir bare
printf 'ỦY BAN NHÂN DÂN\nTỈNH BẾN TRE\n\nSố: 77/KH-UBND\n\nBến Tre, ngày 02 tháng 5 năm 2024\n\nKẾ HOẠCH\nTrồng cây\n' >bare/77.txt
run 0 viendan --db bare.db ingest bare plans
run 0 viendan --db bare.db gaps --kind plan -f csv
has out 'plan,vn/ben-tre/ke-hoach/2024/77-kh-ubnd,77/KH-UBND,2024-05-02,bare/77.txt,'
# directives: one that no plan acts on is a row
run 0 viendan matrix --plan 12/KH-VPUB --directive 33/CT-TTg --format csv
lines out 2
has out 33/CT-TTg
run 0 viendan matrix --directive-type CT --format csv
lacks out /QH
run 0 viendan matrix --top 1 --format csv
lines out 2
run 0 viendan matrix --relation implements --relation rests-on --list --format csv
lacks out ',C,'
# shapes
run 0 viendan matrix --transpose --format csv
header
has header 33/CT-TTg
run 0 viendan matrix --list --format jsonl
has out '"sentence":"'
has out '"letters":"'

# what nobody knows stands behind all others, and can be left out
if [ -e "$root"/corpus/plans/000-can-tho-70-kh-ubnd-2025.txt ]; then
    run 0 viendan --db cut.db ingest "$root"/corpus/plans/000-can-tho-70-kh-ubnd-2025.txt
    run 0 viendan --db cut.db matrix --format jsonl
    tail -n 1 out >last
    has last '"id":null'
    has last '"state":"unresolved"'
    has last '"70/KH-UBND":"T??"'
    has out '"state":null'
    run 0 viendan --db cut.db matrix --decided --format jsonl
    lacks out '"state":"unresolved"'
    lacks out '"id":null'
    run 0 viendan --db cut.db matrix --min-confidence 0.1 --format jsonl
    lacks out '"state":"unresolved"'
    run 0 viendan --db cut.db matrix --lang en --format md
    has out 'Citations of a document not known: '
else
    skip "no corpus/plans: no plan that is cut off"
fi

# what is wrong is said
wrong()
{
    run 2 viendan "$@"
    empty out
    polite
}
wrong matrix --top 0
wrong matrix --top many
wrong matrix --min-confidence 2
wrong matrix --min-confidence x
wrong matrix --from yesterday
wrong matrix --relation nosuch
wrong matrix --lang fr
wrong gaps --kind nosuch
for verb in matrix gaps; do
    wrong $verb --plan-type Kehoach
    has err "no type of document is called 'Kehoach'; near: Kế hoạch"
    wrong $verb --directive-type 'Nghi dinhh'
    has err 'near: Nghị định thư, Nghị định'
    wrong $verb --plan-place cantho
    has err "no province is called 'cantho'; near: Cần Thơ"
    wrong $verb --plan-type zzz
    has err "it is written as 'Kế hoạch' or KH"
done
run 0 viendan matrix --plan-type KH --format csv
cp out wanted
run 0 viendan matrix --plan-type 'kế hoạch' --format csv
same out wanted
run 1 viendan matrix --plan-type SL
has err 'no document that the filters leave acts on another'
run 1 viendan matrix --plan 999/QĐ-KHÔNG
has err 'no document matches'
lines err 1

# gaps
run 0 viendan gaps --format csv
cp out gaps.csv
run 0 viendan gaps --kind directive --kind plan --kind inherited --kind task --format csv
same out gaps.csv
code=0
viendan gaps --kind directive --relation supersedes --format csv >strict || code=$?
[ "$(wc -l <strict)" -gt "$(grep -c '^directive' gaps.csv)" ] || fail "fewer relations carry out more"
run 1 viendan gaps --kind task
code=0
viendan gaps --type CV --format csv >out || code=$?
[ $code -le 1 ] || fail "gaps --type exits with $code"
lacks out /CT-
run 1 viendan gaps --kind directive --type 'Giấy mời'

# the ending of the file tells the format
for ending in csv json jsonl md html xlsx; do
    run 0 viendan matrix --format $ending
    cp out wanted
    run 0 viendan matrix -o file.$ending
    last="matrix -o file.$ending"
    same file.$ending wanted
done
run 0 viendan matrix -o file.txt
run 0 viendan matrix
same file.txt out
[ "$(head -c 2 file.xlsx)" = PK ] || fail "a workbook begins with $(head -c 2 file.xlsx)"
has file.html '<html lang="vi">'
has file.md '# Ma trận tuân thủ'

# links lead from where the page or workbook lies to the texts
mkdir -p 'away/x y'
run 0 viendan matrix -o away/page.html
links=$(grep -o 'href="[^#"]*"' away/page.html | sort -u | sed 's/href="//; s/"//')
[ -n "$links" ] || fail 'no link leads to a text'
for link in $links; do
    [ -f "away/$link" ] || fail "away/page.html: no file at $link"
done
(cd 'away/x y' && viendan --db ../../viendan.db matrix -o ../page.html)
has away/page.html 'href="./x%20y/plans/11-kh-ubnd.txt"'
run 0 viendan matrix -o away/book.xlsx
unzip -p away/book.xlsx 'xl/worksheets/_rels/*' >out 2>/dev/null || python3 -c '
import sys, zipfile
book = zipfile.ZipFile("away/book.xlsx")
sys.stdout.write("".join(book.read(n).decode() for n in book.namelist() if n.endswith(".rels")))' >out
has out '"..\plans\11-kh-ubnd.txt"'
run 0 viendan matrix --format html
has out 'href="./plans/11-kh-ubnd.txt"'
run 0 viendan matrix --lang en --format html
has out '<html lang="en">'
has out 'Compliance matrix'
run 0 viendan matrix --lang en --format csv
same out all.csv
run 2 viendan extract --format html plans/11-kh-ubnd.txt plans/12-kh-vpub.txt
has err 'one FILE'
run 0 viendan extract --format html plans/11-kh-ubnd.txt
has out '<html lang="vi">'

# many columns: a list, and how to have fewer
mkdir many
i=100
while [ $i -lt 170 ]; do
    sed "s,11/KH-UBND,$i/KH-UBND," plans/11-kh-ubnd.txt >many/$i.txt
    i=$((i + 1))
done
run 0 viendan --db many.db ingest many
run 0 viendan --db many.db matrix --format csv
if [ "$(head -n 1 out | tr ',' '\n' | wc -l)" -gt 70 ]; then
    run 0 viendan --db many.db matrix
    has err 'too many for a table'
    has out letters
else
    skip "the copies are one document"
fi
run 0 viendan --db many.db matrix --transpose
empty err

# a workbook is not for a terminal; an answer that is no file leaves none
if script -qec true /dev/null >/dev/null 2>&1; then
    script -qec 'viendan matrix --format xlsx' /dev/null </dev/null >out
    has out '-o FILE.xlsx'
fi
TMPDIR=/nonexistent run 3 viendan matrix -o never.xlsx
[ ! -e never.xlsx ] || fail "half a workbook"
finish
