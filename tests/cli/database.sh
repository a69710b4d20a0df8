# Databases that are missing, broken, newer, read-only or in the way: one clear line, exit 3.
. "$(dirname "$0")/lib.sh"
plans_make
run 0 viendan ingest plans
cp viendan.db good.db

asking='mentions edges documents matrix outdated suspect unresolved rank basis'
for verb in $asking 'show 33/CT-TTg' 'who cites 33/CT-TTg' 'find 33/CT-TTg' 'path a b' 'export --as dot'; do
    run 3 viendan --db none.db $verb
    empty out
    lines err 1
    has err 'viendan: none.db: no such database; run `viendan --db none.db ingest FOLDER` first'
    [ ! -e none.db ] || fail "asking made a database"
done
mkdir away
(cd away && viendan rank >../out 2>../err)
[ $? -eq 3 ] || fail "no database in the folder"
last="viendan rank"
has err 'viendan: viendan.db: no such database; run `viendan ingest FOLDER` first'

# refused FILE TEXT: asking and ingesting both say TEXT, and the file stays as it is
refused()
{
    cp "$1" before
    for verb in rank 'show 33/CT-TTg' 'ingest plans'; do
        run 3 viendan --db "$1" $verb
        empty out
        polite
        lines err 1
        has err "viendan: $1: "
        has err "$2"
        same "$1" before
    done
}

# no database at all
echo 'Đây là một tệp văn bản, không phải cơ sở dữ liệu; nó đủ dài để không bị nhầm với một tệp rỗng hay quá ngắn.' >text.db
refused text.db 'database'
head -c 3000 good.db >cut.db
run 3 viendan --db cut.db rank
has err 'viendan: cut.db: '
lines err 1
# pages overwritten behind a good header
cp good.db holes.db
size=$(wc -c <holes.db)
dd if=/dev/zero bs=1 seek=200 count=$((size - 200)) conv=notrunc of=holes.db 2>/dev/null
run 3 viendan --db holes.db rank
has err 'viendan: holes.db: '
lines err 1
run 3 viendan --db plans rank
has err 'viendan: plans: '
lines err 1

# written by a newer viendan: user_version is bytes 60 to 63 of the header, big-endian
cp good.db newer.db
printf '\177\377\377\377' | dd bs=1 seek=60 conv=notrunc of=newer.db 2>/dev/null
refused newer.db 'newer'

if [ "$(id -u)" -eq 0 ]; then
    skip "permissions mean nothing to root: read-only database and folder"
else
    cp good.db fixed.db && chmod 444 fixed.db
    run 0 viendan --db fixed.db rank
    echo 'Theo Nghị định số 59/2023/NĐ-CP.' >>plans/21-kh-ubnd.txt
    run 3 viendan --db fixed.db ingest plans
    has err 'viendan: fixed.db: '
    mkdir shut && chmod 555 shut
    run 3 viendan --db shut/new.db ingest plans
    has err 'viendan: shut/new.db: '
    chmod 755 shut
fi
run 3 viendan --db nosuch/new.db ingest plans
has err 'viendan: nosuch/new.db: '
lines err 1

# somebody else is writing
if command -v sqlite3 >/dev/null; then
    cp good.db busy.db
    (echo 'BEGIN EXCLUSIVE;' && sleep 8) | sqlite3 busy.db &
    holder=$!
    sleep 1
    echo 'Theo Nghị định số 61/2023/NĐ-CP.' >>plans/21-kh-ubnd.txt
    run 3 viendan --db busy.db ingest plans
    has err 'viendan: busy.db: '
    has err 'in use'
    lines err 1
    kill $holder 2>/dev/null
    wait $holder 2>/dev/null
else
    skip "no sqlite3 program: a locked database"
fi

# an ingest that was broken off: nothing is called absent, and everything else is answered as before
if python3 -c 'import sqlite3' 2>/dev/null; then
    cp good.db broken.db
    python3 -c 'import sqlite3
db = sqlite3.connect("broken.db")
db.execute("UPDATE state SET changed = changed + 1")
db.commit()'
    advice='viendan: broken.db: an ingest is at work or was broken off'
    for verb in 'who repeals 33/CT-TTg' 'find 99/CT-TTg' 'show 99/CT-TTg' 'path 33/CT-TTg 11/KH-UBND'; do
        run 1 viendan --db broken.db $verb
        polite
        lines err 2
        has err "$advice"
        has err 'viendan: nothing in what was decided before that ingest'
        lacks err ' no document'
    done
    run 1 viendan --db broken.db show 10/2022/NĐ-CP
    lacks err 'nothing in what was decided'
    has err 'no text decided so far names'
    for format in table json csv; do
        run 0 viendan --db good.db who any 33/CT-TTg -f $format
        mv out expected
        run 0 viendan --db broken.db who any 33/CT-TTg -f $format
        same out expected
        lines err 1
        has err "$advice"
    done
    run 0 viendan --db broken.db catalogue show 10/2022/QH15
    empty err
    # what finishes it
    run 0 viendan --db broken.db ingest plans
    lacks err "$advice"
    run 0 viendan --db broken.db who any 33/CT-TTg
    lacks err "$advice"
else
    skip "no python3 with sqlite3: an ingest that was broken off"
fi

# closed descriptors are not taken by the database
cp good.db closed.db
viendan --db closed.db documents >&- 2>err
[ $? -eq 3 ] || fail "closed standard output"
cmp -s good.db closed.db || fail "an answer was written into the database"
viendan --db closed.db show nothing 2>&- >out
cmp -s good.db closed.db || fail "a message was written into the database"
finish
