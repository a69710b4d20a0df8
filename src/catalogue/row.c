/* Records to rows: what each cell may hold, and with which words another is refused. */
#include "base/date.h"
#include "catalogue/import.h"
#include "tables/tables.h"
#include "text/text.h"

/* ---- Words ------------------------------------------------------------------------------------------------------- */

typedef struct word {
    const char *value, *names;
} word;

static const struct {
    vd_known_field field;
    const char *names;
} column_words[] = {
#define COLUMN(field, names) {VD_KNOWN_##field, names},
#include "catalogue/words.def"
};
static const word status_words[] = {
#define STATUS(value, names) {value, names},
#include "catalogue/words.def"
};
static const word relation_words[] = {
#define RELATION(value, names) {value, names},
#include "catalogue/words.def"
};
static const word grade_words[] = {
#define GRADE(value, names) {value, names},
#include "catalogue/words.def"
};

static vd_str slug_of(vd_import *in, vd_str s)
{
    vd_str slug = vd_fold_slug(in->arena, s);
    in->failed = in->failed || slug.ptr == NULL;
    return slug;
}

/* Is `slug` the slug of one of "a|b|c"? */
static bool names_have(vd_import *in, const char *names, vd_str slug)
{
    vd_str list = vd_str_of(names);
    bool has = false;
    for (size_t from = 0; from <= list.len && !has;) {
        size_t to = vd_str_find(list, VD_LIT("|"), from);
        to = to == SIZE_MAX ? list.len : to;
        has = vd_str_eq(slug_of(in, vd_str_slice(list, from, to)), slug);
        from = to + 1;
    }
    return has;
}

vd_known_field vd_import_field(vd_import *in, vd_str name)
{
    vd_str slug = slug_of(in, name);
    for (int f = 0; f < VD_KNOWN_FIELDS && slug.len; f++) {
        if (vd_str_eq(slug_of(in, vd_str_of(vd_known_name((vd_known_field)f))), slug)) {
            return (vd_known_field)f;
        }
    }
    for (size_t i = 0; i < sizeof column_words / sizeof *column_words && slug.len; i++) {
        if (names_have(in, column_words[i].names, slug)) {
            return column_words[i].field;
        }
    }
    return VD_KNOWN_FIELDS;
}

/* ---- Cells ------------------------------------------------------------------------------------------------------- */

static bool cell_refuse(vd_import *in, vd_known_field field, const vd_import_cell *cell, const char *why)
{
    int len = cell->text.len > 80 ? 80 : (int)cell->text.len;
    while (len > 0 && (size_t)len < cell->text.len && ((unsigned char)cell->text.ptr[len] & 0xC0) == 0x80) {
        len--;
    }
    vd_import_tell(in, cell->line, cell->column, "%s: \"%.*s\" %s", vd_known_name(field), len, cell->text.ptr, why);
    return false;
}

/* One of the words of a column, whose names are told when it is none of them. */
static bool word_take(vd_import *in, vd_known_field field, const word *words, size_t count, const vd_import_cell *cell,
                      vd_str *out)
{
    char why[256] = "is none of";
    size_t len = strlen(why);
    vd_str slug = slug_of(in, cell->text);
    for (size_t i = 0; i < count; i++) {
        vd_str value = vd_str_of(words[i].value);
        if (vd_str_eq(slug_of(in, value), slug) || names_have(in, words[i].names, slug)) {
            *out = value;
            return true;
        }
        if (len + value.len + 2 < sizeof why) {
            why[len++] = ' ';
            memcpy(why + len, value.ptr, value.len + 1);
            len += value.len;
        }
    }
    return cell_refuse(in, field, cell, why);
}

/* "2021-11-26", "26/11/2021", "26-11-2021", "26.11.2021". */
static bool date_take(vd_import *in, vd_known_field field, const vd_import_cell *cell, vd_str *out)
{
    vd_date date = {0};
    int part[3] = {0};
    size_t parts = 0, digits = 0;
    bool good = true;
    char text[16];
    if (!vd_date_parse(cell->text, &date) || !vd_date_whole(date)) {
        for (size_t i = 0; i < cell->text.len && good; i++) {
            char c = cell->text.ptr[i];
            if (c >= '0' && c <= '9' && digits < 4) {
                part[parts] = part[parts] * 10 + (c - '0');
                digits++;
            } else {
                good = (c == '/' || c == '-' || c == '.') && digits > 0 && parts < 2;
                parts += good;
                digits = 0;
            }
        }
        good = good && parts == 2 && digits == 4 && part[0] < 32 && part[1] < 13;
        date = good ? (vd_date){(int16_t)part[2], (int8_t)part[1], (int8_t)part[0]} : (vd_date){0};
    }
    if (!vd_date_whole(date)) {
        return cell_refuse(in, field, cell, "is no day; write 2021-11-26 or 26/11/2021");
    }
    *out = vd_arena_copy(in->arena, vd_date_format(date, text));
    in->failed = in->failed || out->ptr == NULL;
    return true;
}

