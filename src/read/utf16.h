/** Texts in UTF-16, as some programs save "Unicode". */
#ifndef VD_READ_UTF16_H
#define VD_READ_UTF16_H

#include "base/buf.h"

/** Do the bytes begin with the mark of UTF-16 (and not of UTF-32)? */
bool vd_utf16_marked(vd_str bytes);
/** Make such bytes UTF-8, without the mark: what is no character, as half a pair, becomes U+FFFD.  false: out of
 *  memory; `bytes` is as it was. */
VD_CHECKED bool vd_utf16_convert(vd_buf *bytes);

#endif
