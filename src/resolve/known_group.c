/* Which rows speak of one document, and which document words mean.
 *
 * A group's key is what tells documents apart: number, year and place ("33/ct/ttg|2021|"), or the folded title where
 * there is no number.  The type is no part of it, but for laws and resolutions of the National Assembly, which share
 * their numbers: two rows that differ in the type are a conflict, not two documents. */
#include "resolve/known.h"

#include "base/date.h"
#include "base/error.h"
#include "base/map.h"
#include "resolve/pool.h"
#include "tables/tables.h"
#include "text/text.h"

#include <stdlib.h>

/* ---- Keys and ids ------------------------------------------------------------------------------------------------ */

/* "…|2021|can-tho"; ptr == NULL: out of memory. */
static vd_str key_make(vd_pool *pool, vd_str number, vd_str type, vd_str title, int year, vd_str place)
{
    char digits[16] = "";
    if (number.len == 0) {
        vd_str parts[] = {VD_LIT("title"), vd_pool_fold(pool, title)};
        vd_str key = vd_pool_join(pool, "|", parts, 2);
        return pool->failed ? VD_NONE : key;
    }
    vd_str key = vd_number_key(pool, number, type);
    int known = vd_number_year(key);
    vd_str said = vd_date_format((vd_date){(int16_t)(known ? known : year), 0, 0}, digits);
    vd_str parts[] = {key, said.ptr ? said : VD_LIT(""), place};
    key = vd_pool_join(pool, "|", parts, 3);
    return pool->failed ? VD_NONE : key;
}

/* The canonical id of a document known by these fields; any may be absent.  ptr == NULL: out of memory. */
static vd_str known_id(vd_arena *arena, vd_str place, vd_str type, vd_str number, vd_str title, int year)
{
    vd_pool pool = {.arena = arena};
    vd_entity entity = {.catalogue = -1, .year = year};
    entity.place.value = place;
    entity.type.value = type;
    entity.number.value = number;
    entity.title.value = title;
    if (number.ptr) {
        int written = vd_number_year(vd_number_key(&pool, number, type));
        entity.year = written ? written : year;
    }
    vd_str id = vd_entity_id(&pool, &entity, false);
    vd_arena_clear(&pool.scratch);
    return pool.failed ? VD_NONE : id;
}

static vd_str row_key(vd_pool *pool, const vd_known_row *row)
{
    return key_make(pool, row->field[VD_KNOWN_NUMBER], row->field[VD_KNOWN_TYPE], row->field[VD_KNOWN_TITLE],
                    vd_known_date(row, VD_KNOWN_PASSED).year, row->field[VD_KNOWN_PLACE]);
}

static int group_year(const vd_known_group *group)
{
    const vd_known_row *row = vd_known_best(group, VD_KNOWN_PASSED);
    return row ? vd_known_date(row, VD_KNOWN_PASSED).year : 0;
}

/* ---- Groups ------------------------------------------------------------------------------------------------------ */

/* A row on its way into a group. */
typedef struct keyed {
    vd_str key;
    const vd_known_row *row;
    size_t place; /* of its group among the groups: where the first built-in row stands, else behind all of them */
} keyed;

static int keyed_cmp(const void *a, const void *b)
{
    const keyed *x = a;
    const keyed *y = b;
    int order = (x->place > y->place) - (x->place < y->place);
    order = order ? order : vd_str_cmp(x->key, y->key);
    return order ? order : vd_known_cmp(x->row, y->row);
}

/* Adds the rows of documents. */
static bool rows_key(vd_pool *pool, const vd_known *known, vd_map *places, keyed *all, size_t *count)
{
    for (size_t i = 0; i < known->count; i++) {
        const vd_known_row *row = &known->rows[i];
        if (vd_known_change(row)) {
            continue;
        }
        vd_str key = row_key(pool, row);
        const size_t *place = key.ptr == NULL   ? NULL
                              : row->origin.ptr ? vd_map_get(places, key)
                                                : vd_map_put(places, key, i, NULL);
        if (key.ptr == NULL || (!row->origin.ptr && place == NULL)) {
            return false;
        }
        all[(*count)++] = (keyed){key, row, place ? *place : SIZE_MAX};
    }
    return true;
}

static vd_str group_id(vd_arena *arena, const vd_known_group *group)
{
    return known_id(arena, vd_known_value(group, VD_KNOWN_PLACE), vd_known_value(group, VD_KNOWN_TYPE),
                    vd_known_value(group, VD_KNOWN_NUMBER), vd_known_value(group, VD_KNOWN_TITLE), group_year(group));
}

