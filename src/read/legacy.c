/** Vietnamese of the years before Unicode, by letters that stand where neither Vietnamese nor another language has
 * them.
 *
 *  Fonts of TCVN 5712 (ABC, VN3) put letters with marks where Latin-1 has signs, so that words hold "®", "¸", "¬":
 * ViÖt, ®éng.  VNI writes a mark as a letter of its own behind the vowel: "hoäi", "nghóa", of which "ä", "ø", "ï" stand
 * behind no vowel in Vietnamese.  Windows-1258 writes a tone behind its vowel, in bytes that are ÌÒÞìò in Latin-1:
 * "nghìa", "quyêìt ðiònh".  Such a text comes as it was, in bytes of which most are no UTF-8, or as somebody took
 * it for Latin-1 and made that UTF-8.  A false alarm is worse than none: signs have to be many, and real letters few.
 */
#include "read/read.h"

#include "base/utf8.h"

#include <string.h>

/* A page has some hundred words, of which most have a mark. */
enum { LOOKED_AT = 4096, LEAST = 20, LETTERS_A_SIGN = 25 };

static bool is_letter(uint32_t code)
{
    return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
}

/* Signs that TCVN 5712 has letters in place of, but for "·" and "»", which others write behind a letter, too. */
static bool is_sign(uint32_t code)
{
    return (code >= 0xA8 && code <= 0xAE) || code == 0xB5 || code == 0xB6 || code == 0xB8 || code == 0xB9 ||
           (code >= 0xBC && code <= 0xBF);
}

static bool is_vowel(uint32_t code)
{
    return code < 0x80 ? code != 0 && strchr("aeouyAEOUY", (int)code) != NULL : code == 0xF6 || code == 0xF4;
}

/* Letters by which VNI writes marks, and Vietnamese writes nothing: äåëïøûü and capitals. */
static bool is_mark(uint32_t code)
{
    static const unsigned char marks[] = {0xE4, 0xE5, 0xEB, 0xEF, 0xF8, 0xFB, 0xFC,
                                          0xC4, 0xC5, 0xCB, 0xCF, 0xD8, 0xDB, 0xDC};
    return code < 0x100 && memchr(marks, (int)code, sizeof marks) != NULL;
}

/* Vowels before which and tones by which Windows-1258 writes Vietnamese: âăêôơư and capitals; huyền, hỏi, ngã, sắc,
 * nặng. */
static bool is_vowel_1258(uint32_t code)
{
    static const unsigned char vowels[] = {0xC2, 0xC3, 0xCA, 0xD4, 0xD5, 0xDD, 0xE2, 0xE3, 0xEA, 0xF4, 0xF5, 0xFD};
    return code < 0x80 ? code != 0 && strchr("aeiouyAEIOUY", (int)code) != NULL
                       : code < 0x100 && memchr(vowels, (int)code, sizeof vowels) != NULL;
}

static bool is_tone_1258(uint32_t code)
{
    return code == 0xCC || code == 0xD2 || code == 0xDE || code == 0xEC || code == 0xF2;
}

/* Letters that only Vietnamese in Unicode has. */
static bool is_vietnamese(uint32_t code)
{
    return (code >= 0x1EA0 && code <= 0x1EF9) || code == 0x103 || code == 0x111 || code == 0x1A1 || code == 0x1B0 ||
           code == 0x300 || code == 0x301 || code == 0x303 || code == 0x309 || code == 0x323;
}

typedef struct seen {
    size_t letters, signs, marks, tones, vietnamese, bare; /* bare: bytes that are no UTF-8 */
} seen;

static seen text_look(vd_str bytes)
{
    seen s = {0};
    uint32_t before = ' ';
    for (size_t i = 0; i < bytes.len && i < LOOKED_AT;) {
        uint32_t code = (unsigned char)bytes.ptr[i];
        size_t len = code < 0x80 ? 1 : vd_utf8_decode(bytes.ptr + i, bytes.len - i, &code);
        if (code == VD_UTF8_INVALID) {
            code = (unsigned char)bytes.ptr[i];
            len = 1;
            s.bare++;
        }
        s.letters += is_letter(code);
        s.vietnamese += is_vietnamese(code);
        s.signs += is_sign(code) && is_letter(before); /* "5 µg/m³": not behind one */
        s.marks += is_mark(code) && is_vowel(before);
        s.tones += is_tone_1258(code) && is_vowel_1258(before);
        before = code;
        i += len;
    }
    return s;
}

static bool many(size_t count, const seen *s)
{
    return count >= LEAST && count * LETTERS_A_SIGN >= s->letters && s->vietnamese * 10 < count;
}

vd_legacy vd_read_legacy(vd_str bytes, bool *raw)
{
    seen s = text_look(bytes);
    size_t most = s.signs > s.marks ? s.signs : s.marks;
    most = s.tones > most ? s.tones : most;
    *raw = s.bare > LEAST;
    return !many(most, &s)   ? VD_LEGACY_NONE
           : s.signs == most ? VD_LEGACY_TCVN3
           : s.marks == most ? VD_LEGACY_VNI
                             : VD_LEGACY_CP1258;
}
