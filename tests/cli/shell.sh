# A session: many commands, one start; what it says to programs, and that errors end their command only.
. "$(dirname "$0")/lib.sh"
plans_make
run 0 viendan ingest plans

# every command answers as it does alone, and says how it ended
for command in 'find 33/CT-TTg' 'who implements 33/CT-TTg --transitive -f json' 'rank -f csv' \
    'impact 33/CT-TTg -f jsonl' 'path 11/KH-UBND 33/CT-TTg' 'show "33/CT-TTg 2021" -f json' 'documents' 'help who' \
    'who amends 33/CT-TTg' 'show 999/QĐ-KHÔNG' 'who nobody 33/CT-TTg' 'nonsense'; do
    eval "set -- $command"
    viendan "$@" >alone 2>alone.err
    code=$?
    printf '=> %s\n' "$code" | cat alone - >wanted
    echo "$command" >commands
    run "$code" viendan shell <commands
    same out wanted
    same err alone.err
    cat wanted >>wanted.all
    cat commands >>commands.all
done
run 2 viendan shell <commands.all
same out wanted.all

# a line may be empty, a remark, begin with the program's name, end without a line break
printf '\n  # nothing\nviendan   find  33/CT-TTg --format=csv # so\r\n\t\nfind %s' "'33/CT-TTg 2021' -f csv" >commands
run 0 viendan shell <commands
[ "$(grep -c '^=> 0$' out)" -eq 2 ] || fail "two commands gave $(grep -c '^=>' out) lines"
[ "$(grep -c '^vn/chi-thi/2021/33-ct-ttg,' out)" -eq 2 ] || fail "two commands did not find the same"
printf 'find "33/CT-TTg\nfind 33\\/CT-TTg -f csv\nquit\nfind 33/CT-TTg\n' >commands
run 0 viendan shell <commands
has err 'not closed'
[ "$(grep -c '^=> ' out)" -eq 2 ] || fail "after quit there was an answer"
printf 'shell\nextract -\nversion\n' >commands
run 0 viendan shell <commands
has err 'this is the shell already'
has err 'standard input holds the commands'
has out "$(viendan version)"
run 0 viendan shell </dev/null
empty out
empty err

# a NUL byte for programs
printf 'find 33/CT-TTg -f jsonl\nfind 999/QĐ-KHÔNG -f jsonl\n' | viendan shell --null 2>err >out
tr '\000' '@' <out | grep '^@=> \|^=> ' >ends
printf '@=> 0\n@=> 1\n' >wanted
same ends wanted

# --db of the shell holds for its commands, one of their own comes first; no database is no end
mkdir elsewhere
cd elsewhere || exit 1
printf 'find 33/CT-TTg -f csv\n' >commands
run 3 viendan shell <commands
printf 'find 33/CT-TTg -f csv\nfind 33/CT-TTg -f csv --db none.db\n' >commands
run 3 viendan shell --db ../viendan.db <commands
has out 'vn/chi-thi/2021/33-ct-ttg'
[ "$(grep -c '^=> ' out)" -eq 2 ] || fail "the second command got no answer"
cd .. || exit 1

# what is changed meanwhile is seen: by its own ingest, by another program, by another file in its place
cp viendan.db before.db
mkdir more
printf 'Số: 77/KH-UBND\nHuế, ngày 02 tháng 6 năm 2024\n\nKẾ HOẠCH\nTrồng cây\n\nThực hiện Chỉ thị số 33/CT-TTg ngày 26/11/2021.\n' >more/77.txt
{
    echo 'who implements 33/CT-TTg -f csv'
    echo 'ingest more'
    echo 'who implements 33/CT-TTg -f csv'
} >commands
run 0 viendan shell <commands
viendan who implements 33/CT-TTg -f csv >after
viendan --db before.db who implements 33/CT-TTg -f csv >before
[ "$(wc -l <after)" -gt "$(wc -l <before)" ] || fail "the new plan is not there"
{
    cat before
    echo '=> 0'
    echo '=> 0'
    cat after
    echo '=> 0'
} >wanted
same out wanted
mkfifo lines
viendan shell <lines >out 2>err &
shell=$!
exec 3>lines
echo 'who implements 33/CT-TTg -f csv' >&3
tries=0
until grep -q '^=>' out || [ $tries -eq 400 ]; do
    tries=$((tries + 1))
    sleep 0.05
done
mv before.db viendan.db
rm -f viendan.db-wal viendan.db-shm
echo 'who implements 33/CT-TTg -f csv' >&3
exec 3>&-
wait $shell
{
    cat after
    echo '=> 0'
    cat before
    echo '=> 0'
} >wanted
last="a file in the place of another"
same out wanted
finish
