/** Sweeps: how far a run of bytes goes before one that matters, at the speed of memory.
 *
 *  Each has a form for every vd_cpu, with the same result; none reads outside the bytes it is given. */
#ifndef VD_BASE_SWEEP_H
#define VD_BASE_SWEEP_H

#include <stddef.h>

/** Bytes before the first that a JSON string cannot hold as it is: '"', '\\', or below 0x20. */
size_t vd_sweep_string(const char *bytes, size_t len);
/** A number of bytes at the start that are whole characters of valid UTF-8 and need no escape in JSON; perhaps not all
 *  there are, so what follows has to be looked at by itself. */
size_t vd_sweep_clean(const char *bytes, size_t len);

/** The same of bytes behind which VD_SWEEP_BEHIND zeros stand that may be read.  A short string costs the least so. */
#define VD_SWEEP_BEHIND ((size_t)32)
size_t vd_sweep_clean_ahead(const char *bytes, size_t len);

/** Bytes before the first place where `first` stands and `last` so many bytes behind it; `len` when there is none.
 *  distance > 0. */
size_t vd_sweep_pair(const char *bytes, size_t len, char first, char last, size_t distance);

/** Bytes up to the last `c`, itself counted; 0 when there is none. */
size_t vd_sweep_behind_last(const char *bytes, size_t len, char c);

#endif