/* Names a table has, as the table writes them. */
static bool type_take(vd_import *in, const vd_import_cell *cell, vd_str *out)
{
    vd_str fold = vd_fold_copy(in->arena, cell->text);
    const vd_type_row *row = fold.len ? vd_type_find(fold) : NULL;
    in->failed = in->failed || fold.ptr == NULL;
    if (row == NULL) {
        return cell_refuse(in, VD_KNOWN_TYPE, cell, "is no type of document (Luật, Nghị định, Quyết định, Kế hoạch …)");
    }
    *out = vd_str_of(row->name);
    return true;
}

static bool place_take(vd_import *in, const vd_import_cell *cell, vd_str *out)
{
    static const char *const ranks[] = {"tinh ", "thanh pho ", "tp. ", "tp "};
    vd_str fold = vd_fold_copy(in->arena, cell->text);
    for (size_t i = 0; i < sizeof ranks / sizeof *ranks; i++) {
        vd_str rank = vd_str_of(ranks[i]);
        fold = vd_str_starts(fold, rank) ? vd_str_slice(fold, rank.len, fold.len) : fold;
    }
    in->failed = in->failed || fold.ptr == NULL;
    const vd_place_row *row = fold.len ? vd_place_by_fold(fold) : NULL;
    for (size_t i = 0; i < vd_places_count && row == NULL; i++) {
        row = vd_str_eq(vd_str_of(vd_places[i].slug), cell->text) ? &vd_places[i] : NULL;
    }
    if (row == NULL) {
        return cell_refuse(in, VD_KNOWN_PLACE, cell,
                           "is no province; write \"Cần Thơ\", or leave it empty for central bodies");
    }
    *out = vd_str_of(row->slug);
    return true;
}

/* Parts between '|' or ';', each cleaned. */
static bool list_take(vd_import *in, const vd_import_cell *cell, vd_str *out)
{
    vd_str clean = vd_text_clean(in->arena, cell->text);
    char *list = clean.ptr ? VD_ARENA_ARRAY(in->arena, char, clean.len + 1) : NULL;
    size_t len = 0;
    for (size_t from = 0, to = 0; list && from < clean.len; from = to + 1) {
        for (to = from; to < clean.len && clean.ptr[to] != '|' && clean.ptr[to] != ';'; to++) {
        }
        vd_str part = vd_str_trim(vd_str_slice(clean, from, to));
        if (part.len) {
            if (len) {
                list[len++] = '|';
            }
            memcpy(list + len, part.ptr, part.len);
            len += part.len;
        }
    }
    in->failed = in->failed || list == NULL;
    *out = len ? (vd_str){list, len} : VD_NONE;
    return true;
}

/* A spreadsheet's apostrophe before what would be a formula is no part of the text. */
static vd_str text_bare(vd_str s)
{
    bool guarded = s.len > 1 && s.ptr[0] == '\'' && strchr("=+-@\"' ", s.ptr[1]) && s.ptr[1];
    return guarded ? vd_str_slice(s, 1, s.len) : s;
}

static bool text_take(vd_import *in, const vd_import_cell *cell, vd_str *out)
{
    *out = vd_text_clean(in->arena, text_bare(cell->text));
    in->failed = in->failed || out->ptr == NULL;
    return true;
}

static bool number_take(vd_import *in, const vd_import_cell *cell, vd_str *out)
{
    bool digit = false;
    bool formula = cell->text.len > 0 && strchr("=+@", text_bare(cell->text).ptr[0]) != NULL;
    for (size_t i = 0; i < cell->text.len; i++) {
        digit = digit || (cell->text.ptr[i] >= '0' && cell->text.ptr[i] <= '9');
    }
    return digit && !formula ? text_take(in, cell, out)
                             : cell_refuse(in, VD_KNOWN_NUMBER, cell, "is no number of a document");
}

#define COUNT(array) (sizeof(array) / sizeof *(array))

static bool cell_read(vd_import *in, vd_known_field field, const vd_import_cell *cell, vd_str *out)
{
    switch (field) {
    case VD_KNOWN_NUMBER:
        return number_take(in, cell, out);
    case VD_KNOWN_TYPE:
        return type_take(in, cell, out);
    case VD_KNOWN_PLACE:
        return place_take(in, cell, out);
    case VD_KNOWN_PASSED:
    case VD_KNOWN_EFFECTIVE:
    case VD_KNOWN_EXPIRES:
    case VD_KNOWN_SUPERSEDED_FROM:
        return date_take(in, field, cell, out);
    case VD_KNOWN_SHORT_TITLES:
    case VD_KNOWN_SUPERSEDED_BY:
        return list_take(in, cell, out);
    case VD_KNOWN_STATUS:
        return word_take(in, field, status_words, COUNT(status_words), cell, out);
    case VD_KNOWN_RELATION:
        return word_take(in, field, relation_words, COUNT(relation_words), cell, out);
    case VD_KNOWN_CONFIDENCE:
        return word_take(in, field, grade_words, COUNT(grade_words), cell, out);
    default:
        return text_take(in, cell, out);
    }
}

/* ---- Rows -------------------------------------------------------------------------------------------------------- */

