/** Which indexes go while the derived half is written, and how they come back. */
#include "store/aside.h"

#include "base/error.h"

/* The schema itself says how each was made.  What PRIMARY KEY and UNIQUE stand for has no text and stays. */
#define INDEXES                                                                 \
    "FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND tbl_name " \
    "IN ('document', 'alias', 'document_source', 'link', 'candidate', 'edge')"
static const char count_text[] = "SELECT count(*) " INDEXES;
static const char list_text[] =
    "SELECT sql, 'DROP INDEX \"' || replace(name, '\"', '\"\"') || '\"' " INDEXES " ORDER BY name";

/* `out` gets the statements that make the indexes, `drops` those that take them away. */
static vd_status texts_read(vd_db *db, vd_arena *arena, size_t most, vd_aside *out, vd_str *drops, vd_error *err)
{
    sqlite3_stmt *statement = NULL;
    bool row = false;
    vd_status status = vd_sql_prepare(db->sql, vd_str_of(list_text), &statement, err);
    while (status == VD_OK && out->count < most && (status = vd_sql_step(statement, &row, err)) == VD_OK && row) {
        out->texts[out->count] = vd_arena_copy(arena, vd_sql_text(statement, 0));
        drops[out->count] = vd_arena_copy(arena, vd_sql_text(statement, 1));
        bool kept = out->texts[out->count].ptr != NULL && drops[out->count].ptr != NULL;
        status = kept ? VD_OK : vd_fail_memory(err);
        out->count++;
    }
    sqlite3_finalize(statement);
    return status;
}

vd_status vd_aside_take(vd_db *db, vd_arena *arena, vd_aside *out, vd_error *err)
{
    int64_t indexes = 0;
    *out = (vd_aside){0};
    vd_status status = vd_sql_number(db->sql, count_text, &indexes, err);
    size_t most = (size_t)indexes;
    vd_str *drops = VD_ARENA_ARRAY(arena, vd_str, most + 1);
    out->texts = VD_ARENA_ARRAY(arena, vd_str, most + 1);
    if (status == VD_OK && (drops == NULL || out->texts == NULL)) {
        status = vd_fail_memory(err);
    }
    if (status == VD_OK) {
        status = texts_read(db, arena, most, out, drops, err);
    }
    for (size_t i = 0; status == VD_OK && i < out->count; i++) {
        status = vd_sql_exec(db->sql, drops[i].ptr, err);
    }
    return status;
}

vd_status vd_aside_restore(vd_db *db, const vd_aside *aside, vd_error *err)
{
    vd_status status = VD_OK;
    for (size_t i = 0; status == VD_OK && i < aside->count; i++) {
        vd_tell(&db->told, VD_DECIDING_INDEXES, i, aside->count);
        status = vd_sql_exec(db->sql, aside->texts[i].ptr, err);
    }
    return status;
}
