/** Migrations: numbered, applied in order, all in one transaction. */
#include "store/migrate.h"

#include "base/error.h"

#include <inttypes.h>
#include <stdio.h>

vd_status vd_schema_read(vd_db *db, vd_schema_state *out, vd_error *err)
{
    vd_status status = vd_sql_number(db->sql, "PRAGMA application_id", &out->application, err);
    if (status == VD_OK) {
        status = vd_sql_number(db->sql, "PRAGMA user_version", &out->version, err);
    }
    if (status == VD_OK) {
        status = vd_sql_number(db->sql, "SELECT count(*) FROM sqlite_schema", &out->objects, err);
    }
    return status;
}

vd_status vd_schema_newer(vd_db *db, int64_t version, int known, vd_error *err)
{
    if (version <= known) {
        return VD_OK;
    }
    return vd_fail(err, VD_NEWER_SCHEMA,
                   "%s: written by a newer viendan: its schema is %" PRId64 ", this viendan (%s) knows up to %d; "
                   "use a newer viendan, or ingest into another file with --db",
                   vd_sql_name(db->sql), version, vd_version(), known);
}

static vd_status migrations_apply(vd_db *db, const vd_migration *migrations, int count, const char *whole,
                                  vd_error *err)
{
    /* Read again under the lock: another process may have been faster. */
    vd_schema_state state = {0};
    vd_status status = vd_schema_read(db, &state, err);
    if (status == VD_OK) {
        status = vd_schema_newer(db, state.version, count, err);
    }
    bool at_once = whole != NULL && state.version == 0 && state.objects == 0;
    if (status == VD_OK && at_once) {
        status = vd_sql_exec(db->sql, whole, err);
    }
    for (int64_t i = at_once ? count : state.version; status == VD_OK && i < count; i++) {
        status = vd_sql_exec(db->sql, migrations[i].sql, err);
    }
    if (status == VD_OK && state.version < count) {
        char text[96];
        snprintf(text, sizeof text, "PRAGMA application_id = %d; PRAGMA user_version = %d", VD_APPLICATION_ID, count);
        status = vd_sql_exec(db->sql, text, err);
    }
    return status;
}

vd_status vd_migrate(vd_db *db, const vd_migration *migrations, int count, const char *whole, vd_error *err)
{
    vd_status status = vd_sql_begin(db, err);
    if (status != VD_OK) {
        return status;
    }
    return vd_sql_end(db, migrations_apply(db, migrations, count, whole, err), err);
}
