/** How evidence is shown. */
#include "store/shown.h"

/* How far a sentence is looked for where the extraction names none. */
#define AROUND_BYTES 300
/* A sentence is kept whole up to this length; of a longer one, say a table that lost its cells and every full stop with
 * them, only what stands around the evidence, or it would be kept again for every mention in it. */
#define WHOLE_BYTES 4000
#define MARGIN_BYTES 1000

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Does a sentence end with the character before `at`? */
static bool sentence_ends(vd_str text, size_t at)
{
    char c = text.ptr[at - 1];
    return (c == '.' || c == ';' || c == '!' || c == '?') && is_space(text.ptr[at]);
}

static bool is_tail(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* The next place at or after `at`, before `end`, where a character starts. */
static size_t character_at(vd_str text, size_t at, size_t end)
{
    while (at < end && is_tail(text.ptr[at])) {
        at++;
    }
    return at;
}

vd_span vd_shown_sentence(vd_str text, vd_span sentence, vd_span evidence)
{
    vd_span shown = {sentence.start < evidence.start ? sentence.start : evidence.start,
                     sentence.end > evidence.end ? sentence.end : evidence.end};
    if (shown.end - shown.start <= WHOLE_BYTES) {
        return shown;
    }
    if (evidence.end - evidence.start > WHOLE_BYTES) {
        evidence.end = character_at(text, evidence.start + WHOLE_BYTES, evidence.end);
    }
    if (evidence.start - shown.start > MARGIN_BYTES) {
        shown.start = character_at(text, evidence.start - MARGIN_BYTES, evidence.start);
    }
    if (shown.end - evidence.end > MARGIN_BYTES) {
        shown.end = character_at(text, evidence.end + MARGIN_BYTES, shown.end);
    }
    return shown;
}

vd_span vd_shown_around(vd_str text, vd_span span)
{
    size_t low = span.start > AROUND_BYTES ? span.start - AROUND_BYTES : 0;
    size_t high = text.len - span.end > AROUND_BYTES ? span.end + AROUND_BYTES : text.len;
    size_t from = span.start, to = span.end;
    while (from > low && !(from < text.len && sentence_ends(text, from))) {
        from--;
    }
    while (to < high && !(to > span.end && sentence_ends(text, to))) {
        to++;
    }
    return (vd_span){character_at(text, from, span.start), character_at(text, to, text.len)};
}
