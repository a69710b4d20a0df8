/* The rows of documents that were made, which sources carry them, and where each was learnt. */
#include "store/derived.h"

#include "base/error.h"
#include "base/map.h"
#include "store/key.h"
#include "store/pack.h"

#include <stdlib.h>

void vd_derived_tell(vd_derived *p)
{
    if (p->total) {
        vd_tell_some(&p->db->told, VD_DECIDING_WRITING, p->done++, p->total);
    }
}

vd_status vd_derived_misplaced(const char *what, size_t at, vd_error *err)
{
    return vd_fail(err, VD_INVALID, "the resolution's %s %zu is out of place", what, at);
}

bool vd_derived_fits(const vd_resolution *r, int document)
{
    return document >= 0 && (size_t)document < r->document_count;
}

int64_t vd_derived_row(const vd_derived *p, int document)
{
    int64_t row = p->resolution->documents[document].row;
    return row ? row : p->behind + (int64_t)document + 1;
}

vd_status vd_derived_find_sources(vd_derived *p, vd_error *err)
{
    static const char ask[] = "SELECT source FROM source WHERE path = ?";
    p->rows = VD_ARENA_ARRAY(&p->arena, int64_t, p->source_count + 1);
    vd_status status = p->rows == NULL ? vd_fail_memory(err) : VD_OK;
    for (size_t i = 0; status == VD_OK && i < p->source_count; i++) {
        bool found = false;
        vd_str path = p->sources[i].path;
        status = vd_sql_slot_look_up(p->db, VD_SLOT_SOURCE_FIND, ask, path, &found, &p->rows[i], err);
        if (status == VD_OK && !found) {
            status = vd_fail(err, VD_INVALID, "%.*s: not in the database", (int)path.len, path.ptr);
        }
    }
    return status;
}

typedef struct placed {
    int64_t row;
    uint32_t source;
} placed;

static int placed_cmp(const void *a, const void *b)
{
    const placed *x = a;
    const placed *y = b;
    return (x->row > y->row) - (x->row < y->row);
}

vd_status vd_derived_order_sources(vd_derived *p, vd_error *err)
{
    placed *all = VD_ARENA_ARRAY(&p->scratch, placed, p->source_count + 1);
    p->order = VD_ARENA_ARRAY(&p->arena, uint32_t, p->source_count + 1);
    if (all == NULL || p->order == NULL) {
        return vd_fail_memory(err);
    }
    for (size_t i = 0; i < p->source_count; i++) {
        all[i] = (placed){p->rows[i], (uint32_t)i};
    }
    qsort(all, p->source_count, sizeof *all, placed_cmp);
    for (size_t i = 0; i < p->source_count; i++) {
        p->order[i] = all[i].source;
    }
    vd_arena_clear(&p->scratch);
    return VD_OK;
}

#define DOCUMENT_COLUMNS(as, between) \
    as(id) between as(urn)            \
    between as(type)                  \
    between as(number)                \
    between as(symbol)                \
    between as(issuer)                \
    between as(place)                 \
    between as(title)                 \
    between as(signer)                \
    between as(signer_role)           \
    between as(date)                  \
    between as(earliest)              \
    between as(latest)                \
    between as(in_catalogue)          \
    between as(type_key)              \
    between as(number_key)            \
    between as(name_key)              \
    between as(bare_key)              \
    between as(entry)                 \
    between as(ranks)

vd_status vd_derived_put_document(vd_derived *p, size_t at, vd_error *err)
{
    static const char text[] = VD_SQL_UPSERT("document", "document", "?", DOCUMENT_COLUMNS);
    const vd_document *d = &p->resolution->documents[at];
    vd_str type, number, name, bare;
    if (!vd_key_name(&p->scratch, d->type, &type) || !vd_key_number(&p->scratch, d->number, &number) ||
        !vd_key_title(&p->scratch, type, d->title, &name, &bare)) {
        return vd_fail_memory(err);
    }
    sqlite3_stmt *statement = NULL;
    vd_status status = vd_sql_slot(p->db, VD_SLOT_DOCUMENT_PUT, text, &statement, err);
    if (status != VD_OK) {
        return status;
    }
    vd_bind bind = {.statement = statement};
    vd_bind_int(&bind, vd_derived_row(p, (int)at));
    vd_bind_text(&bind, d->id);
    vd_bind_text(&bind, d->urn);
    vd_bind_text(&bind, d->type);
    vd_bind_text(&bind, d->number);
    vd_bind_text(&bind, d->symbol);
    vd_bind_text(&bind, d->issuer);
    vd_bind_text(&bind, d->place);
    vd_bind_text(&bind, d->title);
    vd_bind_text(&bind, d->signer);
    vd_bind_text(&bind, d->signer_role);
    vd_bind_int(&bind, vd_pack_date(d->date));
    vd_bind_int(&bind, vd_pack_date(d->earliest));
    vd_bind_int(&bind, vd_pack_date(d->latest));
    vd_bind_bool(&bind, d->in_catalogue);
    vd_bind_text(&bind, type);
    vd_bind_text(&bind, number);
    vd_bind_text(&bind, name);
    vd_bind_text(&bind, bare);
    vd_bind_int(&bind, d->in_catalogue ? d->entry : VD_ENTRY_NONE);
    vd_bind_int(&bind, d->ranks);
    return vd_bind_run(&bind, err);
}

