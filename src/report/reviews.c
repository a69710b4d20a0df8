/** Reviews as rows. */
#include "graph/fill.h"
#include "report/report.h"

#include "base/date.h"

static const vd_column columns[] = {
    {"document_id", false}, {"document_number", true}, {"document_title", true}, {"date", true}, {"reviewer", true},
    {"note", true},         {"changes", true},
};

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
        vd_fill_list(&fill, review->changes, review->change_count);
    }
    return vd_fill_done(&fill, status, out, err);
}
