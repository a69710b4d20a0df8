/* Which documents assign tasks: by what their type is for (types.tsv), their number, and for decisions their title. */
#include "extract/task.h"

/* "165/2025/QĐ-UBND": only documents that lay down rules have the year in their number (Nghị định 30/2020/NĐ-CP and the
 * laws on the promulgation of legal documents). */
static bool number_rules(vd_str number)
{
    const char *slash = number.ptr ? memchr(number.ptr, '/', number.len) : NULL;
    size_t at = slash ? (size_t)(slash - number.ptr) + 1 : number.len;
    size_t digits = at;
    while (digits < number.len && number.ptr[digits] >= '0' && number.ptr[digits] <= '9') {
        digits++;
    }
    return digits == at + 4 && digits < number.len && number.ptr[digits] == '/';
}

vd_task_kind vd_task_kind_of(const vd_header *header)
{
    const vd_type_row *type = vd_type_named(header->type);
    if (type == NULL || strcmp(type->directs, "task") != 0 || number_rules(header->number)) {
        return VD_TASK_SILENT;
    }
    if (strcmp(type->slug, "chi-thi") == 0 || strcmp(type->slug, "cong-dien") == 0) {
        return VD_TASK_DIRECT;
    }
    return strcmp(type->slug, "quyet-dinh") == 0 ? VD_TASK_DECISION : VD_TASK_PLAN;
}

bool vd_task_title_read(vd_task_reader *reader, const vd_header *header, vd_task_kind kind)
{
    vd_scan *scan = reader->scan;
    vd_text text;
    vd_match match;
    vd_str words = header->title.ptr ? header->title : VD_LIT("");
    if (vd_text_fold(scan->arena, words, &text, scan->err) != VD_OK) {
        vd_scan_fail_memory(scan);
        return false;
    }
    vd_scan title = *scan;
    title.text = &text;
    int year = vd_when_year(&title, (vd_range){0, text.fold_len});
    bool assigns = kind != VD_TASK_DECISION || (vd_scan_find(&title, VD_PAT_task_title, 0, text.fold_len, &match) &&
                                                match.mark && strcmp(match.mark, "assigns") == 0);
    scan->status = title.status;
    reader->year = year > 0 ? year : year < 0 ? 0 : header->date.year;
    return assigns;
}
