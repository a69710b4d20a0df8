# The verbs that ask: which document is meant, formats, exit codes, columns as help explains them.
. "$(dirname "$0")/lib.sh"
plans_make
run 0 viendan ingest plans

# DOC: number in any case, name with and without quotes, file name, id
run 0 viendan find 33/CT-TTg --format csv
lines out 2
id=$(tail -n 1 out | cut -d, -f1)
[ "$id" = vn/chi-thi/2021/33-ct-ttg ] || fail "33/CT-TTg has the id '$id'"
run 0 viendan show "$id" --format json
cp out sheet
for name in 33/ct-ttg '33/CT-TTg 2021' 'Chỉ thị số 33/CT-TTg' "$id"; do
    run 0 viendan show "$name" --format json
    same out sheet
done
run 0 viendan show 33/CT-TTg 2021 --format json
same out sheet
run 0 viendan show 'Luật Thực hiện dân chủ ở cơ sở' --format json
cp out law
run 0 viendan show Luật Thực hiện dân chủ ở cơ sở --format json
same out law
run 0 viendan show 10/2022/QH15 --format json
same out law
run 0 viendan show 11/KH-UBND --format json
cp out plan
run 0 viendan show 11-kh-ubnd.txt --format json
same out plan
run 0 viendan show plans/11-kh-ubnd.txt --format json
same out plan

# so many rows and no more
run 0 viendan who implements 33/CT-TTg --format csv
cp out english
for word in 'thực hiện' 'triển khai'; do
    run 0 viendan who "$word" 33/CT-TTg --format csv
    same out english
done
for pair in 'high cao' 'medium trung bình' 'low thấp' 'note lưu ý'; do
    viendan outdated --as-of 1/1/2026 --severity "${pair%% *}" --format csv >english 2>/dev/null
    viendan outdated --as-of 1/1/2026 --severity "${pair#* }" --format csv >out 2>/dev/null
    same out english
done
run 2 viendan who 'thực hành' 33/CT-TTg
run 2 viendan outdated --severity 'thực hiện'
run 0 viendan who any 33/CT-TTg --format csv
[ "$(wc -l <out)" -gt 2 ] || fail "33/CT-TTg needs several who act on it"
head -n 2 out >first
run 0 viendan who any 33/CT-TTg --limit 1 --format csv
same out first
run 0 viendan rank --limit 3 --format csv
lines out 4
run 2 viendan rank --limit none
run 0 viendan show 33/CT-TTg --limit 1
has err '--limit N shows more'
run 0 viendan show 33/CT-TTg
[ -s err ] && fail "nothing is left out, and something is said"
run 0 viendan show 33/CT-TTg --format csv --limit 1
lines out 2

# the second time the figures come out of the database
run 0 viendan rank --format json
cp out figures
run 0 viendan rank --format json
same out figures

# nothing and several
for verb in 'show' 'who implements' 'find' 'basis'; do
    run 1 viendan $verb 999/QĐ-KHÔNG
    empty out
    lines err 1
    has err 'no document matches'
done
run 1 viendan mentions --document 999/QĐ-KHÔNG

# what only the catalogue knows is told apart from what nobody knows
run 1 viendan show 13/1999/QH10
lines err 1
has err "no text names '13/1999/QH10', but the catalogue knows it: \`viendan catalogue show '13/1999/QH10'\`"
run 1 viendan find 13/1999/QH10
lines err 1
has err "no text names '13/1999/QH10', but the catalogue knows it"
run 1 viendan find 13/1999/QH10 --format csv
lines err 0
lines out 1
run 0 viendan catalogue show 13/1999/QH10

# a database without files says so once, whatever is asked; the catalogue has answers all the same
printf 'Không viện dẫn văn bản nào.' >none.txt
viendan --db none.db ingest none.txt >out 2>err
viendan --db none.db forget none.txt >out 2>err
for verb in tasks documents mentions edges gaps outdated matrix suspect basis unresolved rank find\ luật 'show 999/XX'; do
    run 1 viendan --db none.db $verb
    empty out
    lines err 1
    has err 'none.db: the database holds no file; run `viendan --db none.db ingest FOLDER` first'
done
run 1 viendan --db none.db tasks --format json
[ "$(cat out)" = '[]' ] || fail "no array from a database without files"
run 1 viendan --db none.db catalogue list --issuer 'Không có'
has err 'nothing found in the catalogue'
run 0 viendan --db none.db catalogue list --limit 1

# from a document to itself
run 1 viendan path 11/KH-UBND 11/KH-UBND
has err 'FROM and TO are the same document'
lacks err 'other direction'

