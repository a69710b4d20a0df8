# Writing: closed pipes, full disks, files that appear only when whole, colour, width.
. "$(dirname "$0")/lib.sh"
plans_make
run 0 viendan ingest plans

# a reader that goes away ends the work quietly
for command in 'extract --jsonl' 'mentions --format jsonl' 'export --as svg' 'help who' 'help'; do
    case $command in
    extract*) yes '{"id":"x","text":"theo Chỉ thị số 33/CT-TTg"}' | head -n 20000 >input ;;
    *) : >input ;;
    esac
    { viendan $command <input 2>err; echo $? >code; } | head -c 1 >/dev/null
    last="viendan $command | head -c 1"
    empty err
    [ "$(cat code)" -eq 0 ] || fail "exit $(cat code): $last"
done

# disk full
if [ -c /dev/full ]; then
    for command in rank 'rank --format json' 'show 33/CT-TTg' 'export --as dot' help 'help who' version \
        'extract plans/11-kh-ubnd.txt'; do
        viendan $command >/dev/full 2>err
        code=$?
        last="viendan $command >/dev/full"
        [ $code -eq 3 ] || fail "exit $code: $last"
        lines err 1
        has err 'viendan: standard output: cannot write: '
    done
    run 3 viendan rank -o /dev/full
    has err 'viendan: /dev/full: cannot write: '
    [ -c /dev/full ] || fail "/dev/full was replaced"
    # endless input into a full disk ends
    yes '{"id":"x","text":"theo Chỉ thị số 33/CT-TTg"}' | viendan extract --jsonl >/dev/full 2>err
    has err 'cannot write'
else
    skip "no /dev/full"
fi
viendan rank >&- 2>err
[ $? -eq 3 ] || fail "closed standard output"
last="viendan rank >&-"
has err 'viendan: standard output: cannot write: '

# -o
run 0 viendan rank --format csv
cp out rank.csv
run 0 viendan rank --format csv -o file.csv
empty out
same file.csv rank.csv
run 0 viendan rank --format csv -o -
same out rank.csv
run 1 viendan find 'không có gì như thế' --format json -o empty.json
[ "$(cat empty.json)" = '[]' ] || fail "an empty answer with -o"
# a failure leaves what was there
cp file.csv before
run 1 viendan show 999/QĐ-KHÔNG -o file.csv
same file.csv before
run 3 viendan --db none.db rank -o file.csv
same file.csv before
# an existing file keeps its permissions, a link stays a link
chmod 640 file.csv
ln -s file.csv link.csv
run 0 viendan documents --format csv -o link.csv
[ -L link.csv ] || fail "-o replaced a link"
case $(ls -l file.csv) in
-rw-r-----*) ;;
*) fail "permissions after -o: $(ls -l file.csv)" ;;
esac
head -n 1 file.csv | grep -q '^id,' || fail "-o through a link"
run 3 viendan rank -o nosuch/file.csv
has err 'viendan: nosuch/file.csv: cannot write: '
run 3 viendan rank -o plans
has err 'viendan: plans: cannot write: '
run 0 viendan rank -o /dev/null
[ -c /dev/null ] || fail "/dev/null was replaced"
[ "$(ls -a | grep -c tmp)" -eq 0 ] || fail "temporary files are left"

# a signal leaves no temporary file
mkfifo pipe
viendan extract --jsonl pipe -o late.jsonl 2>err &
pid=$!
exec 3<>pipe # both ways: opening does not wait for the other end
printf '{"id":"x","text":"theo Chỉ thị số 33/CT-TTg"}\n' >&3
i=0
while ! ls late.jsonl.*.tmp >/dev/null 2>&1 && [ $i -lt 100 ]; do
    sleep 0.1
    i=$((i + 1))
done
kill -TERM $pid
wait $pid
[ $? -eq 143 ] || fail "exit after SIGTERM"
exec 3>&-
[ ! -e late.jsonl ] || fail "half a file after a signal"
[ "$(ls -a | grep -c tmp)" -eq 0 ] || fail "a temporary file after a signal"

# above a page stands the question, and nothing of how it looks or where it goes
run 0 viendan --db viendan.db who any 33/CT-TTg --as-of 1/7/2026 --format html --lang en -o page.html
grep -q '<h1>viendan who any 33/CT-TTg --as-of 1/7/2026</h1>' page.html || fail "the title of a page: $(grep '<h1>' page.html)"
run 1 viendan tasks --missing deadline --lead "$(printf '%0200d' 1 | sed 's/0/ồ/g')" --format html
grep -q '<h1>viendan tasks --missing deadline --lead \(ồ\)*…</h1>' out || fail "a title too long: $(grep '<h1>' out)"

# what a shell would take apart stands in quotes: pasted behind a prompt, the question is the same again
run 1 viendan tasks --missing deadline --lead "Sở d'An  \$x; 5" --source 'a b.txt' --format html
grep -qF "<h1>viendan tasks --missing deadline --lead 'Sở d'\\''An  \$x; 5' --source 'a b.txt'</h1>" out ||
    fail "a title without its quotes: $(grep '<h1>' out)"

# colour only where it is wanted
esc=$(printf '\033')
run 0 viendan rank
lacks out "$esc"
run 0 viendan rank --color always
has out "$esc"
run 0 viendan rank --color always --format csv
lacks out "$esc"
run 0 viendan rank --color never
lacks out "$esc"
if script -qec true /dev/null >/dev/null 2>&1; then
    TERM=xterm script -qec 'viendan rank' /dev/null </dev/null >out
    has out "$esc"
    TERM=xterm NO_COLOR=1 script -qec 'viendan rank' /dev/null </dev/null >out
    lacks out "$esc["
    TERM=dumb script -qec 'viendan rank' /dev/null </dev/null >out
    lacks out "$esc["
    TERM=xterm script -qec 'viendan rank --color never' /dev/null </dev/null >out
    lacks out "$esc["
    # a table fits the terminal
    TERM=dumb script -qec 'stty cols 60; viendan mentions' /dev/null </dev/null | tr -d '\r' >out
    sed 's/[\x80-\xBF]//g' out | awk 'length($0) > 60' >wide
    last="viendan mentions on 60 columns"
    empty wide
    # the progress bar is there on a terminal and gone at the end
    TERM=xterm script -qec 'viendan --db bar.db ingest plans' /dev/null </dev/null >out
    has out '/3 '
    has out "$esc[K"
    tail -n 1 out | grep -q '3 files read' || fail "the summary is not the last line on a terminal"
else
    skip "no script program: terminals"
fi
run 0 viendan --db quiet.db ingest plans
lacks err "$esc"
finish