static bool row_refuse(vd_import *in, const vd_import_record *record, const char *why)
{
    vd_import_tell(in, record->line, 1, "%s", why);
    return false;
}

/* The type where the file does not say it: what the title begins with, else what the number abbreviates. */
static bool type_complete(vd_import *in, const vd_import_record *record, vd_known_row *row)
{
    if (row->field[VD_KNOWN_TYPE].ptr) {
        return true;
    }
    vd_str title = row->field[VD_KNOWN_TITLE];
    vd_str fold = title.ptr ? vd_fold_copy(in->arena, title) : VD_LIT("");
    const vd_type_row *best = vd_type_opening(fold);
    /* "Quy định về …" begins the title of a decree, too. */
    bool law = vd_type_law(best);
    vd_str implied =
        row->field[VD_KNOWN_NUMBER].ptr && !law ? vd_known_type(in->arena, row->field[VD_KNOWN_NUMBER]) : VD_NONE;
    row->field[VD_KNOWN_TYPE] = law || (implied.ptr == NULL && best) ? vd_str_of(best->name) : implied;
    return row->field[VD_KNOWN_TYPE].ptr ||
           row_refuse(in, record, "type: missing, and neither number nor title tells it; fill in the column type");
}

/* The official title of a law begins with its type. */
static void title_complete(vd_import *in, vd_known_row *row)
{
    vd_str type = row->field[VD_KNOWN_TYPE];
    vd_str title = row->field[VD_KNOWN_TITLE];
    if (title.len == 0 || !vd_type_law(vd_type_named(type))) {
        return;
    }
    vd_str fold = vd_fold_copy(in->arena, title);
    vd_str begin = vd_fold_copy(in->arena, type);
    if (!fold.ptr || !begin.ptr || vd_str_starts(fold, begin)) {
        in->failed = in->failed || !fold.ptr || !begin.ptr;
        return;
    }
    char *whole = VD_ARENA_ARRAY(in->arena, char, type.len + title.len + 2);
    if (whole == NULL) {
        in->failed = true;
        return;
    }
    memcpy(whole, type.ptr, type.len);
    whole[type.len] = ' ';
    memcpy(whole + type.len + 1, title.ptr, title.len);
    row->field[VD_KNOWN_TITLE] = (vd_str){whole, type.len + 1 + title.len};
}

static bool change_check(vd_import *in, const vd_import_record *record, const vd_known_row *row)
{
    static const vd_known_field needed[] = {VD_KNOWN_ACTING, VD_KNOWN_RELATION, VD_KNOWN_TARGET};
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        if (row->field[needed[i]].len == 0) {
            vd_import_tell(in, record->line, 1, "%s: missing; a change needs acting, relation and target",
                           vd_known_name(needed[i]));
            return false;
        }
    }
    if (vd_str_eq(row->field[VD_KNOWN_ACTING], row->field[VD_KNOWN_TARGET])) {
        return row_refuse(in, record, "acting and target are the same document");
    }
    static const vd_known_field others[] = {VD_KNOWN_NUMBER, VD_KNOWN_TITLE};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (row->field[others[i]].len > 0) {
            return row_refuse(in, record,
                              "a row is either of a document (number, title …) or of a change "
                              "(acting, relation, target); write two rows");
        }
    }
    return true;
}

static bool document_check(vd_import *in, const vd_import_record *record, vd_known_row *row)
{
    if (row->field[VD_KNOWN_NUMBER].len == 0 && row->field[VD_KNOWN_TITLE].len == 0) {
        return row_refuse(in, record, "neither number nor title");
    }
    if (!type_complete(in, record, row)) {
        return false;
    }
    if (row->field[VD_KNOWN_SUPERSEDED_FROM].ptr && !row->field[VD_KNOWN_SUPERSEDED_BY].ptr) {
        return row_refuse(in, record,
                          "superseded_from without superseded_by; for an end without successor use expires");
    }
    title_complete(in, row);
    return true;
}

bool vd_import_row(vd_import *in, const vd_import_record *record, vd_known_row *out)
{
    bool good = true;
    *out = (vd_known_row){.origin = in->name, .line = record->line};
    for (int f = 0; f < VD_KNOWN_FIELDS; f++) {
        const vd_import_cell *cell = &record->cell[f];
        if (cell->text.len > 0) {
            good = cell_read(in, (vd_known_field)f, cell, &out->field[f]) && good;
        }
    }
    bool change =
        out->field[VD_KNOWN_ACTING].ptr || out->field[VD_KNOWN_RELATION].ptr || out->field[VD_KNOWN_TARGET].ptr;
    good = good && (change ? change_check(in, record, out) : document_check(in, record, out));
    if (!good) {
        in->bad++;
        return false;
    }
    if (out->field[VD_KNOWN_CONFIDENCE].ptr == NULL) {
        out->field[VD_KNOWN_CONFIDENCE] = VD_LIT("medium");
    }
    if (out->field[VD_KNOWN_SOURCE].len == 0) {
        out->field[VD_KNOWN_SOURCE] = in->made;
        in->unsourced++;
    }
    return true;
}
