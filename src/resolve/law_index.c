/* By which keys rows of the catalogue are found: numbers, titles, and of laws the names that people use, with and
 * without their year. */
#include "resolve/law.h"

#include "base/date.h"
#include "tables/tables.h"

vd_str vd_law_bare_name(vd_str fold, int *year)
{
    size_t digits = 0;
    int value = 0;
    while (digits < fold.len && fold.ptr[fold.len - digits - 1] >= '0' && fold.ptr[fold.len - digits - 1] <= '9') {
        digits++;
    }
    for (size_t i = fold.len - digits; i < fold.len && digits == 4; i++) {
        value = value * 10 + (fold.ptr[i] - '0');
    }
    *year = value > 1944 && value < 2100 ? value : 0;
    if (*year == 0) {
        return fold;
    }
    vd_str name = vd_str_trim(vd_str_slice(fold, 0, fold.len - digits));
    if (vd_str_ends(name, VD_LIT(" nam"))) {
        name.len -= 4;
    }
    return name;
}

bool vd_law_amends(vd_str fold)
{
    return vd_str_find(fold, VD_LIT(" sua doi"), 0) != SIZE_MAX;
}

bool vd_law_name_ends(vd_str title, size_t at)
{
    static const char *const joins[] = {" va luat ", " va bo luat ", " va phap lenh "};
    vd_str rest = vd_str_slice(title, at, title.len);
    bool ends = rest.len == 0 || rest.ptr[0] == ',' || rest.ptr[0] == ';';
    for (size_t i = 0; i < sizeof joins / sizeof *joins && !ends; i++) {
        ends = vd_str_starts(rest, vd_str_of(joins[i]));
    }
    return ends;
}

static void name_index(vd_pool *pool, vd_str fold, size_t entry)
{
    int year = 0;
    vd_str bare = vd_law_bare_name(fold, &year);
    bool added = vd_index_add(&pool->entry_names, fold, entry);
    if (added && year) {
        added = vd_index_add(&pool->entry_names, bare, entry);
    }
    pool->failed = pool->failed || !added;
}

/* The last day of the built-in table: it cannot know what was passed later. */
static vd_date table_last(void)
{
    vd_date last = {0};
    vd_date passed = {0};
    for (size_t i = 0; i < vd_catalogue_count; i++) {
        bool later = vd_date_parse(vd_str_of(vd_catalogue[i].passed), &passed) && vd_date_cmp(passed, last) > 0;
        last = later ? passed : last;
    }
    return last;
}

void vd_step_catalogue(vd_pool *pool)
{
    pool->table_last = table_last();
    size_t count = pool->catalogue->count;
    pool->entity_of_entry = VD_POOL_ARRAY(pool, int, count + 1);
    for (size_t i = 0; i < count && !pool->failed; i++) {
        const vd_catalogue_entry *entry = &pool->catalogue->entries[i];
        vd_str key = entry->number.ptr ? vd_number_key(pool, entry->number, entry->type) : VD_LIT("");
        pool->entity_of_entry[i] = -1;
        pool->failed = pool->failed || (key.len && !vd_index_add(&pool->entry_numbers, key, i));
        vd_str title = vd_pool_fold(pool, entry->title);
        if (!vd_entry_law(entry)) { /* "Quy định về …" names a hundred decrees */
            pool->failed = pool->failed || (title.len && !vd_index_add(&pool->entry_others, title, i));
            continue;
        }
        if (title.len) { /* a law imported by its number alone has none */
            pool->failed = pool->failed || !vd_index_add(&pool->entry_titles, title, i);
            name_index(pool, title, i);
        }
        for (size_t t = 0; t < entry->short_title_count; t++) {
            name_index(pool, vd_pool_fold(pool, entry->short_titles[t]), i);
        }
    }
    vd_index_sort(&pool->entry_titles);
    vd_index_sort(&pool->entry_others);
    vd_index_sort(&pool->entry_numbers);
    vd_index_sort(&pool->entry_names);
}
