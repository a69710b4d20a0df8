/** How chunks of the graph are written down: all of them anew, under a head that says of which derived half they are
 * and in whose order of bytes. */
#include "base/error.h"
#include "store/net_added.h"
#include "store/net_read.h"
#include "store/net_store.h"

#include <string.h>

/* Version of the chunks, as this machine writes numbers: another order of bytes reads as another version. */
#define FORMAT 4

int64_t vd_net_format(void)
{
    static const unsigned char bytes[4] = {FORMAT, 0, 0x64, 0x76};
    int32_t format = 0;
    memcpy(&format, bytes, sizeof format);
    return format;
}

static vd_status chunk_write(void *context, vd_net_part part, uint32_t number, vd_str bytes, vd_error *err)
{
    vd_bind bind = {.statement = context};
    vd_bind_int(&bind, vd_net_key(part, number));
    vd_bind_blob(&bind, bytes);
    return vd_bind_run(&bind, err);
}

vd_status vd_net_format_fits(vd_db *db, bool *out, vd_error *err)
{
    int64_t format = 0;
    vd_status status = vd_sql_number(db->sql, "SELECT format FROM graph", &format, err);
    *out = status == VD_OK && format == vd_net_format();
    return status;
}

vd_status vd_net_head_write(vd_db *db, uint32_t bound, uint32_t source_bound, vd_error *err)
{
    sqlite3_stmt *statement = NULL;
    vd_status status =
        vd_sql_prepare(db->sql,
                       VD_LIT("UPDATE graph SET stamp = (SELECT resolved FROM state), bound = ?1, source_bound = ?2, "
                              "documents = (SELECT documents FROM state)"),
                       &statement, err);
    if (status == VD_OK) {
        vd_bind bind = {.statement = statement};
        vd_bind_int(&bind, bound);
        vd_bind_int(&bind, source_bound);
        status = vd_bind_run(&bind, err);
    }
    sqlite3_finalize(statement);
    if (status == VD_OK) {
        status = vd_sql_prepare(db->sql, VD_LIT("DELETE FROM graph_chunk WHERE chunk = ?"), &statement, err);
    }
    if (status == VD_OK) {
        vd_bind bind = {.statement = statement};
        vd_bind_int(&bind, VD_NET_COMPUTED);
        status = vd_bind_run(&bind, err);
        sqlite3_finalize(statement);
    }
    return status;
}

static vd_status head_write(vd_db *db, const vd_net_tables *tables, vd_error *err)
{
    sqlite3_stmt *statement = NULL;
    vd_status status = vd_sql_prepare(db->sql,
                                      VD_LIT("INSERT OR REPLACE INTO graph (id, stamp, format, bound, source_bound, "
                                             "documents) SELECT 1, resolved, ?, ?, ?, ? FROM state"),
                                      &statement, err);
    if (status == VD_OK) {
        vd_bind bind = {.statement = statement};
        vd_bind_int(&bind, vd_net_format());
        vd_bind_int(&bind, tables->input.bound);
        vd_bind_int(&bind, tables->input.source_bound);
        vd_bind_size(&bind, tables->document_count);
        status = vd_bind_run(&bind, err);
    }
    sqlite3_finalize(statement);
    return status;
}

vd_status vd_net_write(vd_db *db, vd_error *err)
{
    vd_net_tables tables;
    sqlite3_stmt *statement = NULL;
    vd_tell(&db->told, VD_DECIDING_GRAPH, 0, 2);
    vd_status status = vd_net_tables_read(db->sql, &tables, err);
    if (status != VD_OK) {
        return status;
    }
    status = vd_sql_exec(db->sql, "DELETE FROM graph_chunk", err);
    if (status == VD_OK) {
        status =
            vd_sql_prepare(db->sql, VD_LIT("INSERT INTO graph_chunk (chunk, bytes) VALUES (?, ?)"), &statement, err);
    }
    vd_tell(&db->told, VD_DECIDING_GRAPH, 1, 2);
    if (status == VD_OK) {
        status = vd_net_build(&tables.input, chunk_write, statement, err);
    }
    if (status == VD_OK) {
        status = head_write(db, &tables, err);
    }
    sqlite3_finalize(statement);
    vd_net_tables_clear(&tables);
    return status;
}
