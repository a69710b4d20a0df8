# viendan extract: files, standard input, JSON Lines, and everything that can be wrong with them.
. "$(dirname "$0")/lib.sh"
plans_make

run 0 viendan extract plans/11-kh-ubnd.txt
empty err
cp out one
has out '"surface":"Chỉ thị số 33/CT-TTg"'
has out '"source":"plans/11-kh-ubnd.txt"'
has out '"number":"33/CT-TTg"'
[ ! -e viendan.db ] || fail "extract made a database"
# JSON Lines is the default and an object is a line
run 0 viendan extract --format jsonl plans/11-kh-ubnd.txt
same out one
[ "$(grep -c '^{.*}$' one)" -eq "$(wc -l <one)" ] || fail "a line that is no object"

# offsets are bytes of the file
start=$(sed -n 's/.*"start":\([0-9]*\).*"surface":"Chỉ thị số 33.*/\1/p' one | head -n 1)
end=$(sed -n 's/.*"end":\([0-9]*\).*"surface":"Chỉ thị số 33.*/\1/p' one | head -n 1)
if [ -n "$start" ] && [ -n "$end" ]; then
    dd if=plans/11-kh-ubnd.txt bs=1 skip="$start" count=$((end - start)) of=cut 2>/dev/null
    [ "$(cat cut)" = 'Chỉ thị số 33/CT-TTg' ] || fail "bytes $start to $end are '$(cat cut)'"
else
    fail "no start and end of 33/CT-TTg"
fi

# several files, one after the other
run 0 viendan extract plans/12-kh-vpub.txt
cp out two
run 0 viendan extract plans/11-kh-ubnd.txt plans/12-kh-vpub.txt
cat one two >both
same out both

# one array, one header
rows=$(wc -l <both)
run 0 viendan extract --format json plans/11-kh-ubnd.txt plans/12-kh-vpub.txt
[ "$(grep -c '^\[' out)" -eq 1 ] && [ "$(grep -c '^\]' out)" -eq 1 ] || fail "more than one JSON array"
[ "$(grep -c '^{.*},$' out)" -eq $((rows - 1)) ] || fail "elements of the JSON array"
run 0 viendan extract -f csv plans/11-kh-ubnd.txt plans/12-kh-vpub.txt
[ "$(grep -c '^source,' out)" -eq 1 ] || fail "more than one CSV header"
run 0 viendan extract --format=table plans/11-kh-ubnd.txt
has out '33/CT-TTg'
lacks out '"surface"'

# standard input
viendan extract - <plans/11-kh-ubnd.txt >out 2>err || fail "extract -"
sed 's|"source":"plans/11-kh-ubnd.txt"|"source":"-"|' one >expected
last="viendan extract -"
same out expected

# nothing found
echo 'Hôm nay trời đẹp.' >none.txt
run 1 viendan extract none.txt
empty out
empty err
run 1 viendan extract none.txt --format json
[ "$(cat out)" = '[]' ] || fail "an empty answer is [], not $(cat out)"

# each bad file is one line; the others go on
printf 'a\0\1\2\3\4\5\6\7\0\0\0\0\0\0' >binary.txt
: >empty.txt
mkdir -p folder
run 3 viendan extract missing.txt binary.txt empty.txt folder plans/11-kh-ubnd.txt
same out one
polite
lines err 4
has err 'viendan: missing.txt: '
has err 'viendan: binary.txt: '
has err 'viendan: empty.txt: '
has err 'viendan: folder: '
run 3 viendan extract missing.txt --format json
[ "$(cat out)" = '[]' ] || fail "no file, no element"

if [ "$(id -u)" -eq 0 ]; then
    skip "permissions mean nothing to root: unreadable file"
else
    cp none.txt secret.txt && chmod 000 secret.txt
    run 3 viendan extract secret.txt plans/11-kh-ubnd.txt
    same out one
    has err 'viendan: secret.txt: '
    chmod 600 secret.txt
fi

# bytes that are no UTF-8: position said, the rest read, no failure
printf 'Dòng một\nĐây \377 là Chỉ thị số 33/CT-TTg\n' >damaged.txt
run 0 viendan extract damaged.txt
has out '"number":"33/CT-TTg"'
polite
lines err 1
has err 'viendan: damaged.txt:2:5: '
has err 'invalid UTF-8'

# words glued together for pages: where it was given up is said, the rest read, no failure
awk 'BEGIN { printf "{\"id\": \"g\", \"text\": \"Theo Chỉ thị số 33/CT-TTg: "; for (i = 0; i < 99999; i++) printf "12/QĐ"; print "\"}" }' \
    >glued.jsonl
sed 's/.*"text": "//; s/"}$//' glued.jsonl >glued.txt
run 0 viendan extract glued.txt
has out '"number":"33/CT-TTg"'
lines err 1
has err 'viendan: glued.txt:1:28: matching took too long at byte 33 and was given up'
run 0 viendan extract --jsonl glued.jsonl
has out '"number":"33/CT-TTg"'
lines err 1
has err 'viendan: glued.jsonl:1: matching took too long at byte 33 and was given up'

# JSON Lines in
cp "$inputs/texts.jsonl" .
run 0 viendan extract --jsonl texts.jsonl
empty err
lines out 2
has out '"source":"a","start":5,'
has out '"source":"7","start":5,'
cp out expected
viendan extract --jsonl <texts.jsonl >out 2>err || fail "extract --jsonl without FILE"
same out expected
viendan extract --jsonl - <texts.jsonl >out 2>err || fail "extract --jsonl -"
same out expected

