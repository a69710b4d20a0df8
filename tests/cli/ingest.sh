# viendan ingest: counting, doing it again, forgetting, bad files, stopping.
. "$(dirname "$0")/lib.sh"
plans_make

run 0 viendan ingest plans
empty out
lines err 1
has err '3 files read (3 new, 0 changed, 0 unchanged), '
has err ' edges in viendan.db'
tail -n 1 err >summary
[ -s viendan.db ] || fail "no database"
run 0 viendan mentions --format jsonl
cp out mentions
run 0 viendan edges --format jsonl
cp out edges
run 0 viendan documents --format jsonl
cp out documents

# again: nothing is read anew, nothing changes
run 0 viendan ingest plans
has err '3 files read (0 new, 0 changed, 3 unchanged), '
for what in mentions edges documents; do
    run 0 viendan $what --format jsonl
    same out $what
done

# the order of files does not matter
run 0 viendan --db other.db ingest plans/21-kh-ubnd.txt plans/12-kh-vpub.txt
run 0 viendan --db other.db ingest plans/11-kh-ubnd.txt
has err ' in other.db'
for what in mentions edges documents; do
    run 0 viendan --db other.db $what --format jsonl
    same out $what
done

# nor does the number of threads
for jobs in 1 2 4; do
    rm -f jobs.db
    run 0 viendan --db jobs.db ingest --jobs $jobs plans
    for what in mentions edges documents; do
        run 0 viendan --db jobs.db $what --format jsonl
        same out $what
    done
done
for jobs in 0 -1 two ''; do
    run 2 viendan --db jobs.db ingest "--jobs=$jobs" plans
    has err '--jobs'
done

# lines of a pipe are documents under their ids, and answer as files do
cat >lines.jsonl <<'E'
{"id": "a/1.txt", "text": "KẾ HOẠCH\nCăn cứ Chỉ thị số 33/CT-TTg ngày 26/11/2021;"}

{"id": 7, "text": "Thực hiện Nghị định số 59/2023/NĐ-CP."}
E
mkdir -p a
printf 'KẾ HOẠCH\nCăn cứ Chỉ thị số 33/CT-TTg ngày 26/11/2021;' >a/1.txt
printf 'Thực hiện Nghị định số 59/2023/NĐ-CP.' >7
run 0 viendan --db files.db ingest a/1.txt 7
run 2 viendan --db lines.db ingest plans lines.jsonl
has err "'lines.jsonl' holds lines of JSON by its name; with --jsonl each line is read as a text of its own"
[ ! -e lines.db ] || fail "a database of braces"
run 2 viendan extract lines.jsonl
has err 'with --jsonl each line'
run 0 viendan --db lines.db ingest --jsonl - <lines.jsonl
has err '2 texts read (2 new, 0 changed, 0 unchanged), '
for what in mentions edges documents unresolved; do
    viendan --db files.db $what --format jsonl >expected
    viendan --db lines.db $what --format jsonl >out
    same out expected
done
run 0 viendan --db lines.db ingest --jsonl lines.jsonl
has err '2 texts read (0 new, 0 changed, 2 unchanged), '
# of one id the last counts; other ids stay
echo '{"id": 7, "text": "Theo Nghị định số 61/2023/NĐ-CP."}' >more.jsonl
run 0 viendan --db lines.db ingest --jsonl more.jsonl
has err '1 text read (0 new, 1 changed, 0 unchanged), '
run 0 viendan --db lines.db find 61/2023/NĐ-CP
run 0 viendan --db lines.db find 33/CT-TTg
lacks err 'came before'
# within one run a text is lost so: said once, whatever the threads; the same text again is no loss
: >twice.jsonl
for n in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    echo "{\"id\": \"x/$((n % 7))\", \"text\": \"Theo Nghị định số $((n / 14))0/2023/NĐ-CP.\"}" >>twice.jsonl
done
for jobs in 1 4; do
    rm -f twice.db
    run 0 viendan --db twice.db ingest --jobs $jobs --jsonl twice.jsonl
    has err 'viendan: twice.jsonl:14: 7 lines have an id that came before with another text, first "x/0"; of each id the last line counts'
    lines err 2
done
run 0 viendan --db twice.db ingest --jsonl - <more.jsonl
lacks err 'came before'
# no file is missed
rm -r a 7
run 0 viendan --db lines.db ingest --prune .
run 0 viendan --db lines.db mentions --source a/1.txt
# bad lines: one message each with its place, the others are kept, exit 3
cat >bad.jsonl <<'E'
{"id": 1}
{"id": "", "text": "x"}
{"id": 2, "text": " "}
x
{"id": 3, "text": "Chỉ thị số 33/CT-TTg"}
E
run 3 viendan --db badlines.db ingest --jsonl bad.jsonl nosuch.jsonl
for line in 1 2 3 4; do
    has err "viendan: bad.jsonl:$line:"
