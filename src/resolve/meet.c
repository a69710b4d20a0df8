/* Whom an entry of the catalogue that came, went or changed can matter to.
 *
 * Mentions find an entry by its number, by the name of a law or by the title of what is no law.  All that look there
 * mean documents of that number or name, as one of them or as candidates: so these documents are what can change, and
 * the sources that mean or carry them are all that have to be looked at.  Fields of a document hang on the mentions of
 * its number, so documents of one number come together. */
#include "resolve/again.h"

#include "base/alloc.h"
#include "base/date.h"

#include <stdlib.h>

enum { MET_MOST = 4096 };

/* ---- Documents --------------------------------------------------------------------------------------------------- */

static void row_meet(vd_again *a, int64_t row)
{
    vd_pool *pool = &a->pool;
    bool known = false;
    for (size_t i = 0; i < a->met_count && !known; i++) {
        known = a->met[i].row == row;
    }
    if (known || pool->failed || pool->wide) {
        return;
    }
    if (a->met_count == MET_MOST) {
        vd_pool_wide(pool, "an entry that very many documents stand under");
        return;
    }
    if (a->met_count == a->met_cap) {
        vd_met *grown = vd_grown(a->met, &a->met_cap, 64, sizeof *grown);
        pool->failed = pool->failed || grown == NULL;
        if (grown == NULL) {
            return;
        }
        a->met = grown;
    }
    a->met[a->met_count].row = row;
    vd_past_document_of(pool, row, &a->met[a->met_count].document, &a->met[a->met_count].held);
    a->met_count++;
}

static void rows_meet(vd_again *a, const int64_t *rows, size_t count)
{
    vd_pool *pool = &a->pool;
    int64_t *kept = VD_SCRATCH_ARRAY(pool, int64_t, count + 1);
    if (pool->failed) {
        return;
    }
    memcpy(kept, count ? rows : kept, count * sizeof *kept); /* the next question ends them */
    for (size_t i = 0; i < count; i++) {
        if (kept[i] <= 0) {
            vd_pool_wide(pool, "what stands under an entry's number or name is no document");
        } else {
            row_meet(a, kept[i]);
        }
    }
}

static void clue_meet(vd_again *a, vd_clue_kind kind, vd_str key)
{
    const int64_t *rows = NULL;
    size_t count = vd_past_rows(&a->pool, vd_clue_key(kind, key, VD_NONE), &rows);
    rows_meet(a, rows, count);
}

static void entry_meet(vd_again *a, const vd_catalogue_entry *entry)
{
    char room[24];
    clue_meet(a, VD_CLUE_ENTRY, vd_entry_name(room, sizeof room, entry));
}

/* ---- Numbers ----------------------------------------------------------------------------------------------------- */

static void spelling_meet(vd_again *a, vd_str number)
{
    const int64_t *rows = NULL;
    size_t count = vd_past_numbered(&a->pool, number, &rows);
    rows_meet(a, rows, count);
}

/* All documents whose number has the key: "193/2025/NQ-QH15" is written for 193/2025/QH15, and a blank is nothing. */
static void numbers_meet(vd_again *a, vd_str key)
{
    static const char resolution[] = "nghi quyet ";
    vd_pool *pool = &a->pool;
    bool made = false;
    pool->failed = pool->failed || vd_map_put(&a->numbers, key, 0, &made) == NULL;
    if (!made || pool->failed) {
        return;
    }
    bool typed = vd_str_starts(key, VD_LIT(resolution));
    vd_str bare = typed ? vd_str_slice(key, sizeof resolution - 1, key.len) : key;
    spelling_meet(a, bare);
    if (vd_number_year(bare)) {
        size_t year = vd_str_find(bare, VD_LIT("/"), 0) + 6;
        vd_str parts[] = {vd_str_slice(bare, 0, year), VD_LIT("nq/"), vd_str_slice(bare, year, bare.len)};
        spelling_meet(a, vd_pool_join(pool, "", parts, 3));
    }
    clue_meet(a, VD_CLUE_SPELT, key);
}

/* ---- Names ------------------------------------------------------------------------------------------------------- */

