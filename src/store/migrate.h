/** Which schema a database has, and how an older one becomes the present one. */
#ifndef VD_STORE_MIGRATE_H
#define VD_STORE_MIGRATE_H

#include "store/sql.h"

/** Marks a file as viendan's: "vdan". */
#define VD_APPLICATION_ID 0x7664616e

/** Number n leads from schema n - 1 to schema n. */
typedef struct vd_migration {
    const char *name; /* "001_start.sql" */
    const char *sql;
} vd_migration;

extern const vd_migration vd_migrations[];
extern const int vd_migration_count;
/** The schema all of them give, made when viendan is built (schemac). */
extern const char *const vd_schema_whole;

/** Apply what is missing, in one transaction: all of it or nothing.  A database with nothing in it gets `whole`, what
 *  the migrations come to, at once; NULL: it goes through them too.
 *  Errors: NEWER_SCHEMA when the file knows more than `count` migrations; INTERNAL when one is wrong; database errors.
 */
VD_CHECKED vd_status vd_migrate(vd_db *db, const vd_migration *migrations, int count, const char *whole, vd_error *err);

/** What the file says of itself. */
typedef struct vd_schema_state {
    int64_t application, version, objects; /* objects: tables, indexes … in it */
} vd_schema_state;
VD_CHECKED vd_status vd_schema_read(vd_db *db, vd_schema_state *out, vd_error *err);
/** Is a file of schema `version` one this viendan can use?  Otherwise the error says which it knows. */
VD_CHECKED vd_status vd_schema_newer(vd_db *db, int64_t version, int known, vd_error *err);

#endif