done
has err 'viendan: nosuch.jsonl: '
has err '1 text read (1 new, 0 changed, 0 unchanged, 5 failed), '
run 2 viendan --db lines.db ingest --jsonl --prune lines.jsonl
run 2 viendan --db lines.db ingest -
has err 'jsonl'
: >none.jsonl
run 1 viendan --db none.db ingest --jsonl none.jsonl

# texts kept later: what has not changed is read again and not called changed
cp -r plans texts
run 0 viendan --db texts.db ingest texts
run 0 viendan --db texts.db ingest --search texts/11-kh-ubnd.txt
has err '(0 new, 0 changed, 1 unchanged)'
has err '1 unchanged file was read again, as this database keeps the texts'
run 1 viendan --db texts.db search không có từ này
has err 'only 1 of 3 files have their texts kept'
has err 'no text holds these words'
echo 'Theo Nghị định số 59/2023/NĐ-CP.' >>texts/21-kh-ubnd.txt
run 0 viendan --db texts.db ingest texts
has err '(0 new, 1 changed, 2 unchanged)'
has err '1 unchanged file was read again'
run 0 viendan --db texts.db ingest texts
has err '(0 new, 0 changed, 3 unchanged)'
lacks err 'read again'
run 1 viendan --db texts.db search không có từ này
lacks err 'texts kept'

# changed, gone, forgotten
echo 'Theo Nghị định số 59/2023/NĐ-CP.' >>plans/21-kh-ubnd.txt
run 0 viendan ingest plans
has err '(0 new, 1 changed, 2 unchanged)'
run 0 viendan find 59/2023/NĐ-CP
rm plans/21-kh-ubnd.txt
run 0 viendan ingest plans
has err '1 file read before below the folders is not there any more and still in the database; --prune takes it out'
run 0 viendan ingest plans/11-kh-ubnd.txt
lacks err 'any more'
run 0 viendan ingest plans
run 0 viendan find 59/2023/NĐ-CP
run 0 viendan ingest --prune plans
has err ', 1 removed)'
run 1 viendan mentions --source plans/21-kh-ubnd.txt
has err 'no mention matches'

# a folder that is not there may have another name now, or its drive is not mounted: nothing of it is forgotten
mv plans elsewhere
run 0 viendan mentions --format jsonl
cp out before
run 3 viendan ingest --prune plans
has err 'viendan: plans: no such file or folder; nothing that was read below it is forgotten'
lacks err 'removed'
run 3 viendan ingest --prune plans inputs-none elsewhere/11-kh-ubnd.txt
has err 'viendan: inputs-none: no such file or folder'
run 0 viendan mentions --source plans --format jsonl
same out before
run 0 viendan ingest --prune .
run 1 viendan mentions --source plans/
mv elsewhere plans
run 0 viendan ingest --prune .

# bad files: one line each, the others are kept, exit 3
mkdir bad
printf 'a\0\1\2\3\4\5\6\7\0\0\0\0\0\0' >bad/binary.txt
: >bad/empty.txt
printf 'Dòng một\nĐây \377 là Chỉ thị số 33/CT-TTg\n' >bad/damaged.txt
run 3 viendan --db bad.db ingest bad
has err 'viendan: bad/binary.txt: '
has err 'viendan: bad/empty.txt: '
has err 'viendan: bad/damaged.txt:2:5: '
has err '1 file read (1 new, 0 changed, 0 unchanged, 2 failed), '
lines err 4
run 0 viendan --db bad.db mentions --source bad/damaged.txt

# damage alone is no failure
run 0 viendan --db damaged.db ingest bad/damaged.txt
has err 'viendan: bad/damaged.txt:2:5: '

# a path that is not there leaves no database behind; beside a good one it is a failed file
run 3 viendan --db new.db ingest nosuch other-nosuch
lines err 2
has err 'viendan: nosuch: no such file or folder'
[ ! -e new.db ] || fail "a missing path made a database"
run 3 viendan --db new.db ingest nosuch plans
has err 'viendan: nosuch: '
has err '2 files read (2 new, 0 changed, 0 unchanged, 1 failed), '

