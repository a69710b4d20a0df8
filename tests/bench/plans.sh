#!/bin/sh
# Writes small made-up plans that cite 300 directives, those of low numbers more often; the same for the same numbers.
#
#     tests/bench/plans.sh FOLDER [PLANS [DIRECTIVES]]
set -eu
folder=$1
mkdir -p "$folder"
awk -v folder="$folder" -v plans="${2:-10000}" -v directives="${3:-300}" '
function draw(    x) { state = (state * 1103515245 + 12345) % 2147483648; x = state / 2147483648; return int(directives * x * x) }
function date(n, year) { return sprintf("ngày %02d tháng %02d năm %d", 1 + n % 28, 1 + n % 12, year) }
function directive(n,    year) {
    year = 2015 + n % 10
    if (n % 3 == 0) return sprintf("Chỉ thị số %d/CT-TTg %s của Thủ tướng Chính phủ", 10 + n, date(n, year))
    if (n % 3 == 1) return sprintf("Nghị quyết số %d/NQ-CP %s của Chính phủ", 10 + n, date(n, year))
    return sprintf("Nghị định số %d/%d/NĐ-CP của Chính phủ", 10 + n, year)
}
BEGIN {
    state = 1
    for (p = 1; p <= plans; p++) {
        file = sprintf("%s/%05d.txt", folder, p)
        printf "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ\nSố: %d/KH-UBND\nCần Thơ, %s\n\n", p, date(p, 1990 + int(p / 300)) >file
        printf "KẾ HOẠCH\nTriển khai nhiệm vụ số %d\n\nCăn cứ %s;\n\n", p, directive(draw()) >file
        printf "I. MỤC ĐÍCH\n\n1. Thực hiện %s.\n\nII. NHIỆM VỤ\n\n", directive(draw()) >file
        for (t = 1; t <= 6; t++) {
            printf "%d. Sở Nội vụ chủ trì thực hiện %s; rà soát theo %s trước ngày 15/12.\n\n", t, directive(draw()), \
                directive(draw()) >file
        }
        close(file)
    }
}'
