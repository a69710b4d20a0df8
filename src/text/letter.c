/** What each character folds to. */
#include "text/letter.h"

#include "text/text.h"

#include <utf8proc.h>

/* clang-format off */
/* U+00C0-U+024F, U+1E00-U+1EFF and U+2000-U+203F one behind the other: the small letter without its marks, or what a
 * sign stands for.  ASCII letters come from the canonical decomposition (Unicode 15); D with a stroke, eth and the
 * like have none and are read by their shape. */
const char vd_letter_shapes[VD_LETTERS + VD_LETTERS_BEHIND] =
    "aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.y"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkk.llllll."
    ".llnnnnnn...oooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzz."
    ".........d......................oo.............uu..............."
    ".............aaiioouuuuuuuuuu.aaaa....ggkkoooo..j...gg..nnaa...."
    "aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy............"
    "................"
    "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm"
    "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv"
    "wwwwwwwwwwxxxxyyzzzzzzhtwy......aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
    "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......"
    "................------\177\177''''\"\"\"\"\177\177\177\177.\177.\177........\177\177'\"\177\177\177\177\177''\177\177\177\177\177";
/* The same characters: 'v' carries a mark that tells Vietnamese (see VD_CH_VIETNAMESE), 'b' bears another one, 'w' and
 * 'c' are their capitals, 'p' is plain, '.' has to be looked up in Unicode. */
const char vd_letter_marks[VD_LETTERS + VD_LETTERS_BEHIND] =
    "cccccc.cccccccccwcccccc.cccccc..bbbbbb.bbbbbbbbbvbbbbbb.bbbbbb.b"
    "cbwvcbcbcbcbcbcbwvcbwvcbcbcbcbwvcbcbcbcbcbcbwvcbcb..cbcb.cbcbcb."
    ".cbcbcbcb...cbwvcb..cbcbcbcbcbcbcbcbcbcbcbcbwvcbcbcbcbcbccbcbcb."
    ".........w......................wv.............wv..............."
    ".............cbcbcbcbwvwvwvwv.wvwv....cbcbcbwv..b...cb..cbwv...."
    "cbcbcbcbcbcbcbcbcbcbcbcbcbcb..cb......cbcbwvwvcbwvcb............"
    "................"
    "cbcbwvcbwvcbwvcbcbcbwvwvcbcbwvcbcbcbwvcbcbcbcbwvcbwvcbwvwvcbcbcb"
    "cbwvcbwvcbcbwvwvwvwvcbcbcbwvwvcbcbwvwvwvwvcbwvcbcbcbcbcbwvwvcbwv"
    "cbcbcbcbwvcbcbcbcbwvcbbbbb......wvwvwvwvwvwvwvwvwvwvwvwvwvwvcbwv"
    "wvwvwvwvwvwvwvwvwvwvwvwvwvwvwvwvwvwvwvwvwvwvwvwvwvcbwvwvcb......"
    "................pppppppppppppppppppppppp........pppppppppppppppp";
/* clang-format on */

/* The last row of two bytes, C9, is not whole, and nothing everyday is on it. */
const uint16_t vd_letter_rows[0x400] = {
    [0xC3] = VD_LETTERS,
    [0xC4] = VD_LETTERS - 0x40,
    [0xC5] = VD_LETTERS - 0x80,
    [0xC6] = VD_LETTERS - 0xC0,
    [0xC7] = VD_LETTERS - 0x100,
    [0xC8] = VD_LETTERS - 0x140,
    [0x1B8] = VD_LETTERS - VD_LETTERS_ADDITIONAL, /* E1 B8 */
    [0x1B9] = VD_LETTERS - VD_LETTERS_ADDITIONAL - 0x40,
    [0x1BA] = VD_LETTERS - VD_LETTERS_ADDITIONAL - 0x80,
    [0x1BB] = VD_LETTERS - VD_LETTERS_ADDITIONAL - 0xC0,
    [0x280] = VD_LETTERS - VD_LETTERS_SIGNS, /* E2 80 */
};

