/* The built-in tables as a catalogue. */
#include "base/date.h"
#include "base/error.h"
#include "resolve/resolve.h"
#include "tables/tables.h"

static size_t titles_split(vd_arena *arena, const char *list, const vd_str **out)
{
    size_t count = 1;
    for (const char *p = list; *p; p++) {
        count += *p == '|';
    }
    vd_str *titles = VD_ARENA_ARRAY(arena, vd_str, count);
    *out = titles;
    if (titles == NULL || *list == '\0') {
        return 0;
    }
    size_t n = 0;
    for (const char *p = list; n < count;) {
        size_t len = strcspn(p, "|");
        titles[n++] = (vd_str){p, len};
        p += len + 1;
    }
    return n;
}

static vd_date date_of(const char *text)
{
    vd_date date = {0};
    if (*text && !vd_date_parse(vd_str_of(text), &date)) {
        date = (vd_date){0};
    }
    return date;
}

static vd_catalogue_entry decree_entry(const vd_decree_row *row)
{
    return (vd_catalogue_entry){
        .number = vd_str_of(row->number),
        .type = vd_str_of(row->type),
        .title = vd_str_told(row->title),
        .issuer = vd_str_told(row->issuer),
        .passed = date_of(row->passed),
        .effective = date_of(row->effective),
    };
}

vd_status vd_catalogue_builtin(vd_arena *arena, vd_catalogue_view *out, vd_error *err)
{
    size_t count = vd_catalogue_count + vd_decrees_count;
    vd_catalogue_entry *entries = VD_ARENA_ARRAY(arena, vd_catalogue_entry, count + 1);
    if (entries == NULL) {
        return vd_fail_memory(err);
    }
    for (size_t i = 0; i < vd_decrees_count; i++) {
        entries[vd_catalogue_count + i] = decree_entry(&vd_decrees[i]);
    }
    for (size_t i = 0; i < vd_catalogue_count; i++) {
        const vd_catalogue_row *row = &vd_catalogue[i];
        vd_catalogue_entry *entry = &entries[i];
        entry->number = *row->number ? vd_str_of(row->number) : VD_NONE;
        entry->type = vd_str_of(row->type);
        entry->title = vd_str_of(row->title);
        entry->issuer = vd_str_of(row->issuer);
        entry->passed = date_of(row->passed);
        entry->effective = date_of(row->effective);
        entry->short_title_count = titles_split(arena, row->short_titles, &entry->short_titles);
        if (entry->short_titles == NULL) {
            return vd_fail_memory(err);
        }
    }
    for (size_t i = 0; i < count; i++) {
        entries[i].name = (int64_t)i;
    }
    *out = (vd_catalogue_view){entries, count};
    return VD_OK;
}