run 1 viendan path 11/KH-UBND 999/QĐ-KHÔNG
has err "no document matches '999/QĐ-KHÔNG'"
for verb in 'show' 'who implements'; do
    run 2 viendan $verb 05/KH-UBND
    empty out
    polite
    lines err 3
    has err "'05/KH-UBND' is ambiguous: 2 documents; give the full id, or with a number the date: '05/KH-UBND 03/01/2024'"
    has err 'vn/ben-tre/ke-hoach/2024/'
    has err 'vn/ca-mau/ke-hoach/2024/'
done
run 2 viendan edges --document 05/KH-UBND
run 2 viendan path 11/KH-UBND 05/KH-UBND
run 0 viendan find 05/KH-UBND --format csv
lines out 3

# what two files say differently is shown, not hidden; a local number of another day is another document
mkdir odd
printf 'Số: 7/KH-UBND\nHuế, ngày 02 tháng 6 năm 2024\n\nKẾ HOẠCH\nTrồng cây\n\nThực hiện %s; %s.\n' \
    'Quyết định số 31/QĐ-TTg ngày 04 tháng 3 năm 2024' 'Quyết định số 8/QĐ-UBND ngày 05 tháng 3 năm 2024' >odd/a.txt
printf 'Số: 9/KH-UBND\nHuế, ngày 09 tháng 6 năm 2024\n\nKẾ HOẠCH\nDọn kênh\n\nThực hiện %s; %s.\n' \
    'Quyết định số 31/QĐ-TTg ngày 04 tháng 4 năm 2024' 'Quyết định số 8/QĐ-UBND ngày 06 tháng 3 năm 2024' >odd/b.txt
