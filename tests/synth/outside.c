/* Laws and decrees of the tables: which can be cited, and which are cited often. */
#include "synth/world_parts.h"

#include <stdlib.h>
#include <string.h>

static bool has_any(const char *text, const char *const *words)
{
    for (; *words; words++) {
        if (strstr(text, *words)) {
            return true;
        }
    }
    return false;
}

/* "12/2020/NĐ-CP", "33/CT-TTg", "57-NQ/TW", but no lettered or dotted numbers: their spellings vary. */
static bool number_plain(const char *number)
{
    size_t digits = strspn(number, "0123456789");
    return digits > 0 && (number[digits] == '/' || number[digits] == '-') && strchr(number, ' ') == NULL;
}

/* Laws are cited by name: a name that holds another document, or names what many laws do, is no name to cite by. */
static bool law_usable(const vd_catalogue_row *row)
{
    static const char *const words[] = {"sửa đổi", ";", "\"", "“", "(", "về việc", "Phụ lục", "Nghị quyết", NULL};
    bool law = strcmp(row->type, "Luật") == 0 || strcmp(row->type, "Bộ luật") == 0;
    return law && number_plain(row->number) && strcmp(row->passed, "2003-01-01") > 0 && row->effective[0] &&
           (row->superseded_by[0] == '\0') == (row->superseded_from[0] == '\0') &&
           strncmp(row->title, row->type, strlen(row->type)) == 0 && !has_any(row->title, words);
}

static bool decree_usable(const vd_decree_row *row)
{
    return number_plain(row->number) && strcmp(row->passed, "2003-01-01") > 0 &&
           (row->superseded_by[0] == '\0') == (row->superseded_from[0] == '\0') && strcmp(row->type, "Thông báo") != 0;
}

/* Printed only where it names no document. */
static const char *decree_title(const vd_decree_row *row)
{
    static const char *const words[] = {
        "Luật",     "luật",   "Nghị",  "nghị định",  "Quyết", "quyết định", "Thông tư", "Pháp",  "Điều",     "Chỉ thị",
        "Kế hoạch", "Chương", "Đề án", "Chiến lược", "Quy",   "quy chế",    "Danh mục", "Hiệp",  "Công ước", ";",
        ":",        "\"",     "“",     "(",          "ngày",  "số",         "Kết luận", "Hướng", NULL};
    bool opens =
        strncmp(row->title, "Về ", strlen("Về ")) == 0 || strncmp(row->title, "Quy định", strlen("Quy định")) == 0;
    return opens && strlen(row->title) < 200 && !has_any(row->title + 3, words) ? row->title : "";
}

static void shuffle(outside *all, size_t count, draw *d)
{
    for (size_t i = count; i > 1; i--) {
        size_t j = draw_below(d, (uint32_t)i);
        outside swap = all[i - 1];
        all[i - 1] = all[j];
        all[j] = swap;
    }
}

bool outside_load(world *w)
{
    draw d = draw_of(w->seed, UINT64_C(1) << 41);
    w->laws = calloc(vd_catalogue_count, sizeof *w->laws);
    w->decrees = calloc(vd_decrees_count, sizeof *w->decrees);
    for (size_t i = 0; w->laws && i < vd_catalogue_count; i++) {
        const vd_catalogue_row *row = &vd_catalogue[i];
        if (law_usable(row)) {
            w->laws[w->law_count++] = (outside){row->type,
                                                row->number,
                                                row->issuer,
                                                row->title,
                                                day_parse(row->passed, 0),
                                                day_parse(row->effective, 0),
                                                day_parse(row->superseded_from, INT32_MAX)};
        }
    }
    for (size_t i = 0; w->decrees && i < vd_decrees_count; i++) {
        const vd_decree_row *row = &vd_decrees[i];
        if (decree_usable(row)) {
            int day = day_parse(row->passed, 0);
            w->decrees[w->decree_count++] = (outside){row->type,
                                                      row->number,
                                                      row->issuer,
                                                      decree_title(row),
                                                      day,
                                                      day_parse(row->effective, day),
                                                      day_parse(row->superseded_from, INT32_MAX)};
        }
    }
    shuffle(w->laws, w->law_count, &d);
    shuffle(w->decrees, w->decree_count, &d);
    return w->law_count && w->decree_count;
}

void outside_free(world *w)
{
    free(w->laws);
    free(w->decrees);
}