# a folder without texts
mkdir nothing
run 1 viendan --db nothing.db ingest nothing
has err 'viendan: nothing: no text files found; of a folder ingest reads *.txt, *.md and *.text, but README'
has err 'viendan: nothing was read, and no database is made'
lines err 2
[ "$(echo nothing.db*)" = 'nothing.db*' ] || fail 'an empty folder made a database'
mkdir unread
printf '%%PDF-1.7' >unread/a.txt
run 3 viendan --db nothing.db ingest unread
has err 'viendan: unread/a.txt: PDF, not text'
has err 'viendan: nothing was read, and no database is made'
[ ! -e nothing.db ] || fail 'a folder of unreadable files made a database'
# one that is there stays, and says what it holds
run 0 viendan --db kept.db ingest plans
run 1 viendan --db kept.db ingest nothing nothing
has err ' 0 unchanged), '
has err ' edges in kept.db'
has err 'viendan: no text files found below these folders'
run 0 viendan --db kept.db documents

# documents that are no text are counted, and not those that have one beside them
mkdir mixed
cp plans/11-kh-ubnd.txt mixed/a.txt
touch mixed/a.pdf mixed/b.docx mixed/c.PDF mixed/note.xyz
run 0 viendan --db mixed.db ingest mixed
has err 'viendan: mixed/b.docx: left out, for its name is not that of a text; convert it'
has err 'viendan: 2 documents below the folders are not text (PDF, Word, scans …) and were left out'
lines err 3
cp mixed/a.txt mixed/b.txt
cp mixed/a.txt mixed/c.txt
run 0 viendan --db mixed.db ingest mixed
lines err 1
rm mixed/*.txt
run 1 viendan --db mixed.db ingest mixed
has err 'viendan: 3 documents below the folders are not text'
has err 'viendan: mixed: no text files found'

if [ "$(id -u)" -eq 0 ]; then
    skip "permissions mean nothing to root: folder without permission"
else
    mkdir closed && cp plans/11-kh-ubnd.txt closed && chmod 000 closed
    run 3 viendan --db closed.db ingest closed plans
    has err 'viendan: closed: '
    has err '2 files read'
    chmod 700 closed
fi

# a file name with a line break is one line of diagnostics
mkdir odd
: >"odd/$(printf 'a\nb').txt"
run 3 viendan --db odd.db ingest odd
has err 'viendan: odd/a?b.txt: '
lines err 2

# what Windows saves as Unicode is read as any other text
mkdir wide
if iconv -f UTF-8 -t UTF-16 plans/11-kh-ubnd.txt >wide/a.txt 2>/dev/null; then
    run 0 viendan --db wide.db ingest wide
    lines err 1
    viendan extract wide/a.txt | sed 's/^[^,]*,//' >out
    viendan extract plans/11-kh-ubnd.txt | sed 's/^[^,]*,//' >wanted
    same out wanted
else
    skip 'no iconv: UTF-16'
fi

# texts of the years before Unicode are read, and told once
printf '%s\n' 'Céng hßa x· héi chñ nghÜa ViÖt Nam, c¨n cø LuËt Tæ chøc chÝnh quyÒn ®Þa ph­¬ng ngµy 19 th¸ng 6 n¨m 2015' >abc.line
mkdir abc
for i in 1 2 3 4 5 6 7 8 9; do cat abc.line; done >abc/1.txt
cp abc/1.txt abc/2.txt
iconv -f UTF-8 -t CP1252 abc/1.txt >abc/3.txt || cp abc/1.txt abc/3.txt
run 0 viendan --db abc.db ingest abc plans
has err 'viendan: abc/1.txt: looks like a text in TCVN3 (ABC) fonts, not in Unicode'
has err 'iconv -f UTF-8 -t CP1252 | iconv -f TCVN -t UTF-8'
has err 'viendan: 3 texts look like TCVN3 (ABC), not Unicode'
[ "$(grep -c 'looks like' err)" -eq 1 ] || fail "told more than once"
run 1 viendan extract abc/2.txt
has err 'viendan: abc/2.txt: looks like a text in TCVN3 (ABC) fonts'

# a signal stops between files; what was read is kept and the same command goes on
mkdir many
i=0
while [ $i -lt 400 ]; do
    sed "s/11\/KH-UBND/$i\/KH-UBND/" plans/11-kh-ubnd.txt >many/$i.txt
    i=$((i + 1))
done
viendan --db many.db ingest many >out 2>err &
pid=$!
while [ ! -s many.db ] && kill -0 $pid 2>/dev/null; do :; done
kill -TERM $pid 2>/dev/null
wait $pid
code=$?
last="ingest and SIGTERM"
if [ $code -eq 143 ]; then
    has err 'viendan: stopped; files read so far are kept'
else
    [ $code -eq 0 ] || fail "exit $code after SIGTERM"
    skip "the ingest had ended before the signal came"
fi
run 0 viendan --db many.db ingest many
has err '400 files read ('
run 0 viendan --db many.db ingest many
has err '(0 new, 0 changed, 400 unchanged)'
finish
