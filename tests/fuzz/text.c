/** Fuzz target: folding any bytes keeps the promises of text/text.h. */
#include "text/text.h"

#include "fuzz/fuzz.h"

static void text_check_map(const vd_text *text, vd_str bytes)
{
    FUZZ_MUST(text->fold_len <= bytes.len);
    FUZZ_MUST(text->fold[text->fold_len] == '\0');
    FUZZ_MUST(text->at[text->fold_len] == bytes.len);
    for (size_t i = 0; i < text->fold_len; i++) {
        FUZZ_MUST(text->at[i] < text->at[i + 1]);
        FUZZ_MUST(!(text->fold[i] >= 'A' && text->fold[i] <= 'Z'));
        FUZZ_MUST((unsigned char)text->fold[i] < 0x80);
        FUZZ_MUST(text->fold[i] != '\0');
        size_t start, end;
        vd_text_span(text, i, i + 1, &start, &end);
        FUZZ_MUST(start == text->at[i] && start < end && end <= text->at[i + 1]);
    }
}

static void text_check_lines(const vd_text *text, vd_str bytes)
{
    size_t before = 0;
    for (size_t i = 0; i < text->line_count; i++) {
        const vd_line *line = &text->lines[i];
        FUZZ_MUST(line->start >= before && line->start <= line->end && line->end <= bytes.len);
        FUZZ_MUST(line->start == line->end || !memchr(bytes.ptr + line->start, '\n', line->end - line->start));
        size_t row, column;
        vd_text_position(text, line->start, &row, &column);
        FUZZ_MUST(row == i + 1 && column == 1);
        before = line->end;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    vd_str bytes = {size ? (const char *)data : "", size};
    vd_arena arena = {0};
    vd_text text;
    vd_error err;
    FUZZ_MUST(vd_text_fold(&arena, bytes, &text, &err) == VD_OK);
    text_check_map(&text, bytes);
    text_check_lines(&text, bytes);
    FUZZ_MUST((text.invalid_count == 0) == (text.invalid_first == SIZE_MAX));

    vd_str fold = vd_fold_copy(&arena, bytes), slug = vd_fold_slug(&arena, bytes);
    vd_str clean = vd_text_clean(&arena, bytes);
    FUZZ_MUST(fold.ptr && slug.ptr && clean.ptr);
    /* Folding is at rest after one step. */
    FUZZ_MUST(vd_str_eq(vd_fold_copy(&arena, fold), fold) || memchr(fold.ptr, VD_FOLD_OTHER, fold.len));
    FUZZ_MUST(vd_str_eq(vd_fold_slug(&arena, slug), slug));
    for (size_t i = 0; i < slug.len; i++) {
        FUZZ_MUST((slug.ptr[i] >= 'a' && slug.ptr[i] <= 'z') || (slug.ptr[i] >= '0' && slug.ptr[i] <= '9') ||
                  slug.ptr[i] == '-');
    }
    vd_arena_clear(&arena);
    return 0;
}
