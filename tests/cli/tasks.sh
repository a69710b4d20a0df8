# viendan tasks: the plans of the corpus, filters, formats, exit codes.
. "$(dirname "$0")/lib.sh"
run 0 viendan ingest "$root/corpus/plans"

# 003 is 002 scanned: one document, listed once, from the better file
run 0 viendan tasks --format csv
lines out 52
has_not() { ! grep -q "$1" out || fail "$1 is listed"; }
has_not 003-can-tho
run 0 viendan tasks --source 003 --format csv
lines out 13

run 0 viendan tasks --document 24/KH-VPUB --format csv
lines out 13
run 0 viendan tasks --implements 33/CT-TTg --format jsonl
lines out 4
run 0 viendan tasks --lead 'sở nội vụ' --format csv
lines out 5
run 0 viendan tasks --missing lead --format csv
lines out 13
run 0 viendan tasks --due 2026 --format csv
lines out 9
run 0 viendan tasks --due 2025-11 --format csv
lines out 2
run 0 viendan tasks --as-of 2026-01-01 --format csv
lines out 11
run 0 viendan tasks --document 24/KH-VPUB --missing deadline --format csv
lines out 3
run 0 viendan tasks --source 002 --format jsonl
grep -q '"path":"II.6".*"lead":\["Chánh Văn phòng",.*"lead_role":\["directs","advises"\].*"implements_numbers":\[.*124-QĐ/TW' out ||
    fail 'II.6 is not as the plan says'

run 1 viendan tasks --lead 'Sở Không có'
has err 'no task matches'
run 1 viendan tasks --document 999/QĐ-KHÔNG
run 2 viendan tasks --missing title
run 2 viendan tasks --due tomorrow
has err "is no period"
run 2 viendan tasks --lead ' - '
