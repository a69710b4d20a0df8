/** What a document of the gold may be called: its numbers, its titles, the files that carry it. */
#include "accuracy/key.h"

static const key_name *name_add(vd_arena *arena, const key_name *list, vd_str text)
{
    key_name *made = text.ptr ? vd_arena_alloc(arena, sizeof *made) : NULL;
    if (!made) {
        return list;
    }
    *made = (key_name){text, list};
    return made;
}

/** "Luật X (004, tên rút gọn)" without the remark at its end. */
static vd_str name_bare(vd_str name)
{
    if (!vd_str_ends(name, VD_LIT(")"))) {
        return name;
    }
    size_t from = name.len - 1;
    while (from > 0 && name.ptr[from - 1] != ')') {
        from--;
    }
    size_t open = vd_str_find(name, VD_LIT("("), from);
    return open == SIZE_MAX ? name : vd_str_slice(name, 0, open);
}

static bool id_is_doc(vd_str id)
{
    bool digits = id.len == 3;
    for (size_t i = 0; i < id.len && digits; i++) {
        digits = id.ptr[i] >= '0' && id.ptr[i] <= '9';
    }
    return digits;
}

static bool id_is_number(vd_str id)
{
    static const char *const others[] = {"name:", "unresolved:", "seed:", "doc:", "theme:"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (vd_str_starts(id, vd_str_of(others[i]))) {
            return false;
        }
    }
    return id.len > 0;
}

static const json *aliases_find(const json *aliases, vd_str id)
{
    for (const json *m = aliases ? aliases->first : NULL; m; m = m->next) {
        if (vd_str_eq(m->key, id)) {
            return m;
        }
    }
    return NULL;
}

static const json *list_first(const json *object, const char *name)
{
    const json *list = json_get(object, name);
    return list && list->kind == JSON_ARRAY ? list->first : NULL;
}

key key_of(vd_arena *arena, vd_str id, const json *aliases)
{
    key k = {0};
    const json *extra = aliases_find(aliases, id);
    for (const json *m = list_first(extra, "docs"); m; m = m->next) {
        k.docs = name_add(arena, k.docs, m->text);
    }
    for (const json *m = list_first(extra, "numbers"); m; m = m->next) {
        k.numbers = name_add(arena, k.numbers, compare_number(arena, m->text));
    }
    for (const json *m = list_first(extra, "titles"); m; m = m->next) {
        k.titles = name_add(arena, k.titles, compare_fold(arena, m->text));
    }
    if (vd_str_starts(id, VD_LIT("name:"))) {
        k.titles = name_add(arena, k.titles, compare_fold(arena, name_bare(vd_str_slice(id, 5, id.len))));
    } else if (id_is_number(id)) {
        k.numbers = name_add(arena, k.numbers, compare_number(arena, id));
    }
    return id_is_doc(id) ? key_with_doc(arena, k, id) : k;
}

key key_with_doc(vd_arena *arena, key k, vd_str doc)
{
    k.docs = name_add(arena, k.docs, doc);
    return k;
}

bool key_accepts(vd_arena *arena, const key *k, vd_str number, vd_str title, vd_str source)
{
    for (const key_name *doc = source.len > 0 ? k->docs : NULL; doc; doc = doc->next) {
        if (key_source_is(source, doc->text)) {
            return true;
        }
    }
    if (number.len > 0) {
        vd_str wanted = compare_number(arena, number);
        for (const key_name *n = k->numbers; n; n = n->next) {
            if (vd_str_eq(n->text, wanted)) {
                return true;
            }
        }
        if (k->numbers) {
            return false;
        }
    }
    vd_str folded = compare_fold(arena, title);
    for (const key_name *t = k->titles; t; t = t->next) {
        if (compare_title(folded, t->text)) {
            return true;
        }
    }
    return false;
}

bool key_source_is(vd_str source, vd_str doc)
{
    size_t from = source.len;
    while (from > 0 && source.ptr[from - 1] != '/') {
        from--;
    }
    vd_str name = vd_str_slice(source, from, source.len);
    size_t stem = name.len;
    while (stem > 0 && name.ptr[stem - 1] != '.') {
        stem--;
    }
    name.len = stem > 1 ? stem - 1 : name.len;
    if (!vd_str_starts(name, doc)) {
        return false;
    }
    return name.len == doc.len || name.ptr[doc.len] == '_' || (name.ptr[doc.len] == '-' && id_is_doc(doc));
}
