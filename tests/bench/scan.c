/* The whole extraction beside a plain, unanchored PCRE2 scan of the same grammar over the same folded text: how much of
 * the time goes into matching, and how much into deciding.  Prints both in MB/s and their ratio. */
#include "bench.h"

#include "base/buf.h"
#include "extract/grammar.h"
#include "extract/source.h"

#include <stdio.h>

enum { ROUNDS = 7 };

#define X(name, anchored) extern const char vd_pcre_##name[];
VD_PATTERN_LIST(X)
#undef X
extern const char vd_pcre_words[];

/* Every pattern as a search through the text, those included that the extraction only asks at a place. */
static int patterns_compile(pcre2_code *codes[VD_PATTERN_COUNT])
{
    static const char *const texts[] = {
#define X(name, anchored) vd_pcre_##name,
        VD_PATTERN_LIST(X)
#undef X
    };
    for (int p = 0; p < VD_PATTERN_COUNT; p++) {
        vd_buf text = {0};
        int code = 0;
        PCRE2_SIZE offset = 0;
        vd_buf_add_text(&text, vd_pcre_words);
        vd_buf_add_text(&text, "\n");
        vd_buf_add_text(&text, texts[p]);
        codes[p] = vd_buf_ok(&text)
                       ? pcre2_compile((PCRE2_SPTR)text.ptr, text.len, PCRE2_EXTENDED, &code, &offset, NULL)
                       : NULL;
        vd_buf_clear(&text);
        if (codes[p] == NULL) {
            fprintf(stderr, "vd_bench_scan: pattern %d does not compile\n", p);
            return 1;
        }
        (void)pcre2_jit_compile(codes[p], PCRE2_JIT_COMPLETE);
    }
    return 0;
}

/* Every pattern but those that only look back from a place (they end in \z) over the whole text; returns the matches.
 */
static size_t scan_plain(pcre2_code *const codes[VD_PATTERN_COUNT], const vd_text *text, pcre2_match_data *data)
{
    size_t found = 0;
    for (int p = 0; p < VD_PATTERN_COUNT; p++) {
        if (p == VD_PAT_embed || p == VD_PAT_passive || p == VD_PAT_pinpoint) {
            continue;
        }
        for (size_t at = 0; at <= text->fold_len;) {
            int count = pcre2_match(codes[p], (PCRE2_SPTR)text->fold, text->fold_len, at, 0, data, NULL);
            if (count < 0) {
                break;
            }
            const size_t *vector = pcre2_get_ovector_pointer(data);
            at = vector[1] > vector[0] ? vector[1] : vector[0] + 1;
            found++;
        }
    }
    return found;
}

static int measure(const vd_grammar *grammar, vd_source *source, pcre2_match_data *data)
{
    double whole = 1e9;
    double plain = 1e9;
    size_t mentions = 0;
    size_t matches = 0;
    vd_error err;
    pcre2_code *codes[VD_PATTERN_COUNT];
    if (patterns_compile(codes) != 0) {
        return 1;
    }
    for (int round = 0; round < ROUNDS; round++) {
        vd_extraction found;
        double begin = seconds();
        if (vd_extract(grammar, source, &found, &err) != VD_OK) {
            fprintf(stderr, "vd_bench_scan: %s\n", err.text);
            return 1;
        }
        double middle = seconds();
        matches = scan_plain(codes, vd_source_text(source), data);
        double end = seconds();
        mentions = found.mention_count;
        whole = middle - begin < whole ? middle - begin : whole;
        plain = end - middle < plain ? end - middle : plain;
    }
    for (int p = 0; p < VD_PATTERN_COUNT; p++) {
        pcre2_code_free(codes[p]);
    }
    double megabytes = (double)vd_source_bytes(source).len / 1e6;
    printf("extract %.2f MB/s (%zu mentions); plain scan %.2f MB/s (%zu matches); extract / plain %.2f\n",
           megabytes / whole, mentions, megabytes / plain, matches, plain / whole);
    return 0;
}

int main(int argc, char **argv)
{
    vd_error err;
    vd_grammar *grammar = NULL;
    vd_source *source = NULL;
    int code = 1;
    pcre2_match_data *data = pcre2_match_data_create(64, NULL);
    if (argc != 2) {
        fprintf(stderr, "usage: vd_bench_scan FILE\n");
    } else if (data == NULL || vd_grammar_new(&grammar, &err) != VD_OK ||
               vd_source_open(argv[1], &source, &err) != VD_OK) {
        fprintf(stderr, "vd_bench_scan: %s\n", data ? err.text : "out of memory");
    } else {
        code = measure(grammar, source, data);
    }
    vd_source_free(source);
    vd_grammar_free(grammar);
    pcre2_match_data_free(data);
    return code;
}
