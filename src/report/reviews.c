/** Reviews as rows. */
#include "graph/fill.h"
#include "report/report.h"

#include "base/date.h"
#include "report/step_text.h"

static const vd_column columns[] = {
    {"document_id", false}, {"document_number", true}, {"document_title", true}, {"date", true}, {"reviewer", true},
    {"note", true},         {"changes", true},
};

static void change_add(vd_buf *buf, vd_str kept)
{
    vd_change_words words;
    if (vd_change_words_read(kept, &words)) {
        vd_change_words_add(buf, &words);
    } else {
        vd_buf_add(buf, kept);
    }
}

static void changes_fill(vd_fill *fill, const vd_stored_review *review)
{
    vd_arena arena = {0};
    vd_buf buf = {0};
    vd_str *told = VD_ARENA_ARRAY(&arena, vd_str, review->change_count);
    bool good = told != NULL;
    for (size_t i = 0; i < review->change_count && good; i++) {
        vd_buf_reset(&buf);
        change_add(&buf, review->changes[i]);
        told[i] = vd_buf_ok(&buf) ? vd_arena_copy(&arena, vd_buf_str(&buf)) : VD_NONE;
        good = told[i].ptr != NULL;
    }
    if (good) {
        vd_fill_list(fill, told, review->change_count);
    }
    fill->failed = fill->failed || !good;
    vd_buf_clear(&buf);
    vd_arena_clear(&arena);
}

vd_status vd_report_reviews(const vd_graph_data *data, const vd_stored_review *reviews, size_t review_count, vd_str id,
                            vd_rows **out, vd_error *err)
{
    vd_fill fill = {0};
    *out = NULL;
    vd_status status = vd_rows_new(columns, sizeof columns / sizeof columns[0], &fill.rows, err);
    for (size_t i = 0; i < review_count && status == VD_OK; i++) {
        const vd_stored_review *review = &reviews[i];
        int at = vd_graph_document_find(data, review->document);
        char date[16];
        if (id.ptr && !vd_str_eq(id, review->document)) {
            continue;
        }
        vd_fill_row(&fill);
        vd_fill_text(&fill, review->document);
        vd_fill_text(&fill, at < 0 ? VD_NONE : data->documents[at].number);
        vd_fill_text(&fill, at < 0 ? VD_NONE : data->documents[at].title);
        vd_fill_text(&fill, vd_date_format(review->date, date));
        vd_fill_text(&fill, review->reviewer);
        vd_fill_text(&fill, review->note);
        changes_fill(&fill, review);
    }
    return vd_fill_done(&fill, status, out, err);
}