run 0 viendan --db odd.db ingest odd
run 0 viendan --db odd.db documents --format jsonl
has out '"conflicts":["date 2024-04-04: odd/b.txt:7"]'
[ "$(grep -c '"conflicts":\["' out)" = 1 ] || fail 'one document is given two dates'
run 0 viendan --db odd.db show 31/QĐ-TTg
has out 'date 2024-04-04: odd/b.txt:7'

# answers
run 0 viendan who implements 33/CT-TTg --format csv
has out 'vn/ben-tre/ke-hoach/2024/11-kh-ubnd'
has out 'vn/ca-mau/ke-hoach/2024/21-kh-ubnd'
lacks out '12-kh-vpub'
# plans that only begin with "Căn cứ" it are counted beside those that say that they implement it
mkdir rest
for n in 31 32 33; do
    day=02 && [ $n -ne 31 ] || day=31
    printf 'ỦY BAN NHÂN DÂN\nTỈNH BẾN TRE\n\nSố: %s/KH-UBND\n\nBến Tre, ngày %s tháng 5 năm 2024\n\nKẾ HOẠCH\nDân vận\n\nCăn cứ Chỉ thị số 33/CT-TTg ngày 26 tháng 11 năm 2021 của Thủ tướng Chính phủ;\n' \
        $n $day >rest/$n.txt
done
run 0 viendan --db rest.db ingest plans rest
run 0 viendan --db rest.db who implements 33/CT-TTg --format csv
lacks out 31/KH-UBND
lines err 1
has err 'viendan: 3 more are based on it: `viendan who based_on 33/CT-TTg`'
run 0 viendan --db rest.db who based_on 33/CT-TTg --format csv
lines out 4
empty err
run 0 viendan --db rest.db who implements Luật Thực hiện dân chủ ở cơ sở
empty err
run 0 viendan --db rest.db who implements 33/CT-TTg --as-of 31/5/2024 --count
has err 'viendan: 3 more are based on it'
run 0 viendan --db rest.db who implements 33/CT-TTg --as-of 2/5/2024
has err 'viendan: 2 more are based on it'
run 0 viendan --db few.db ingest rest
run 1 viendan --db few.db who implements chỉ thị 33/CT-TTg
has err 'viendan: 3 are based on it: `viendan who based_on vn/chi-thi/2021/33-ct-ttg`'
run 0 viendan who implements 33/CT-TTg --transitive --format csv
has out '12-kh-vpub'
cut -d, -f1 out | sort -u | wc -l >listed
run 0 viendan who implements 33/CT-TTg --transitive --count --format csv
has out 'depth,documents,together'
[ "$(tail -n 1 out | cut -d, -f3 | tr -d '\r')" = "$(($(cat listed) - 1))" ] || fail "not the $(cat listed) documents, with a head, that are listed"
run 0 viendan who implements 33/CT-TTg --count --format jsonl
lines out 1
has out '"depth":1'
run 1 viendan who repeals 33/CT-TTg --count
empty out
run 1 viendan who repeals 33/CT-TTg
empty out
lines err 1
run 1 viendan who repeals 33/CT-TTg --format json
[ "$(cat out)" = '[]' ] || fail "no row is [], not $(cat out)"
run 1 viendan who repeals 33/CT-TTg --format jsonl
empty out
run 0 viendan who amends 10/2022/QH15 --format csv
has out '97-2025-qh15'
run 0 viendan path 12/KH-VPUB 33/CT-TTg --format csv
lines out 3
run 1 viendan path 33/CT-TTg 12/KH-VPUB
has err 'no chain of edges'
run 0 viendan basis 11/KH-UBND --format csv
has out 33/CT-TTg
lacks out 12/KH-VPUB
run 0 viendan basis --format csv
has out 12/KH-VPUB

# filters
run 0 viendan mentions --document 33/CT-TTg --format csv
has out 'Chỉ thị số 33/CT-TTg'
lacks out 'luat/2022'
run 0 viendan mentions --source 21-kh-ubnd.txt --format csv
lacks out '11-kh-ubnd.txt'
run 0 viendan mentions --form self --format csv
lacks out 'numbered'
run 0 viendan edges --relation amends --format csv
lacks out implements
run 0 viendan edges --relation any --format csv
cp out any
run 0 viendan edges --format csv
same out any
run 0 viendan documents --in-corpus --format jsonl
lines out 3
run 1 viendan mentions --source nosuch.txt

# every verb in every format; tables are the default, piped or not
for verb in mentions edges documents matrix gaps unresolved rank basis 'outdated --as-of 1/1/2026' 'who any 33/CT-TTg' \
    'find 33/CT-TTg' 'suspect --all' 'timeline 33/CT-TTg' 'impact 33/CT-TTg' 'review --list' 'path 12/KH-VPUB 33/CT-TTg' 'show 33/CT-TTg'; do
    viendan $verb >default 2>err
    code=$?
    [ $code -le 1 ] || fail "exit $code: viendan $verb"
    for format in table json jsonl csv tsv md html xlsx; do
        run $code viendan $verb --format $format
        sed '/ cannot be judged, as /d' err >said # of outdated, in every format
        [ $format = table ] || empty said
        [ $format != table ] || same out default
        viendan $verb -f$format >again 2>/dev/null
        same out again
        viendan $verb -o file --format $format 2>/dev/null
        same out file
    done
    # its columns are the ones that help explains
    name=${verb%% *}
    columns "$name" | sort >explained
    if [ -s explained ]; then
        viendan $verb --format csv | head -n 1 | tr -d '\r' | tr ',' '\n' | sort >real
        if [ "$name" = matrix ]; then # three shapes; in two of them the columns after "acting" are marks
            for shape in --from=1900 --transpose --list '--list --by=task' '--by=task'; do
                viendan matrix $shape --format csv | head -n 1 | tr -d '\r' | tr ',' '\n' | sed '/^acting$/q; /^acted_on$/{ n; /^task$/!Q; n; n; n; q; }'
            done | sort -u >real
        fi
        last="columns in help of $name"
        same explained real
    fi
done
columns extract | sort >explained
viendan extract --format csv plans/11-kh-ubnd.txt | head -n 1 | tr -d '\r' | tr ',' '\n' | sort >real
last="columns in help of extract"
same explained real

# a page says of a plan that it acts in a task, not that a task lacks something
run 0 viendan who implements 33/CT-TTg --format md
has out '| trong nhiệm vụ |'
lacks out 'thiếu thời hạn'

# --as-of: both ways to write a day
run 0 viendan outdated --as-of 1/1/2026 --format csv
cp out day
run 0 viendan outdated --as-of 2026-01-01 --format csv
same out day

# what cannot be judged is said, and listed when asked for; it has no severity
has err '--unjudged lists them, `viendan catalogue import` takes in'
run 0 viendan outdated --unjudged --format csv
lacks err '--unjudged'
[ "$(sed 1d out | wc -l)" = "$(sed -n 's/.*known of their validity (\([0-9]*\) citation.*/\1/p' err)" ] ||
    fail 'as many are listed as are said'
has out 'nothing_known,'
run 1 viendan outdated --unjudged --law 10/2022/QH15
has err 'every citation could be judged'
run 2 viendan outdated --unjudged --severity low
run 2 viendan outdated -o answer.pdf
lacks err 'cannot be judged'

# export: the same bytes every time, the kind by option or by ending
for kind in graphml dot svg; do
    run 0 viendan export --as $kind
    cp out whole
    [ -s whole ] || fail "export --as $kind is empty"
    run 0 viendan export -o graph.$kind
    empty out
    last="viendan export -o graph.$kind"
    same graph.$kind whole
done
finish