static bool groups_fill(vd_arena *arena, const keyed *all, size_t count, vd_known_groups *out)
{
    const vd_known_row **rows = VD_ARENA_ARRAY(arena, const vd_known_row *, count + 1);
    for (size_t from = 0, to = 0; rows && from < count; from = to) {
        vd_known_group *group = &out->items[out->count++];
        for (to = from; to < count && all[to].place == all[from].place && vd_str_eq(all[to].key, all[from].key); to++) {
            rows[to] = all[to].row;
        }
        *group = (vd_known_group){.key = all[from].key, .row = rows + from, .count = to - from};
        group->id = group_id(arena, group);
        if (group->id.ptr == NULL) {
            return false;
        }
    }
    return rows != NULL;
}

/* Indexes of the groups in the order of their keys, or of their ids; NULL: out of memory. */
static const size_t *groups_order(vd_arena *arena, const vd_known_groups *groups, bool ids)
{
    vd_index index = {0};
    size_t *order = VD_ARENA_ARRAY(arena, size_t, groups->count + 1);
    for (size_t i = 0; order && i < groups->count; i++) {
        if (!vd_index_add(&index, ids ? groups->items[i].id : groups->items[i].key, i)) {
            order = NULL;
        }
    }
    vd_index_sort(&index);
    for (size_t i = 0; order && i < index.count; i++) {
        order[i] = index.rows[i].value;
    }
    vd_index_clear(&index);
    return order;
}

static bool groups_sort(vd_arena *arena, vd_known_groups *groups)
{
    groups->by_key = groups_order(arena, groups, false);
    groups->by_id = groups_order(arena, groups, true);
    return groups->by_key && groups->by_id;
}

vd_status vd_known_group_all(vd_arena *arena, const vd_known *builtin, const vd_known *imported, vd_known_groups *out,
                             vd_error *err)
{
    vd_pool pool = {.arena = arena};
    vd_map places = {0};
    size_t count = 0;
    keyed *all = VD_ARENA_ARRAY(arena, keyed, builtin->count + imported->count + 1);
    *out = (vd_known_groups){.items = VD_ARENA_ARRAY(arena, vd_known_group, builtin->count + imported->count + 1)};
    bool made = all && out->items && rows_key(&pool, builtin, &places, all, &count) &&
                rows_key(&pool, imported, &places, all, &count);
    vd_map_clear(&places);
    if (made && count > 0) {
        qsort(all, count, sizeof *all, keyed_cmp);
    }
    made = made && groups_fill(arena, all, count, out) && groups_sort(arena, out);
    if (!made) {
        *out = (vd_known_groups){0};
        return vd_fail_memory(err);
    }
    return VD_OK;
}

/* ---- Words ------------------------------------------------------------------------------------------------------- */

/* "Nghị quyết số 93/2015/QH13 ngày 22/6/2015" taken apart. */
typedef struct words_read {
    vd_str type, number;
    vd_date date; /* behind the number; may be a year only */
} words_read;

/* "26/11/2021", "2021-11-26", "11/2021", "2021" at the end of folded words. */
static vd_date date_read(vd_str fold)
{
    size_t from = fold.len;
    while (from > 0 && fold.ptr[from - 1] != ' ') {
        from--;
    }
    vd_str word = vd_str_slice(fold, from, fold.len);
    vd_date date = {0};
    int part[3] = {0};
    size_t parts = 0, digits = 0;
    if (vd_date_parse(word, &date)) {
        return date;
    }
    for (size_t i = 0; i < word.len; i++) {
        if (word.ptr[i] >= '0' && word.ptr[i] <= '9' && digits < 4) {
            part[parts] = part[parts] * 10 + (word.ptr[i] - '0');
            digits++;
        } else if ((word.ptr[i] == '/' || word.ptr[i] == '-') && parts < 2 && digits > 0) {
            parts++;
            digits = 0;
        } else {
            return (vd_date){0};
        }
    }
    if (parts == 2) {
        date = (vd_date){(int16_t)part[2], (int8_t)(part[1] % 100), (int8_t)(part[0] % 100)};
    }
    return parts == 2 && vd_date_whole(date) ? date : (vd_date){0};
}

