# Sources that are forgotten leave the database as if they had never been read; nothing goes by mistake.
. "$(dirname "$0")/lib.sh"
plans_make
corpus_make
mkdir more
cp corpus/plans/00[01]*.txt more/
first=$(ls more | head -n 1)
count=$(ls more | wc -l)
printf '%s\n' '{"id": "luu-tru/7", "text": "Căn cứ Chỉ thị số 33/CT-TTg ngày 26/11/2021 của Thủ tướng Chính phủ"}' \
    '{"id": "luu-tru/8", "text": "theo Nghị định số 30/2020/NĐ-CP"}' '{"id": "luu-tru-2", "text": "theo Luật 10/2022/QH15"}' >lines

# Everything a database says.
says()
{
    for question in documents mentions edges unresolved 'matrix --list' rank 'outdated --as-of 1/7/2026'; do
        viendan --db "$1" $question --format json
    done
}
run 0 viendan --db part.db ingest plans
run 0 viendan --db part.db ingest --jsonl lines
says part.db >part
run 0 viendan --db all.db ingest plans more
run 0 viendan --db all.db ingest --jsonl lines
says all.db >all
cmp -s part all && fail "more/ says nothing"

# what would go, and nothing has
run 0 viendan --db all.db forget --dry-run more
ls more | sed 's|^|more/|' >wanted
same out wanted
has err "$count sources would be forgotten; nothing was changed"
says all.db >now
same now all

# one name that is none keeps all
run 1 viendan --db all.db forget more $first nirgends
empty out
has err "viendan: $first: no source of this name, and none below it; is \"more/$first\" meant?"
has err 'viendan: nirgends: no source of this name'
has err 'viendan: nothing is forgotten'
says all.db >now
same now all
run 1 viendan --db all.db forget mor
run 2 viendan --db all.db forget
run 3 viendan --db none.db forget more
[ ! -e none.db ] || fail "a database for nothing"

# a folder, however it is written; a name twice goes once
cp all.db twice.db
run 0 viendan --db all.db forget ./more//
same out wanted
has err "$count sources forgotten, "
says all.db >now
same now part
[ -e more/$first ] || fail "a file was removed"
run 0 viendan --db twice.db forget more more/$first more
same out wanted
run 1 viendan --db twice.db forget more
run 0 viendan --db twice.db ingest more
says twice.db >now
same now all

# lines by their ids: one, and all below one
run 0 viendan --db all.db forget luu-tru/7
[ "$(cat out)" = luu-tru/7 ] || fail "not the line alone: $(cat out)"
run 0 viendan --db all.db forget luu-tru
[ "$(cat out)" = luu-tru/8 ] || fail "not what is below: $(cat out)"
run 0 viendan --db all.db forget luu-tru-2

# reviews stay; texts that are searched go with their source
run 0 viendan --db search.db ingest --search plans more
run 0 viendan --db search.db review 70/KH-UBND --by An --date 2025-12-01
run 0 viendan --db search.db search 'dân vận' --format csv
grep -q '^more/' out || fail "nothing found in more/"
run 0 viendan --db search.db forget more
run 0 viendan --db search.db search 'dân vận' --format csv
grep -q '^more/' out && fail "found in what was forgotten"
run 0 viendan --db search.db ingest more
run 0 viendan --db search.db review --list 70/KH-UBND
has out An

# everything
run 0 viendan --db all.db forget .
run 1 viendan --db all.db documents --in-corpus
has err 'holds no file'
finish
