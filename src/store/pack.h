/** Values of viendan as columns: dates, names of enumerations, prints of texts. */
#ifndef VD_STORE_PACK_H
#define VD_STORE_PACK_H

#include "base/arena.h"
#include "resolve/resolve.h"

/** yyyymmdd, unknown parts 0. */
int64_t vd_pack_date(vd_date date);
/** false when it is no date that vd_pack_date() makes. */
bool vd_unpack_date(int64_t value, vd_date *out);

/** Names as columns; absent for VD_STRENGTH_NONE. */
vd_str vd_pack_strength(vd_strength strength);
bool vd_unpack_strength(vd_str name, vd_strength *out);

#define VD_PACK_PRINT_BYTES (VD_PRINT_SIZE * 8)
void vd_pack_print(const uint64_t *print, char out[VD_PACK_PRINT_BYTES]);
void vd_unpack_print(const char *bytes, uint64_t out[VD_PRINT_SIZE]);

#endif
