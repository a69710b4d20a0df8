# viendan explain and extract --explain, on the corpus and on a made-up pair of files.
. "$(dirname "$0")/lib.sh"
ls "$root"/corpus/plans/*.txt >/dev/null 2>&1 || {
    skip "no corpus/plans"
    exit 0
}
corpus_make
scan=corpus/plans/003-can-tho-24-kh-vpub-2025-scan.txt
crop=corpus/plans/000-can-tho-70-kh-ubnd-2025.txt
clean=corpus/plans/001-can-tho-kh-vpub-2026.txt

# at TEXT FILE: the byte at which TEXT first stands in FILE
at()
{
    grep -o -b -F -e "$1" "$2" | head -n 1 | cut -d: -f1
}

# a line that holds both texts
holds()
{
    checks=$((checks + 1))
    grep -F -e "$1" out | grep -F -q -e "$2" || {
        fail "no line with \"$1\" and \"$2\" after: $last"
        grep -F -e "$1" out | head -n 3
    }
}

# a number that OCR misread, without a database: rows, repairs, words
run 0 viendan explain "$scan:$(at '65/NQ-HPND' $scan)" --lang en
empty err
cp out page
has out '⟦Nghi quyét s6 65/NQ-HPND⟧'
holds 'number' '65/NQ-HĐND, from "65/NQ-HPND"'
holds 'misread: hpnd → hdnd' '[ocr_words.tsv, hpnd: '
holds 'misread: s6 → so' '[ocr_words.tsv, s6: '
holds 'group: HĐND' '[issuers.tsv, HĐND: Nghị định 30/2020/NĐ-CP'
holds 'type' '[types.tsv, Nghị quyết: Nghị định 30/2020/NĐ-CP'
holds 'date' '2024-12-12, from "ngay 12 thang 12 nim 2024"'
holds 'form' '[docs/citation-forms.md, Without the year]'
has out 'viendan ingest'
[ ! -e viendan.db ] || fail "explain made a database"
# the same mention by any of its bytes, and by line and column
run 0 viendan explain "$scan:$(($(at '65/NQ-HPND' $scan) + 9))" --lang en
same out page
place=$(sed -n '2s/.*:\([0-9]*:[0-9]*\), bytes.*/\1/p' page)
run 0 viendan explain "$scan:$place" --lang en
same out page

run 0 viendan ingest corpus/plans
# now with the document, on what basis and where it was learnt
run 0 viendan explain "$scan:$place" --lang en
holds 'document' 'vn/can-tho/nghi-quyet/2024/65-nq-hdnd'
has out 'basis: number and date'
has out 'learnt: '
holds 'edge: ' 'implements vn/can-tho/nghi-quyet/2024/65-nq-hdnd'

# a name that the margin cuts off
run 0 viendan explain "$crop:$(at 'Luật Thực hiện dân' $crop)" --lang en
holds 'form' 'truncated'
holds 'repairs' 'name cut off'
holds 'row: 10/2022/QH15: the beginning of its title' '[catalogue.tsv, 10/2022/QH15: '
holds 'lowered by' 'part of the citation is cut away'
holds 'document' 'vn/luat/2022/10-2022-qh15'

# what a crop leaves can mean several documents
run 0 viendan explain "$crop:$(at 'Bộ Chính trị về đẩy mạnh' $crop)" --lang en
has out 'undecided: 2 documents are possible'
holds 'candidate: vn/chi-thi/2016/05-ct-tw' '2016-05-15'

# the words that govern a citation, and what else they govern
run 0 viendan explain "$clean:$(at 'Kế hoạch số 52/KH-UBND' $clean)" --lang en
holds 'relation' 'implements:primary'
holds 'cue: "Thực hiện"' '[cue.pcre]'
run 0 viendan explain "$crop:$(at 'Chỉ thị số 33/CT' $crop)" --lang en
holds 'governs too: ' 'Luật Thực hiện dân'

