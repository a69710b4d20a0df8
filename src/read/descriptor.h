/** Inside the read room: opening files, and what the system says of them in one line. */
#ifndef VD_READ_DESCRIPTOR_H
#define VD_READ_DESCRIPTOR_H

#include "viendan.h"

/** What messages call the file of that path. */
const char *vd_descriptor_name(const char *path);
/** Open for reading; "-" is standard input.  Directories are refused. */
VD_CHECKED vd_status vd_descriptor_open(const char *path, int *file, vd_error *err);
/** The status for an errno, with "<name>: why". */
vd_status vd_descriptor_fail(const char *name, int code, vd_error *err);

#endif
