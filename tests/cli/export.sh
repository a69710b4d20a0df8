# export of a part: the edges asked for, with the documents at both ends.
. "$(dirname "$0")/lib.sh"
plans_make
run 0 viendan ingest plans

run 0 viendan export --as graphml
lines_all=$(grep -c '<edge ' out)
run 0 viendan export --as graphml --document 33/CT-TTg
has out '<data key="number">33/CT-TTg</data>'
[ "$(grep -c '<node ' out)" -gt 1 ] || fail "no neighbours of 33/CT-TTg"
[ "$(grep -c '<edge ' out)" -lt "$lines_all" ] || fail "all edges are at 33/CT-TTg"
run 0 viendan export --as graphml --relation implements
[ "$(grep -c 'key="relation">implements<' out)" -eq "$(grep -c '<edge ' out)" ] || fail "other edges than implements"
run 0 viendan export --as graphml --type KH --place 'Bến Tre' --issuer 'văn phòng'
lacks out '21/KH-UBND'
has out '<data key="type">Kế hoạch</data>'
run 0 viendan export --as svg --lang en --type 'Chỉ thị' --type KH
has out 'Relations between documents'

# nothing there, and what names nothing
run 1 viendan export --as graphml --relation suspends
lacks out '<node '
has err 'no document or edge is as asked for'
run 2 viendan export --as graphml --type Kehoach
has err "no type of document is called 'Kehoach'; near: Kế hoạch"
run 2 viendan export --as graphml --from 2026 --to 2025
has err 'is after'
run 1 viendan export --as graphml --document 99/ZZ
has err "no document matches '99/ZZ'"
polite
finish