/* What mentions of a law's name can mean, where there are any. */
static void name_meet(vd_again *a, vd_str name)
{
    vd_pool *pool = &a->pool;
    bool made = false;
    if (name.len == 0 || !vd_past_any(pool, VD_CLUE_ASK_LAW, name, VD_NONE)) {
        return;
    }
    pool->failed = pool->failed || vd_map_put(&a->names, name, 0, &made) == NULL;
    if (!made || pool->failed) {
        return;
    }
    clue_meet(a, VD_CLUE_NAME, name);
    clue_meet(a, VD_CLUE_TITLED, name);
    vd_run runs[] = {vd_index_find(&pool->entry_names, name), vd_index_prefix(&pool->entry_titles, name)};
    for (size_t r = 0; r < 2; r++) {
        for (size_t i = 0; i < runs[r].count && !pool->failed && pool->wide == NULL; i++) {
            entry_meet(a, &a->before->entries[runs[r].rows[i].value]);
        }
    }
}

static void names_meet(vd_again *a, vd_str name)
{
    int year = 0;
    vd_str fold = vd_pool_fold(&a->pool, name);
    name_meet(a, fold);
    name_meet(a, vd_law_bare_name(fold, &year));
}

/* A law's long title is found by its beginning, too. */
static void title_meet(vd_again *a, vd_str title)
{
    vd_pool *pool = &a->pool;
    int year = 0;
    if (vd_str_starts(title, VD_LIT("luat sua doi")) && vd_past_any(pool, VD_CLUE_ASK_ACT, VD_NONE, VD_NONE)) {
        vd_pool_wide(pool, "an act of which laws in its title are cited");
    }
    for (size_t to = 1; to <= title.len && !pool->failed && pool->wide == NULL; to++) {
        vd_str begin = vd_str_slice(title, 0, to);
        if (vd_past_any(pool, VD_CLUE_ASK_BEGIN, begin, VD_NONE)) {
            vd_pool_wide(pool, "a law whose name's beginning is cited");
        }
        bool numbered = vd_str_starts(vd_str_slice(title, to, title.len), VD_LIT(" so "));
        if (vd_law_amends(begin) && (numbered || vd_law_name_ends(title, to))) {
            name_meet(a, vd_law_bare_name(begin, &year));
        }
    }
}

/* ---- Entries ----------------------------------------------------------------------------------------------------- */

/* A law is there as soon as its number is cited, and a number that is cut off can mean it; any other document is only
 * where something means it, which again_link.c looks at. */
static void law_meet(vd_again *a, const vd_catalogue_entry *entry, vd_str key)
{
    vd_str digits = vd_number_digits(key);
    if (vd_entry_law(entry) && a->met_count && vd_past_any(&a->pool, VD_CLUE_ASK_DIGITS, entry->type, digits)) {
        vd_pool_wide(&a->pool, "a law whose number is cited without its end");
    }
}

static void change_meet(vd_again *a, const vd_catalogue_entry *entry)
{
    vd_pool *pool = &a->pool;
    vd_str title = vd_pool_fold(pool, entry->title);
    if (entry->number.len) {
        vd_str key = vd_number_key(pool, entry->number, entry->type);
        if (vd_past_any(pool, VD_CLUE_ASK_NUMBER, key, VD_NONE)) {
            vd_pool_wide(pool, "an entry's number that is cited without its type");
        }
        numbers_meet(a, key);
        law_meet(a, entry, key);
    }
    entry_meet(a, entry);
    if (!vd_entry_law(entry)) {
        if (title.len && vd_past_any(pool, VD_CLUE_ASK_TITLE, title, VD_NONE)) {
            vd_pool_wide(pool, "an entry's title that is cited");
        }
        return;
    }
    names_meet(a, entry->title);
    for (size_t i = 0; i < entry->short_title_count; i++) {
        names_meet(a, entry->short_titles[i]);
    }
    title_meet(a, title);
}

