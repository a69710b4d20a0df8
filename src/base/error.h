/** Filling in a vd_error. */
#ifndef VD_BASE_ERROR_H
#define VD_BASE_ERROR_H

#include "viendan.h"

/** Set *err (may be NULL) and return `status`: `return vd_fail(err, VD_IO, "cannot read %s", path);`
 *  vd_fail leaves offset at SIZE_MAX. */
vd_status vd_fail(vd_error *err, vd_status status, const char *format, ...) __attribute__((format(printf, 3, 4)));
vd_status vd_fail_at(vd_error *err, vd_status status, size_t offset, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/** Out of memory, the same everywhere. */
vd_status vd_fail_memory(vd_error *err);

#endif
