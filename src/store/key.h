/** Keys: the form in which people's spellings of one number or one name meet. */
#ifndef VD_STORE_KEY_H
#define VD_STORE_KEY_H

#include "base/arena.h"

/** "33/CT-TTg", "33 /ct-ttg", "033-CT-TTG" -> "33-ctttg": folded, leading zeros and separators gone, the digits in
 * front kept apart from the rest.  *out is absent when `number` is, or holds neither letter nor digit.  false: out of
 * memory. */
bool vd_key_number(vd_arena *arena, vd_str number, vd_str *out);
/** The same with '/' and '-' kept: tells "24-KH/VP" from "24/KH-VP" where both exist. */
bool vd_key_spelling(vd_arena *arena, vd_str number, vd_str *out);
/** "Luật Dân chủ ở cơ sở," -> "luat-dan-chu-o-co-so".  Absent like vd_key_number(). */
bool vd_key_name(vd_arena *arena, vd_str name, vd_str *out);
/** Title with its type word in front, and without it: "luat-cong-doan", "cong-doan". */
bool vd_key_title(vd_arena *arena, vd_str type_key, vd_str title, vd_str *name, vd_str *bare);

#endif