/* Laws have no abbreviation in theirs; the Party's QĐ is Quyết định or Quy định. */
static vd_str type_implied(vd_pool *pool, vd_str number)
{
    vd_str key = vd_number_key(pool, number, VD_NONE);
    for (size_t from = 0, to = 0; from < key.len; from = to + 1) {
        for (to = from; to < key.len && key.ptr[to] != '/'; to++) {
        }
        vd_str part = vd_str_slice(key, from, to);
        const vd_type_row *type = vd_type_by_abbr(part);
        if (vd_str_starts(part, VD_LIT("qh")) && part.len > 2 && part.ptr[2] >= '0' && part.ptr[2] <= '9') {
            return VD_LIT("Luật");
        }
        if (type) {
            bool several = vd_type_by_abbr_next(part, type) != NULL &&
                           vd_str_find(number, VD_LIT("-"), 0) < vd_str_find(number, VD_LIT("/"), 0);
            return several ? VD_NONE : vd_str_of(type->name);
        }
    }
    return VD_NONE;
}

vd_str vd_known_type(vd_arena *arena, vd_str number)
{
    vd_pool pool = {.arena = arena};
    vd_str key = vd_number_key(&pool, number, VD_NONE);
    vd_str type = type_implied(&pool, number);
    bool shared = vd_number_year(key) && vd_str_eq(type, VD_LIT("Luật"));
    return pool.failed || shared ? VD_NONE : type;
}

static words_read words_take(vd_pool *pool, vd_str words)
{
    words_read out = {0};
    vd_str fold = vd_pool_fold(pool, words);
    const vd_type_row *type = vd_type_opening(fold);
    size_t end = type ? strlen(type->fold) : 0;
    while (end < fold.len && fold.ptr[end] == ' ') {
        end++;
    }
    if (vd_str_starts(vd_str_slice(fold, end, fold.len), VD_LIT("so "))) {
        end += 3;
    }
    size_t to = end;
    while (to < fold.len && fold.ptr[to] != ' ' && fold.ptr[to] != ',') {
        to++;
    }
    out.number = vd_str_slice(fold, end, to);
    out.type = type ? vd_str_of(type->name) : type_implied(pool, out.number);
    out.date = to < fold.len ? date_read(fold) : (vd_date){0};
    return out;
}

