# Databases of several machines to one: what one machine would have made, in either order, whatever breaks it off.
. "$(dirname "$0")/lib.sh"
plans_make
corpus_make
cp corpus/plans/*.txt plans/
ls plans >names
[ "$(wc -l <names)" -ge 6 ] || fail "too few plans to share out"

# Two machines with some files each and some in common, reviews and imported rows.
mkdir machine-a machine-b
number=0
while IFS= read -r name; do
    number=$((number + 1))
    [ $((number % 3)) -eq 0 ] || echo "plans/$name" >>files-a
    [ $((number % 3)) -eq 1 ] || echo "plans/$name" >>files-b
    [ $((number % 3)) -ne 2 ] || echo "$name" >>common
done <names
printf 'number\ttitle\tsource\n77/2019/QĐ-TTg\tQuyết định mới\tCông báo 1\n' >one.tsv
printf 'number\ttitle\tsource\n78/2019/QĐ-TTg\tQuyết định khác\tCông báo 2\n' >two.tsv
make()
{
    db=$1
    shift
    viendan --db "$db" ingest "$@" 2>err || fail "ingest into $db: $(cat err)"
}
make a.db $(cat files-a)
make b.db $(cat files-b)
make all.db plans
reviewed=$(head -n 1 common)
for db in a.db all.db; do
    viendan --db $db catalogue import one.tsv 2>err || fail "$(cat err)"
    viendan --db $db review "$reviewed" --by An --note 'vẫn đúng' --date 2025-02-03 >out 2>err || fail "$(cat err)"
done
for db in b.db all.db; do
    viendan --db $db catalogue import two.tsv 2>err || fail "$(cat err)"
    viendan --db $db review "$reviewed" --by Bình --date 2025-01-02 >out 2>err || fail "$(cat err)"
done

# Everything a database says.
says()
{
    for verb in documents mentions edges unresolved tasks rank basis outdated suspect matrix gaps \
        'catalogue export documents' 'catalogue export changes' 'review --list'; do
        echo "# $verb"
        viendan --db "$1" $verb --format jsonl --as-of 2026-01-01 2>/dev/null ||
            viendan --db "$1" $verb --format jsonl 2>/dev/null
    done
    for kind in graphml dot svg; do
        viendan --db "$1" export --as $kind
    done
    viendan --db "$1" who any 33/CT-TTg --transitive --format json
}
says all.db >wanted
[ "$(wc -l <wanted)" -gt 100 ] || fail "the databases say too little to be compared"
cp a.db a.before
run 0 viendan --db ab.db merge a.db b.db
has err '2 databases merged'
says ab.db >said
last="merge a b"
same said wanted
run 0 viendan --db ba.db merge b.db a.db
says ba.db >said
last="merge b a"
same said wanted
run 0 viendan --db a.before merge b.db a.db # into one of them, and what is there already
has err "$(cat files-a common | wc -l | tr -d ' ') there already"
says a.before >said
last="merge into a"
same said wanted
run 0 viendan --db ab.db merge b.db
has err ' 0 files new, 0 replaced'
says ab.db >said
same said wanted

# one path, different files: told, nothing done, unless somebody says whose holds
name=$(head -n 1 names)
cp "plans/$name" kept
printf '\nThực hiện Chỉ thị số 99/CT-TTg ngày 26/11/2021.\n' >>"plans/$name"
make c.db "plans/$name"
make changed.db plans
cp kept "plans/$name"
run 3 viendan --db refused.db merge a.db c.db
has err "$name: a.db and c.db hold different content"
has err '1 file with different content under one path'
[ -e refused.db ] && fail "a refused merge left a database behind"
cp all.db into.db
viendan --db into.db documents -f csv >before
run 3 viendan --db into.db merge c.db
has err 'into.db and c.db hold different content'
viendan --db into.db documents -f csv >after
same before after
run 0 viendan --db into.db merge --prefer first c.db
viendan --db into.db mentions -f csv >after
viendan --db all.db mentions -f csv >before
same before after
run 0 viendan --db into.db merge --prefer last c.db
has err '1 replaced'
viendan --db into.db mentions -f csv >after
viendan --db changed.db mentions -f csv >before
same before after
run 2 viendan merge --prefer oldest a.db

# what is no database is said, and nothing is left behind
run 3 viendan --db none.db merge a.db missing.db
has err 'missing.db'
[ -e none.db ] && fail "a failed merge left a database behind"
run 3 viendan --db none.db merge "plans/$name"
run 2 viendan merge
if command -v sqlite3 >/dev/null; then
    cp a.db old.db
    sqlite3 old.db 'PRAGMA user_version = 1'
    run 3 viendan --db none.db merge old.db
    has err 'old.db'
fi

# broken off by force at any moment, it is finished by the next one
for pause in 0 0.01 0.02 0.03 0.05 0.08 0.12 0.2; do
    rm -f killed.db*
    viendan --db killed.db merge a.db b.db 2>/dev/null &
    merging=$!
    sleep $pause
    kill -9 $merging 2>/dev/null
    wait $merging 2>/dev/null
    run 0 viendan --db killed.db merge b.db a.db
    says killed.db >said
    last="a merge killed after $pause s"
    same said wanted
done
finish
