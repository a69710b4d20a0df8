# Suspect documents and their reviews: made, listed, kept through ingest and prune, taken back.
. "$(dirname "$0")/lib.sh"
corpus_make
run 0 viendan ingest corpus

run 1 viendan review --list
empty out
has err 'no review is kept'
run 0 viendan suspect --all --as-of 2026-03-01 --format csv
cp out suspects
lines out 2
has out '24/KH-VPUB'

run 0 viendan review 24/KH-VPUB --by 'Phòng Tổng hợp' --note '=vẫn phù hợp' --date 2026-02-01 --format jsonl
has out '"date":"2026-02-01"'
has out '"reviewer":"Phòng Tổng hợp"'
has out '10/2022/QH15 amended by 97/2025/QH15'
run 1 viendan suspect --all --as-of 2026-03-01
has err 'no document is suspect'
run 0 viendan review --list --format csv
has out "'=vẫn phù hợp" # no formula

# kept when files are read again, and when they go
run 0 viendan ingest corpus
run 1 viendan suspect --all --as-of 2026-03-01
mv corpus/plans kept
run 0 viendan ingest --prune corpus
run 0 viendan review --list
has out '2026-02-01'
mv kept corpus/plans
run 0 viendan ingest corpus
run 1 viendan suspect --all --as-of 2026-03-01

# a review before the change does not cover it
run 0 viendan review --undo 24/KH-VPUB
has err 'taken back'
run 1 viendan review --undo 24/KH-VPUB
has err 'was never reviewed'
run 0 viendan review 24/KH-VPUB --date 2025-06-01
run 0 viendan suspect 24/KH-VPUB --all --as-of 2026-03-01 --format csv
has out '2025-06-01'
run 0 viendan review --undo 24/KH-VPUB
run 0 viendan suspect --all --as-of 2026-03-01 --format csv
same out suspects

# who: the login name, when nobody is named
LOGNAME=tong-hop run 0 viendan review 24/KH-VPUB --format csv
has out 'tong-hop'

run 2 viendan review
polite
run 2 viendan review --list --undo 24/KH-VPUB
run 2 viendan review --undo --note x 24/KH-VPUB
has err 'belong to a new review'
run 2 viendan review 33/CT-TTg
has err 'its text is not in the database'
run 2 viendan review 24/KH-VPUB --date 2999-01-01
has err 'cannot lie in the future'
run 2 viendan review 24/KH-VPUB --date hôm-nay
has err 'is no date'
run 1 viendan review 99/KH-KHONG-CO
run 3 viendan --db none.db review 24/KH-VPUB
[ ! -e none.db ] || fail "a review made a database"
finish

# drafts that nothing tells apart: the review stays with its file when another comes before it, and goes with it
draft()
{
    printf 'ỦY BAN NHÂN DÂN\nXÃ HÒA AN\n\nSố:     /KH-UBND\nHòa An, ngày     tháng 01 năm 2026\n\nKẾ HOẠCH\n' >"$1"
    printf 'Dân vận năm 2026\n\nCăn cứ Luật Thực hiện dân chủ ở cơ sở số 10/2022/QH15;\n%s\n' "$2" >>"$1"
}
mkdir drafts
draft drafts/xb.txt 'Nội dung thứ nhất.'
run 0 viendan --db drafts.db ingest drafts
run 0 viendan --db drafts.db review xb.txt --by Bình
draft drafts/xa.txt 'Nội dung thứ hai, khác hẳn.'
run 0 viendan --db drafts.db ingest drafts
run 0 viendan --db drafts.db suspect --all --format jsonl
has out 'xa.txt'
lacks out 'xb.txt'
rm drafts/xb.txt
run 0 viendan --db drafts.db ingest --prune drafts
run 0 viendan --db drafts.db suspect --all --format jsonl
has out 'xa.txt'
run 0 viendan --db drafts.db review --list --format jsonl
has out '"document_id":"drafts/xb.txt"'
