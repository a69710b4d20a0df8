/** How evidence is shown. */
#include "store/shown.h"

#include "text/text.h"

/* How far a sentence is looked for where the extraction names none. */
#define AROUND_BYTES 300
/* What is kept of a sentence on either side of its evidence, and of the evidence: a text without any full stop, say a
 * table that lost its cells, would else be stored once for every mention in it. */
#define SENTENCE_BYTES 1000
#define EVIDENCE_BYTES 4000

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

vd_str vd_shown_sentence(vd_arena *arena, vd_str text, vd_span sentence, vd_span evidence)
{
    if (evidence.end - evidence.start > EVIDENCE_BYTES) {
        evidence.end = character_at(text, evidence.start + EVIDENCE_BYTES, evidence.end);
    }
    size_t from = sentence.start < evidence.start ? sentence.start : evidence.start;
    size_t to = sentence.end > evidence.end ? sentence.end : evidence.end;
    if (evidence.start - from > SENTENCE_BYTES) {
        from = character_at(text, evidence.start - SENTENCE_BYTES, evidence.start);
    }
    if (to - evidence.end > SENTENCE_BYTES) {
        to = character_at(text, evidence.end + SENTENCE_BYTES, text.len);
    }
    return vd_text_clean(arena, vd_str_slice(text, from, to));
}

vd_str vd_shown_around(vd_arena *arena, vd_str text, vd_span span)
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
    vd_span sentence = {character_at(text, from, span.start), character_at(text, to, text.len)};
    return vd_shown_sentence(arena, text, sentence, span);
}