static bool entries_same(const vd_catalogue_entry *a, const vd_catalogue_entry *b)
{
    bool same = vd_text_same(a->number, b->number) && vd_text_same(a->type, b->type) &&
                vd_text_same(a->title, b->title) && vd_text_same(a->issuer, b->issuer) &&
                vd_text_same(a->place, b->place) && vd_date_eq(a->passed, b->passed) &&
                vd_date_eq(a->effective, b->effective) && a->short_title_count == b->short_title_count;
    for (size_t i = 0; i < a->short_title_count && same; i++) {
        same = vd_text_same(a->short_titles[i], b->short_titles[i]);
    }
    return same;
}

static int entry_cmp(const void *a, const void *b)
{
    const vd_catalogue_entry *x = *(const vd_catalogue_entry *const *)a;
    const vd_catalogue_entry *y = *(const vd_catalogue_entry *const *)b;
    return (x->name > y->name) - (x->name < y->name);
}

/* A catalogue's entries by their names. */
static const vd_catalogue_entry **entries_sort(vd_pool *pool, const vd_catalogue_view *view)
{
    const vd_catalogue_entry **all = VD_POOL_ARRAY(pool, const vd_catalogue_entry *, view->count + 1);
    for (size_t i = 0; i < view->count && all; i++) {
        all[i] = &view->entries[i];
    }
    if (all && view->count) {
        qsort(all, view->count, sizeof *all, entry_cmp);
    }
    for (size_t i = 1; i < view->count && all; i++) {
        if (all[i - 1]->name == all[i]->name) {
            vd_pool_wide(pool, "entries that cannot be told apart");
        }
    }
    return all;
}

/* The entries that are not in both catalogues, or not the same in both. */
static void changes_meet(vd_again *a)
{
    vd_pool *pool = &a->pool;
    const vd_catalogue_entry **before = entries_sort(pool, a->before);
    const vd_catalogue_entry **now = entries_sort(pool, a->now);
    for (size_t i = 0, j = 0; (i < a->before->count || j < a->now->count) && !pool->failed && pool->wide == NULL;) {
        const vd_catalogue_entry *was = i < a->before->count ? before[i] : NULL;
        const vd_catalogue_entry *is = j < a->now->count ? now[j] : NULL;
        bool old = was && (is == NULL || was->name <= is->name);
        bool new = is && (was == NULL || is->name <= was->name);
        if (!(old && new &&entries_same(was, is))) {
            for (int side = 0; side < 2; side++) {
                if (side ? new : old) {
                    change_meet(a, side ? is : was);
                    vd_arena_clear(&pool->scratch);
                }
            }
        }
        i += old;
        j += new;
    }
}

static int met_cmp(const void *a, const void *b)
{
    const vd_met *x = a;
    const vd_met *y = b;
    return (x->row > y->row) - (x->row < y->row);
}

/* All others of their numbers, too. */
static void numbers_close(vd_again *a)
{
    vd_pool *pool = &a->pool;
    for (size_t i = 0; i < a->met_count && !pool->failed && pool->wide == NULL; i++) { /* more are met on the way */
        const vd_document *document = &a->met[i].document;
        if (document->number.len) {
            numbers_meet(a, vd_number_key(pool, document->number, document->type));
        }
        vd_arena_clear(&pool->scratch);
    }
    if (a->met_count) {
        qsort(a->met, a->met_count, sizeof *a->met, met_cmp);
    }
}

void vd_again_meet(vd_again *a)
{
    vd_step_catalogue(&a->pool);
    if (!a->pool.failed) {
        changes_meet(a);
    }
    numbers_close(a);
}

void vd_again_meet_row(vd_again *a, int64_t row)
{
    row_meet(a, row);
}

void vd_again_meet_numbers(vd_again *a, const vd_map *numbers)
{
    for (size_t i = 0; i < numbers->cap && !a->pool.failed && a->pool.wide == NULL; i++) {
        if (numbers->slots[i].hash) {
            numbers_meet(a, numbers->slots[i].key);
            vd_arena_clear(&a->pool.scratch);
        }
    }
    numbers_close(a);
}

const vd_met *vd_again_met(const vd_again *a, int64_t row)
{
    const vd_met key = {.row = row};
    return a->met_count ? bsearch(&key, a->met, a->met_count, sizeof *a->met, met_cmp) : NULL;
}