/* Dashes, quotation marks and blanks that only look different and are not listed above; 0 for the rest. */
static char punctuation_fold(uint32_t code)
{
    switch (code) {
    case 0x00AB: /* « */
    case 0x00BB: /* » */
    case 0x275D:
    case 0x275E:
    case 0x301D:
    case 0x301E:
    case 0x301F:
        return '"';
    case 0x00B4: /* acute accent */
    case 0x02B9:
    case 0x02BC: /* modifier apostrophe */
    case 0x275B:
    case 0x275C:
        return '\'';
    case 0x2043: /* hyphen bullet */
    case 0x2212: /* minus */
    case 0xFE58:
    case 0xFE63:
    case 0xFF0D:
        return '-';
    case 0x2044: /* fraction slash */
    case 0x2215: /* division slash */
        return '/';
    case 0x0085:
    case 0x00A0:
    case 0x1680:
    case 0x2028:
    case 0x2029:
    case 0x202F:
    case 0x205F:
    case 0x3000:
        return ' ';
    default:
        return code >= 0x2000 && code <= 0x200A ? ' ' : 0;
    }
}

uint8_t vd_mark_flags(uint32_t code, uint8_t flags)
{
    /* Breve, hook above, horn, dot below, a stroke through d, or a second mark on one letter. */
    bool telling = code == 0x0306 || code == 0x0309 || code == 0x031B || code == 0x0323 || code == 0x0335 ||
                   (flags & VD_CH_MARKED) != 0;
    return (uint8_t)(flags | VD_CH_MARKED | (telling ? VD_CH_VIETNAMESE : 0));
}

static char letter_fold(char letter, uint8_t *flags)
{
    if (letter >= 'A' && letter <= 'Z') {
        *flags |= VD_CH_UPPER;
        return (char)(letter - 'A' + 'a');
    }
    return letter;
}

static bool category_mark(utf8proc_category_t category)
{
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC || category == UTF8PROC_CATEGORY_ME;
}

/* Full-width and narrow forms, styled letters and ligatures stand for the plain character; superscripts and circled
 * digits do not: "phố¹" is no number. */
static bool plain_form(uint32_t code)
{
    switch (utf8proc_get_property((utf8proc_int32_t)code)->decomp_type) {
    case UTF8PROC_DECOMP_TYPE_FONT:
    case UTF8PROC_DECOMP_TYPE_WIDE:
    case UTF8PROC_DECOMP_TYPE_NARROW:
    case UTF8PROC_DECOMP_TYPE_COMPAT:
        return true;
    default:
        return false;
    }
}

/* A character outside the tables, by its decomposition: one base character and marks, or VD_FOLD_OTHER. */
static char decomposed_fold(uint32_t code, uint8_t *flags)
{
    enum { PARTS = 24 }; /* the longest decomposition has 18 */
    utf8proc_int32_t parts[PARTS];
    int boundary = 0;
    utf8proc_option_t options = plain_form(code) ? UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT : UTF8PROC_DECOMPOSE;
    utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)code, parts, PARTS, options, &boundary);
    if (count < 1 || count > PARTS) {
        return VD_FOLD_OTHER;
    }
    uint32_t base = (uint32_t)parts[0];
    if (base <= ' ' || base >= VD_FOLD_OTHER) {
        char fold = count == 1 ? punctuation_fold(base) : 0;
        return fold ? fold : VD_FOLD_OTHER;
    }
    char letter = letter_fold((char)base, flags);
    for (utf8proc_ssize_t i = 1; i < count; i++) {
        if (!category_mark(utf8proc_category(parts[i]))) {
            *flags = 0;
            return VD_FOLD_OTHER;
        }
        if (letter >= 'a' && letter <= 'z') {
            *flags = vd_mark_flags((uint32_t)parts[i], *flags);
        }
    }
    return letter;
}

char vd_letter_fold(uint32_t code, uint8_t *flags)
{
    *flags = 0;
    size_t i = code >= 0x2000   ? code - 0x2000 + VD_LETTERS_SIGNS
               : code >= 0x1E00 ? code - 0x1E00 + VD_LETTERS_ADDITIONAL
                                : code - 0x00C0;
    bool listed =
        (code >= 0x00C0 && code <= 0x024F) || (code >= 0x1E00 && code <= 0x1EFF) || (code >= 0x2000 && code <= 0x203F);
    if (listed && vd_letter_listed(vd_letter_marks[i])) {
        *flags = vd_letter_flags(vd_letter_marks[i]);
        return vd_letter_shapes[i];
    }
    if (code == 0x0256) { /* ɖ, the small letter of Ɖ */
        *flags = VD_CH_MARKED | VD_CH_VIETNAMESE;
        return 'd';
    }
    char punctuation = punctuation_fold(code);
    if (punctuation) {
        return punctuation;
    }
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);
    if (category_mark(category)) {
        return VD_FOLD_MARK;
    }
    return category == UTF8PROC_CATEGORY_CF ? VD_FOLD_GONE : decomposed_fold(code, flags);
}
