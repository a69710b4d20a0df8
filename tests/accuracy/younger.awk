# Edges whose document acts on what did not exist yet: it was made, by its whole day, before the other was.  Whatever is
# told so, one of the two is another document, or one of the days is misread or misprinted.
#   awk -f younger.awk -v most=N DOCUMENTS.tsv EDGES.tsv     (as `viendan documents` and `viendan edges` write them)
# Says each, and fails where they are more than N.  A text that itself cites a law of its own year or the next is left
# out: laws are spoken of by name before they are passed.
BEGIN { FS = "\t" }

FNR == 1 {
    file++
    for (i = 1; i <= NF; i++) column[file, $i] = i
    next
}

file == 1 {
    day[$column[1, "id"]] = $column[1, "date"]
    type[$column[1, "id"]] = $column[1, "type"]
    next
}

{
    from = $column[2, "from_id"]
    to = $column[2, "to_id"]
    relation = $column[2, "relation"]
    acts++
    if (length(day[from]) != 10 || length(day[to]) != 10 || day[from] >= day[to]) next
    awaited = substr(day[to], 1, 4) - substr(day[from], 1, 4) <= 1
    if (relation == "cites" && from == $column[2, "stated_by"] && type[to] ~ /^(Luật|Bộ luật|Pháp lệnh)$/ && awaited) next
    printf "YOUNGER %s:%s: %s (%s) %s %s (%s)\n", $column[2, "source"], $column[2, "line"], from, day[from], relation, to,
        day[to]
    count++
}

END {
    printf "younger than what acts on them: %d of %d edges, at most %d\n", count, acts, most
    exit acts == 0 || count > most
}