# a number given to two documents; a law of one name chosen by the day of the text
mkdir pair
echo 'Căn cứ Quyết định số 7/QĐ-TTg ngày 3 tháng 1 năm 2019 của Thủ tướng Chính phủ;' >pair/one.txt
echo 'Căn cứ Quyết định số 7/QĐ-TTg ngày 4 tháng 2 năm 2021 của Thủ tướng Chính phủ;' >pair/two.txt
{
    printf 'ỦY BAN NHÂN DÂN\nXÃ AN BÌNH\n\nSố: 12/KH-UBND\nAn Bình, ngày 03 tháng 02 năm 2023\n\n'
    printf 'KẾ HOẠCH\nPhòng, chống thiên tai năm 2023\n\n'
    printf 'Căn cứ Luật Đất đai;\nCăn cứ Quyết định số 7/QĐ-TTg;\n'
} >pair/plan.txt
viendan --db pair.db ingest pair >/dev/null 2>&1 || fail "ingest pair"
run 0 viendan --db pair.db explain "pair/plan.txt:$(at 'Quyết định số 7' pair/plan.txt)" --lang en
has out 'undecided: 2 documents are possible'
holds 'candidate: vn/quyet-dinh/2019/7-qd-ttg' 'no date is given'
holds 'candidate: vn/quyet-dinh/2021/7-qd-ttg' 'not later than the text (2023-02-03)'
run 0 viendan --db pair.db explain "pair/one.txt:$(at 'Quyết định số 7' pair/one.txt)" --lang en
holds 'alternative: vn/quyet-dinh/2021/7-qd-ttg' 'the text says 2019-01-03'
run 0 viendan --db pair.db explain "pair/plan.txt:$(at 'Luật Đất đai' pair/plan.txt)" --lang en
holds 'row: 45/2013/QH13' 'passed by 2023-02-03'
holds 'same name: 31/2024/QH15' 'not yet passed'
holds 'same name: 13/2003/QH11' 'no more in force on 2023-02-03'
holds 'document' 'vn/luat/2013/45-2013-qh13'
# for people in their language, and in English what programs read
run 0 viendan --db pair.db explain "pair/plan.txt:$(at 'Quyết định số 7' pair/plan.txt)"
holds 'văn bản' 'chưa xác định: có thể là một trong 2 văn bản'
holds 'có thể là: vn/quyet-dinh/2019/7-qd-ttg' '03/01/2019'
holds 'có thể là: vn/quyet-dinh/2021/7-qd-ttg' 'không muộn hơn văn bản đang đọc (03/02/2023)'
run 0 viendan --db pair.db explain "pair/plan.txt:$(at 'Luật Đất đai' pair/plan.txt)"
holds 'cùng tên: 31/2024/QH15' 'chưa ban hành khi văn bản đang đọc được viết, muộn nhất ngày 03/02/2023'
holds 'cơ sở: tên, có hiệu lực vào ngày viện dẫn' 'độ tin cậy 0.'
holds 'nguồn thông tin: loại, số hiệu' 'từ danh mục'
holds 'quan hệ: vn/' ' căn cứ vn/luat/2013/45-2013-qh13'
run 0 viendan --db pair.db explain "pair/plan.txt:$(at 'Luật Đất đai' pair/plan.txt)" --format csv
has out 'learnt,"type, number'
run 0 viendan --db pair.db explain "pair/plan.txt:$(at 'Luật Đất đai' pair/plan.txt)" --format md
holds '| văn bản | cơ sở | tên, có hiệu lực' 'độ tin cậy'
# by another way to the same file, and after it has changed
(cd pair && viendan --db ../pair.db explain "plan.txt:$(at 'Luật Đất đai' plan.txt)" --lang en) >out 2>err
holds 'document' 'vn/luat/2013/45-2013-qh13'
sed -i '1i \\' pair/plan.txt
run 0 viendan --db pair.db explain "pair/plan.txt:$(at 'Luật Đất đai' pair/plan.txt)" --lang en
has out 'the file has changed since it was ingested'

# a file that the database does not have
cp "$clean" other.txt
run 0 viendan explain "other.txt:$(at 'Kế hoạch số 52/KH-UBND' other.txt)" --lang en
holds 'document' '`viendan ingest other.txt` adds it'

# for programs
run 0 viendan explain "$clean:$(at 'Kế hoạch số 52/KH-UBND' $clean)" --format json
cp out object
has out '"part":"number","what":"value","value":"52/KH-UBND"'
[ "$(head -c 11 out)" = '{"source":"' ] || fail "json is no object"
if command -v python3 >/dev/null; then
    python3 -c 'import json; assert len(json.load(open("object"))["facts"]) > 10' 2>/dev/null || fail "bad JSON"