cp "$inputs/bad.jsonl" .
viendan extract --jsonl - <bad.jsonl >out 2>err
[ $? -eq 3 ] || fail "exit of a file with bad lines"
last="viendan extract --jsonl - <bad.jsonl"
polite
lines out 2
lines err 4
has out '"source":"d"'
has err 'viendan: -:2:'
has err 'viendan: -:3:1: no "text"'
has err 'viendan: -:4:1: expected an object'
has err 'viendan: -:5:12: '
run 3 viendan extract --jsonl missing.jsonl texts.jsonl
lines out 2
has err 'viendan: missing.jsonl: no such file'
run 3 viendan extract --jsonl folder
has err 'viendan: folder: '
printf '\357\273\277{"id":"bom","text":"Chỉ thị số 33/CT-TTg"}' >bom.jsonl
run 0 viendan extract --jsonl bom.jsonl
has out '"source":"bom"'
printf '{"id":"x","text":"\377 Chỉ thị số 33/CT-TTg"}\n' >invalid.jsonl
run 0 viendan extract --jsonl invalid.jsonl
has err 'viendan: invalid.jsonl:1: '
lines out 1

# some forms only: the lines of all forms, without the others
viendan extract plans/*.txt >all
for form in numbered named truncated self generic backward; do
    grep "\"form\":\"$form\"" all >one
    run $(($(wc -l <one) == 0)) viendan extract --only $form plans/*.txt
    same out one
done
grep -E '"form":"(numbered|self)"' all >one
run 0 viendan extract --only self,numbered plans/*.txt
same out one
run 0 viendan extract --only self --only numbered plans/*.txt
same out one
run 0 viendan extract --only numbered --format csv plans/*.txt
[ "$(grep -c ',numbered,' out)" -eq "$(($(wc -l <out) - 1))" ] || fail "another form in the CSV"
# as a page one table a file, under its name; in workbooks and HTML too
run 0 viendan extract --explain -f md plans/11-kh-ubnd.txt plans/12-kh-vpub.txt
last="headings of extract --explain -f md"
[ "$(grep -c '^# ' out)" -eq 2 ] || fail "$(grep -c '^# ' out) titles of two files"
[ "$(grep -c '^|---' out)" -eq 2 ] || fail "$(grep -c '^|---' out) tables of two files"
has out '# plans/11-kh-ubnd.txt'
has out '# plans/12-kh-vpub.txt'
has out '33/CT-TTg'
run 0 viendan extract --explain --lang en -f html plans/11-kh-ubnd.txt
has out '<h1>plans/11-kh-ubnd.txt</h1>'
run 2 viendan extract --explain -f html plans/11-kh-ubnd.txt plans/12-kh-vpub.txt
run 0 viendan extract --explain -o why.xlsx plans/11-kh-ubnd.txt
run 0 viendan extract -f md plans/11-kh-ubnd.txt plans/12-kh-vpub.txt
has out '# plans/12-kh-vpub.txt'
run 0 viendan extract -f md plans/12-kh-vpub.txt
has out '# viendan extract plans/12-kh-vpub.txt'
run 0 viendan extract --only self --explain --format csv plans/11-kh-ubnd.txt
has out ',self,'
lacks out ',numbered,'
run 1 viendan extract --only named none.txt
run 2 viendan extract --only numbers plans/11-kh-ubnd.txt
has err "unknown form 'numbers'; one of numbered, named, truncated, self, generic, backward"
run 2 viendan extract --only numbered, plans/11-kh-ubnd.txt

# the number of threads shows in nothing
{
    cat "$inputs/texts.jsonl" bom.jsonl
    echo
    for i in 1 2 3 4 5 6 7 8 9; do
        printf '{"id":%d,"text":"%s"}\n' $i "$(tr -d '"\\' <plans/11-kh-ubnd.txt | tr '\n' ' ')"
        cat "$inputs/bad.jsonl" invalid.jsonl
    done
} >many.jsonl
for format in jsonl json csv table; do
    viendan extract --jsonl --jobs 1 --format $format many.jsonl >one 2>one.err
    [ $? -eq 3 ] || fail "exit of a file with bad lines, one thread"
    [ $format != jsonl ] || {
        run 3 viendan extract --jsonl --jobs 3 --only numbered many.jsonl
        grep '"form":"numbered"' one >numbered
        same out numbered
        same err one.err
    }
    for jobs in 2 3 16; do
        run 3 viendan extract --jsonl --jobs $jobs --format $format many.jsonl
        same out one
        same err one.err
    done
done
for jobs in 0 -1 two ''; do
    run 2 viendan extract --jsonl "--jobs=$jobs" many.jsonl
    has err '--jobs'
done

# memory follows the longest line: 40 MB in small lines under a limit far below that
if (ulimit -v 400000 && viendan version) >/dev/null 2>&1; then
    line='{"id":"x","text":"theo Chỉ thị số 33/CT-TTg ngày 26 tháng 11 năm 2021 và những lời khác"}'
    (ulimit -v 400000 && yes "$line" | head -n 100000 | viendan extract --jsonl >out 2>err)
    [ $? -eq 0 ] || fail "100000 lines under a memory limit"
    last="100000 lines"
    lines out 100000
else
    skip "no memory limit possible here (address sanitizer)"
fi
# a folder is no file, and a web page is no plain text
mkdir pages
run 3 viendan extract pages
has err 'pages: a directory, not a text file; name its files, or read it with `viendan ingest`'
printf '<p>Theo Chỉ thị số 33/CT-TTg</p>' >pages/a.HTML
run 0 viendan extract pages/a.HTML
lines out 1
has err 'pages/a.HTML: a web page is read with its tags'
finish