static const vd_known_group *id_find(const vd_known_groups *groups, vd_str id)
{
    size_t low = 0;
    for (size_t high = groups->count; low < high;) {
        size_t middle = low + (high - low) / 2;
        if (vd_str_cmp(groups->items[groups->by_id[middle]].id, id) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    const vd_known_group *found = low < groups->count ? &groups->items[groups->by_id[low]] : NULL;
    return found && vd_str_eq(found->id, id) ? found : NULL;
}

/* The groups whose keys begin with `key`: how many, and the first. */
static size_t groups_begin(const vd_known_groups *groups, vd_str key, const vd_known_group **first)
{
    size_t low = 0;
    for (size_t high = groups->count; low < high;) {
        size_t middle = low + (high - low) / 2;
        if (vd_str_cmp(groups->items[groups->by_key[middle]].key, key) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    size_t count = 0;
    *first = NULL;
    while (low + count < groups->count && vd_str_starts(groups->items[groups->by_key[low + count]].key, key)) {
        *first = *first ? *first : &groups->items[groups->by_key[low]];
        count++;
    }
    return count;
}

static bool number_like(vd_str number)
{
    bool digit = false;
    bool letter = false;
    for (size_t i = 0; i < number.len; i++) {
        digit = digit || (number.ptr[i] >= '0' && number.ptr[i] <= '9');
        letter = letter || (number.ptr[i] >= 'a' && number.ptr[i] <= 'z');
    }
    return digit && letter;
}

/* By number: a year written in it or behind it, or else the only one there is. */
static const vd_known_group *number_find(vd_pool *pool, const vd_known_groups *groups, const words_read *said)
{
    const vd_known_group *found = NULL;
    vd_str key = vd_number_key(pool, said->number, said->type);
    bool year = vd_number_year(key) || said->date.year;
    vd_str whole = key_make(pool, said->number, said->type, VD_NONE, said->date.year, VD_LIT(""));
    vd_str parts[] = {key, VD_LIT("")};
    vd_str any = vd_pool_join(pool, "|", parts, 2);
    if (pool->failed) {
        return NULL;
    }
    size_t count = groups_begin(groups, year ? whole : any, &found);
    return count == 1 || (year && found && vd_str_eq(found->key, whole)) ? found : NULL;
}

vd_status vd_known_find(vd_arena *arena, const vd_known_groups *groups, vd_str words, const vd_known_group **out,
                        vd_str *id, vd_error *err)
{
    vd_pool pool = {.arena = arena};
    *out = NULL;
    *id = VD_NONE;
    if (vd_str_starts(words, VD_LIT("vn/"))) {
        *out = id_find(groups, words);
        *id = words;
        return VD_OK;
    }
    words_read said = words_take(&pool, words);
    if (!pool.failed && number_like(said.number)) {
        *out = number_find(&pool, groups, &said);
        bool year = vd_number_year(vd_number_key(&pool, said.number, said.type)) || said.date.year;
        *id = *out                    ? (*out)->id
              : year && said.type.ptr ? known_id(arena, VD_NONE, said.type, said.number, VD_NONE, said.date.year)
                                      : VD_NONE;
    } else if (!pool.failed) {
        vd_str key = key_make(&pool, VD_NONE, VD_NONE, words, 0, VD_NONE);
        const vd_known_group *found = NULL;
        *out = key.ptr && groups_begin(groups, key, &found) && vd_str_eq(found->key, key) ? found : NULL;
        *id = *out ? (*out)->id : VD_NONE;
    }
    return pool.failed ? vd_fail_memory(err) : VD_OK;
}

vd_status vd_known_undated(vd_arena *arena, vd_str words, bool *out, vd_error *err)
{
    vd_pool pool = {.arena = arena};
    *out = false;
    if (vd_str_starts(words, VD_LIT("vn/"))) {
        return VD_OK;
    }
    words_read said = words_take(&pool, words);
    if (!pool.failed && number_like(said.number)) {
        *out = !said.date.year && !vd_number_year(vd_number_key(&pool, said.number, said.type));
    }
    return pool.failed ? vd_fail_memory(err) : VD_OK;
}

/* ---- As a catalogue ---------------------------------------------------------------------------------------------- */

static bool titles_take(vd_arena *arena, vd_str list, vd_catalogue_entry *entry)
{
    size_t count = list.len > 0;
    for (size_t i = 0; i < list.len; i++) {
        count += list.ptr[i] == '|';
    }
    vd_str *titles = VD_ARENA_ARRAY(arena, vd_str, count + 1);
    for (size_t at = 0, n = 0; titles && n < count; n++) {
        size_t bar = vd_str_find(list, VD_LIT("|"), at);
        bar = bar == SIZE_MAX ? list.len : bar;
        titles[n] = vd_str_slice(list, at, bar);
        at = bar + 1;
    }
    entry->short_titles = titles;
    entry->short_title_count = count;
    return titles != NULL;
}

/* A built-in entry is called by its place, which changes with the rules only; any other by what tells its rows from
 * others, whoever else is imported. */
static int64_t group_name(const vd_known_group *group, size_t place)
{
    for (size_t i = 0; i < group->count; i++) {
        if (group->row[i]->origin.ptr == NULL) {
            return (int64_t)place;
        }
    }
    return (int64_t)(vd_str_hash(group->key) >> 2 | (uint64_t)1 << 62);
}

static vd_date group_date(const vd_known_group *group, vd_known_field field)
{
    const vd_known_row *row = vd_known_best(group, field);
    return row ? vd_known_date(row, field) : (vd_date){0};
}

vd_status vd_catalogue_merged(vd_arena *arena, const vd_known *imported, vd_catalogue_view *out, vd_error *err)
{
    vd_known builtin;
    vd_known_groups groups;
    if (imported->count == 0) {
        return vd_catalogue_builtin(arena, out, err);
    }
    vd_status status = vd_known_builtin(arena, &builtin, err);
    if (status == VD_OK) {
        status = vd_known_group_all(arena, &builtin, imported, &groups, err);
    }
    if (status != VD_OK) {
        return status;
    }
    vd_catalogue_entry *entries = VD_ARENA_ARRAY(arena, vd_catalogue_entry, groups.count + 1);
    bool made = entries != NULL;
    for (size_t i = 0; made && i < groups.count; i++) {
        const vd_known_group *group = &groups.items[i];
        entries[i] = (vd_catalogue_entry){
            .number = vd_known_value(group, VD_KNOWN_NUMBER),
            .type = vd_known_value(group, VD_KNOWN_TYPE),
            .title = vd_known_value(group, VD_KNOWN_TITLE),
            .issuer = vd_known_value(group, VD_KNOWN_ISSUER),
            .place = vd_known_value(group, VD_KNOWN_PLACE),
            .passed = group_date(group, VD_KNOWN_PASSED),
            .effective = group_date(group, VD_KNOWN_EFFECTIVE),
            .name = group_name(group, i),
        };
        made = titles_take(arena, vd_known_value(group, VD_KNOWN_SHORT_TITLES), &entries[i]);
    }
    if (!made) {
        return vd_fail_memory(err);
    }
    *out = (vd_catalogue_view){entries, groups.count};
    return VD_OK;
}
