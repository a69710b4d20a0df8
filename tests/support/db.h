/** A database in memory. */
#ifndef VD_TESTS_SUPPORT_DB_H
#define VD_TESTS_SUPPORT_DB_H

#include "viendan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h needs the four above */
#include <cmocka.h>

static inline vd_db *db_new(void)
{
    vd_db *db = NULL;
    assert_int_equal(vd_db_open(":memory:", VD_OPEN_CREATE, &db, NULL), VD_OK);
    return db;
}

#endif