/* The strings of one document, into `alias` or `learnt`. */
static vd_status strings_put(vd_derived *p, vd_slot slot, const char *text, int document, const vd_str *items,
                             size_t count, vd_error *err)
{
    sqlite3_stmt *statement = NULL;
    vd_status status = vd_sql_slot(p->db, slot, text, &statement, err);
    for (size_t i = 0; status == VD_OK && i < count; i++) {
        vd_bind bind = {.statement = statement};
        vd_bind_int(&bind, vd_derived_row(p, document));
        vd_bind_size(&bind, i);
        vd_bind_text(&bind, items[i]);
        status = vd_bind_run(&bind, err);
    }
    return status;
}

/* Where a document was learnt, and what else it is called. */
vd_status vd_derived_put_known(vd_derived *p, size_t at, bool aliases, vd_error *err)
{
    const vd_document *d = &p->resolution->documents[at];
    vd_status status = VD_OK;
    if (aliases) {
        status = strings_put(p, VD_SLOT_ALIAS_PUT, "INSERT INTO alias (document, ordinal, id) VALUES (?, ?, ?)",
                             (int)at, d->aliases, d->alias_count, err);
    }
    if (status == VD_OK) {
        status = strings_put(p, VD_SLOT_LEARNT_PUT, "INSERT INTO learnt (document, ordinal, text) VALUES (?, ?, ?)",
                             (int)at, d->learnt, d->learnt_count, err);
    }
    return status;
}

vd_status vd_derived_put_documents(vd_derived *p, vd_error *err)
{
    const vd_resolution *r = p->resolution;
    vd_status status = VD_OK;
    for (size_t i = 0; status == VD_OK && i < r->document_count; i++) {
        const vd_document *d = &r->documents[i];
        vd_derived_tell(p);
        if (d->row) {
            continue;
        }
        status = vd_derived_put_document(p, i, err);
        vd_arena_clear(&p->scratch);
        if (status == VD_OK) {
            status = vd_derived_put_known(p, i, true, err);
        }
    }
    return status;
}

static vd_status carrier_put(vd_derived *p, int64_t source, int document, bool main, vd_error *err)
{
    /* The main document may be listed again among the carriers; the first row stands. */
    static const char text[] = "INSERT INTO document_source (source, document, main) VALUES (?, ?, ?) "
                               "ON CONFLICT DO NOTHING";
    sqlite3_stmt *statement = NULL;
    vd_status status = vd_sql_slot(p->db, VD_SLOT_CARRIER_PUT, text, &statement, err);
    if (status != VD_OK) {
        return status;
    }
    vd_bind bind = {.statement = statement};
    vd_bind_int(&bind, source);
    vd_bind_int(&bind, vd_derived_row(p, document));
    vd_bind_bool(&bind, main);
    return vd_bind_run(&bind, err);
}

vd_status vd_derived_put_carriers(vd_derived *p, vd_error *err)
{
    const vd_resolution *r = p->resolution;
    vd_map paths = {0};
    vd_status status = VD_OK;
    for (size_t o = 0; status == VD_OK && o < p->source_count; o++) {
        size_t i = p->order[o];
        vd_derived_tell(p);
        int document = r->source_document[i];
        if (document != -1 && !vd_derived_fits(r, document)) {
            status = vd_derived_misplaced("source document", i, err);
        } else if (document != -1) {
            status = carrier_put(p, p->rows[i], document, true, err);
        }
        if (status == VD_OK && vd_map_put(&paths, p->sources[i].path, i, NULL) == NULL) {
            status = vd_fail_memory(err);
        }
    }
    for (size_t i = 0; status == VD_OK && i < r->document_count; i++) {
        bool known = r->documents[i].row != 0;
        for (size_t j = 0; !known && status == VD_OK && j < r->documents[i].source_count; j++) {
            const size_t *at = vd_map_get(&paths, r->documents[i].sources[j]);
            status = at == NULL ? vd_derived_misplaced("document", i, err)
                                : carrier_put(p, p->rows[*at], (int)i, false, err);
        }
    }
    vd_map_clear(&paths);
    return status;
}
