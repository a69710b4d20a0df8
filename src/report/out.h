/** Output on its way to a sink: gathered, then written in large pieces. */
#ifndef VD_REPORT_OUT_H
#define VD_REPORT_OUT_H

#include "base/buf.h"

/** Zero-initialise with `sink` set; append to `buf`, call vd_out_settle() now and then, vd_out_finish() at the end. */
typedef struct vd_out {
    vd_sink sink;
    vd_buf buf;
} vd_out;

/** Pass on what is gathered once there is much of it.
 *  Errors: NO_MEMORY when an append failed; IO when the sink stops. */
VD_CHECKED vd_status vd_out_settle(vd_out *out, vd_error *err);
/** Pass on the rest (when `status` is VD_OK) and free the buffer; returns `status` or what went wrong here. */
VD_CHECKED vd_status vd_out_finish(vd_out *out, vd_status status, vd_error *err);

/** A number with up to six significant digits and a point whatever the locale; no number for infinities. */
void vd_out_real(vd_buf *buf, double value);
/** `text` as XML character data or attribute value: escaped, without what XML 1.0 forbids. */
void vd_out_xml(vd_buf *buf, vd_str text);
/** Valid UTF-8: what is none becomes U+FFFD. */
void vd_out_utf8(vd_buf *buf, vd_str text);

/** File part of a path without its last suffix: "000-plan" for "corpus/000-plan.txt". */
vd_str vd_path_stem(vd_str path);

#endif