fi
run 0 viendan explain "$clean:$(at 'Kế hoạch số 52/KH-UBND' $clean)" --format jsonl
[ "$(grep -c '^{.*}$' out)" -eq "$(grep -c '^{"part":' object)" ] || fail "jsonl and json tell different facts"
run 0 viendan explain "$clean:$(at 'Kế hoạch số 52/KH-UBND' $clean)" --format csv
[ "$(head -n 1 out | tr -d '\r')" = "$(columns explain | tr '\n' ',' | sed 's/,$//')" ] || fail "columns of help and csv"

# all mentions of a file
viendan extract "$clean" >mentions
run 0 viendan extract --explain "$clean"
empty err
[ "$(grep -c '^dạng ' out)" -eq "$(wc -l <mentions)" ] || fail "a mention is not explained"
run 0 viendan extract --explain --format json "$clean" "$scan"
cp out array
if command -v python3 >/dev/null; then
    python3 -c 'import json, sys; assert len(json.load(open("array"))) > int(sys.argv[1])' "$(wc -l <mentions)" \
        2>/dev/null || fail "bad JSON array"
fi
run 0 viendan extract --explain --format csv "$clean" "$scan"
[ "$(grep -c '^source,' out)" -eq 1 ] || fail "more than one CSV header"
echo 'Hôm nay trời đẹp.' >none.txt
run 1 viendan extract --explain none.txt
empty out
run 1 viendan extract --explain --format json none.txt
[ "$(cat out)" = '[]' ] || fail "an empty answer is [], not $(cat out)"
printf '{"id":"a","text":"Chỉ thị số 33/CT-TTg"}\n' | viendan extract --jsonl --explain >out 2>err
has out '33/CT-TTg'

# nothing there: the nearest are named
run 1 viendan explain "$clean:$(at 'của Ủy ban nhân dân thành phố' $clean)"
empty out
polite
has err 'no mention at byte'
has err 'the nearest mention before is "Kế hoạch số 52/KH-UBND"'
has err 'the nearest mention after is "'
run 1 viendan explain none.txt:0
lines err 1

# places that are none
run 2 viendan explain "$clean"
has err 'FILE:OFFSET'
run 2 viendan explain "$clean:x"
run 2 viendan explain ':12'
run 2 viendan explain "$clean:99999999"
has err 'there is no byte 99999999'
run 2 viendan explain "$clean:99999:1"
has err 'there is no line 99999'
run 2 viendan explain "$clean:2:0"
run 2 viendan explain "$clean:99999999999999999999999999"
run 2 viendan explain
run 2 viendan explain a:1 b:2
run 3 viendan explain missing.txt:3
polite
run 3 viendan --db missing.db explain "$clean:$(at 'Kế hoạch số 52' $clean)"
has err 'no such database'

# a text that came as a line of JSON: from its file, or from a database that keeps texts, as from a file of its own
python3 -c 'import json, sys
for i in ("a", "b:x"):
    print(json.dumps({"id": i, "text": open(sys.argv[1], encoding="utf-8").read() if i != "a" else "x"}))' "$clean" >lines
place=$(at 'Kế hoạch số 52' $clean)
run 0 viendan --db lines.db ingest --jsonl lines
run 0 viendan --db kept.db ingest --search --jsonl lines
run 0 viendan --db lines.db explain --jsonl lines "b:x:$place" --format json
has out '"source":"b:x"'
has out '"what":"basis"'
cp out wanted
run 0 viendan --db kept.db explain "b:x:$place" --format json
same out wanted
run 3 viendan --db lines.db explain "b:x:$place"
has err 'viendan: b:x: no such file, and its text is not kept; of lines: `viendan explain --jsonl FILE b:x:...`'
run 1 viendan --db lines.db explain --jsonl lines "c:$place"
has err 'viendan: lines: no line has the id "c"'
run 3 viendan explain --jsonl none "b:x:$place"
has err 'none: no such file'
run 2 viendan explain --jsonl "b:x:$place"
run 2 viendan --db kept.db explain "b:x:99999999"
finish
