/** How values lie in columns: readable by people with any SQLite tool, and the same on every machine. */
#include "store/pack.h"

int64_t vd_pack_date(vd_date date)
{
    return (int64_t)date.year * 10000 + (int64_t)date.month * 100 + date.day;
}

bool vd_unpack_date(int64_t value, vd_date *out)
{
    *out = (vd_date){0};
    if (value < 0 || value > 99991231 || value / 100 % 100 > 12 || value % 100 > 31) {
        return false;
    }
    *out = (vd_date){(int16_t)(value / 10000), (int8_t)(value / 100 % 100), (int8_t)(value % 100)};
    return true;
}

vd_str vd_pack_strength(vd_strength strength)
{
    return strength == VD_STRENGTH_NONE ? VD_NONE : vd_str_of(vd_strength_name(strength));
}

bool vd_unpack_strength(vd_str name, vd_strength *out)
{
    *out = VD_STRENGTH_NONE;
    if (name.ptr == NULL) {
        return true;
    }
    for (vd_strength strength = VD_STRENGTH_PRIMARY; strength <= VD_STRENGTH_LINKED; strength++) {
        if (vd_str_eq(name, vd_str_of(vd_strength_name(strength)))) {
            *out = strength;
            return true;
        }
    }
    return false;
}

void vd_pack_print(const uint64_t *print, char out[VD_PACK_PRINT_BYTES])
{
    for (size_t i = 0; i < VD_PACK_PRINT_BYTES; i++) {
        out[i] = (char)(unsigned char)(print[i / 8] >> (i % 8 * 8) & 0xff);
    }
}

void vd_unpack_print(const char *bytes, uint64_t out[VD_PRINT_SIZE])
{
    for (size_t i = 0; i < VD_PRINT_SIZE; i++) {
        out[i] = 0;
        for (size_t byte = 0; byte < 8; byte++) {
            out[i] |= (uint64_t)(unsigned char)bytes[i * 8 + byte] << (byte * 8);
        }
    }
}
