/** Made-up corpora of which the truth is known: documents with numbers, dates and provinces, and texts that cite them
 * in several ways.  No link may be wrong; most must be there; and more texts never make a right link wrong.
 *
 *  A link is wrong when its document is also what mentions of another true document mean.  Every document is cited
 *  with its date in some text, so that what a bare number can mean is known. */
#include "resolve/resolve.h"

#include "world.h"

enum { DOCUMENTS = 60, TEXTS = 70, CITES_MAX = 10, CORPORA = 6, RECALL_FLOOR = 88 /* per cent */ };

typedef struct made_document {
    char type[24], number[40], body[120], place[24]; /* place: "" for the centre */
    vd_date date;
} made_document;

typedef struct made_cite {
    int document; /* in the corpus; laws count from LAWS up */
    size_t at;    /* byte of the text where its number or name stands */
    bool told;    /* with its date, or by what else makes it certain */
} made_cite;

typedef struct made_text {
    char path[32];
    vd_buf bytes;
    made_cite cites[CITES_MAX];
    size_t count;
    int carries; /* document, or -1 */
} made_text;

typedef struct corpus {
    uint64_t seed;
    made_document documents[DOCUMENTS];
    made_text texts[DOCUMENTS + TEXTS];
    size_t count;
} corpus;

/* Laws that replaced each other under one name, with the time in which each was in force. */
static const struct {
    const char *name, *number;
    vd_date from, until;
} laws[] = {
    {"Luật Đất đai", "13/2003/QH11", {2004, 7, 1}, {2014, 7, 1}},
    {"Luật Đất đai", "45/2013/QH13", {2014, 7, 1}, {2024, 8, 1}},
    {"Luật Đất đai", "31/2024/QH15", {2024, 8, 1}, {2040, 1, 1}},
    {"Luật Nhà ở", "65/2014/QH13", {2015, 7, 1}, {2024, 8, 1}},
    {"Luật Nhà ở", "27/2023/QH15", {2024, 8, 1}, {2040, 1, 1}},
    {"Luật Thanh niên", "57/2020/QH14", {2021, 1, 1}, {2040, 1, 1}},
};
enum { LAW_COUNT = sizeof laws / sizeof *laws, LAWS = 1000 };

static const char *const places[] = {"Cần Thơ", "Huế", "Hải Phòng"};

static unsigned dice(corpus *c, unsigned sides)
{
    uint64_t z = (c->seed += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (unsigned)((z ^ (z >> 31)) % sides);
}

/* ---- Documents --------------------------------------------------------------------------------------------------- */

static vd_date any_date(corpus *c, int first_year, unsigned years)
{
    return (vd_date){(int16_t)(first_year + (int)dice(c, years)), (int8_t)(1 + dice(c, 12)), (int8_t)(1 + dice(c, 28))};
}

static void document_make(corpus *c, made_document *d)
{
    static const struct {
        const char *type, *symbol, *body;
        bool local, dash, year;
    } kinds[] = {
        {"Chỉ thị", "CT-TTg", "Thủ tướng Chính phủ", false, false, false},
        {"Nghị quyết", "NQ-CP", "Chính phủ", false, false, false},
        {"Nghị định", "NĐ-CP", "Chính phủ", false, false, true},
        {"Quyết định", "QĐ/TW", "Bộ Chính trị", false, true, false},
        {"Quyết định", "QĐ-UBND", "Ủy ban nhân dân thành phố", true, false, false},
        {"Quyết định", "QĐ-UBND", "Ủy ban nhân dân thành phố", true, false, true},
        {"Kế hoạch", "KH-UBND", "Ủy ban nhân dân thành phố", true, false, false},
        {"Nghị quyết", "NQ-HĐND", "Hội đồng nhân dân thành phố", true, false, false},
    };
    unsigned kind = dice(c, sizeof kinds / sizeof *kinds);
    unsigned number = 10 + dice(c, 6); /* few numbers, so that they meet */
    d->date = any_date(c, 2015, 11);
    snprintf(d->type, sizeof d->type, "%s", kinds[kind].type);
    if (kinds[kind].year) {
        snprintf(d->number, sizeof d->number, "%u/%d/%s", number, d->date.year, kinds[kind].symbol);
    } else {
        snprintf(d->number, sizeof d->number, "%u%c%s", number, kinds[kind].dash ? '-' : '/', kinds[kind].symbol);
    }
    unsigned place = dice(c, sizeof places / sizeof *places);
    snprintf(d->place, sizeof d->place, "%s", kinds[kind].local ? places[place] : "");
    snprintf(d->body, sizeof d->body, "%s%s%s", kinds[kind].body, kinds[kind].local ? " " : "",
             kinds[kind].local ? places[place] : "");
}

/* Central bodies give a number once a year; a local one here once a day, as after a merger. */
static bool document_new(const corpus *c, size_t at)
{
    const made_document *d = &c->documents[at];
    for (size_t i = 0; i < at; i++) {
        const made_document *other = &c->documents[i];
        bool same = strcmp(d->number, other->number) == 0 && strcmp(d->place, other->place) == 0;
        bool time = *d->place ? vd_date_eq(d->date, other->date) : d->date.year == other->date.year;
        if (same && time) {
            return false;
        }
    }
    return true;
}

/* ---- Texts ------------------------------------------------------------------------------------------------------- */

static void text_cite(corpus *c, made_text *t, int document, bool dated)
{
    const made_document *d = &c->documents[document];
    static const char *const before[] = {"Căn cứ ", "Thực hiện ", "Tiếp tục quán triệt "};
    vd_buf_add_text(&t->bytes, before[dice(c, 3)]);
    vd_buf_add_format(&t->bytes, "%s số ", d->type);
    t->cites[t->count++] = (made_cite){document, t->bytes.len, dated};
    vd_buf_add_text(&t->bytes, d->number);
    if (dated && dice(c, 2)) {
        vd_buf_add_format(&t->bytes, " ngày %02d/%d/%d", d->date.day, d->date.month, d->date.year);
    } else if (dated) {
        vd_buf_add_format(&t->bytes, " ngày %02d tháng %02d năm %d", d->date.day, d->date.month, d->date.year);
    }
    if (*d->place || dice(c, 2)) { /* who cites another province says so */
        vd_buf_add_format(&t->bytes, " của %s", d->body);
    }
    vd_buf_add_text(&t->bytes, ";\n");
}

static void text_law(corpus *c, made_text *t, vd_date written)
{
    unsigned at = dice(c, LAW_COUNT);
    bool current = vd_date_cmp(laws[at].from, written) <= 0 && vd_date_cmp(written, laws[at].until) < 0;
    if (vd_date_cmp(laws[at].from, written) > 0) {
        return;
    }
    vd_buf_add_text(&t->bytes, "Căn cứ ");
    t->cites[t->count++] = (made_cite){LAWS + (int)at, t->bytes.len, true};
    unsigned how = dice(c, current ? 3 : 2);
    if (how == 0) {
        vd_buf_add_format(&t->bytes, "%s số %s;\n", laws[at].name, laws[at].number);
    } else if (how == 1) {
        vd_buf_add_format(&t->bytes, "Luật số %s;\n", laws[at].number);
    } else {
        vd_buf_add_format(&t->bytes, "%s;\n", laws[at].name);
    }
}

static void text_head(made_text *t, const char *number, const char *place, vd_date date)
{
    vd_buf_add_format(&t->bytes, "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ %s\nSố: %s\n%s, ngày %02d tháng %02d năm %d\n\nKẾ HOẠCH\n",
                      place, number, place, date.day, date.month, date.year);
}

/* Where a word between letters may be cut: every text has its own words, so that none is another's twin. */
static void text_words(corpus *c, made_text *t)
{
    static const char *const words[] = {"phối hợp", "rà soát",  "tổng hợp",     "báo cáo",
                                        "đôn đốc",  "kiểm tra", "tuyên truyền", "hướng dẫn viên",
                                        "sơ kết",   "tổng kết", "chỉnh trang",  "vệ sinh"};
    for (unsigned line = 0; line < 6; line++) {
        vd_buf_add_text(&t->bytes, "- Các phòng");
        for (unsigned i = 0; i < 8; i++) {
            vd_buf_add_format(&t->bytes, " %s", words[dice(c, 12)]);
        }
        vd_buf_add_text(&t->bytes, ".\n");
    }
}

static made_text *text_start(corpus *c, const char *kind)
{
    made_text *t = &c->texts[c->count++];
    t->carries = -1;
    snprintf(t->path, sizeof t->path, "%04u-%s-%zu.txt", dice(c, 10000), kind, c->count);
    return t;
}

/* Each document is cited with its date by one text without a header. */
static void texts_dated(corpus *c)
{
    for (int i = 0; i < DOCUMENTS; i++) {
        made_text *t = text_start(c, "dated");
        text_cite(c, t, i, true);
        text_words(c, t);
    }
}

/* Nobody uses one number for two documents in one text without saying which. */
static bool number_taken(const corpus *c, const made_text *t, const made_document *d)
{
    for (size_t i = 0; i < t->count; i++) {
        if (t->cites[i].document < LAWS && strcmp(c->documents[t->cites[i].document].number, d->number) == 0) {
            return true;
        }
    }
    return false;
}

/* A plan of some day cites what was there by then, now and then only by number; a local number only if it is fresh. */
static void text_plan(corpus *c, unsigned index)
{
    made_text *t = text_start(c, "plan");
    unsigned place = dice(c, sizeof places / sizeof *places);
    vd_date written = any_date(c, 2018, 8);
    char number[32];
    snprintf(number, sizeof number, "%u/KH-UBND", 500 + index);
    text_head(t, number, places[place], written);
    vd_buf_add_format(&t->bytes, "Về công tác thứ %u\n\n", index);
    for (unsigned i = 0; i < 6; i++) {
        int document = (int)dice(c, DOCUMENTS);
        const made_document *d = &c->documents[document];
        bool fresh = *d->place == '\0' || written.year - d->date.year <= 1;
        if (vd_date_cmp(d->date, written) <= 0 && !number_taken(c, t, d)) {
            bool dated = dice(c, 3) || !fresh;
            text_cite(c, t, document, dated);
        }
    }
    text_law(c, t, written);
    text_law(c, t, written);
    text_words(c, t);
}

/* The text of a document that others cite, now and then twice, the second time without its header. */
static void text_held(corpus *c, int document)
{
    made_document *d = &c->documents[document];
    if (*d->place == '\0' || strcmp(d->type, "Kế hoạch") != 0) {
        return;
    }
    made_text *t = text_start(c, "held");
    t->carries = document;
    text_head(t, d->number, d->place, d->date);
    size_t body = t->bytes.len;
    vd_buf_add_format(&t->bytes, "Về nhiệm vụ số hiệu %d\n\n", document);
    for (int i = 0; i < DOCUMENTS && t->count < 4; i++) {
        const made_document *other = &c->documents[(document + i * 7) % DOCUMENTS];
        bool near = *other->place == '\0' || strcmp(other->place, d->place) == 0;
        if (near && vd_date_cmp(other->date, d->date) < 0 && !number_taken(c, t, other)) {
            text_cite(c, t, (document + i * 7) % DOCUMENTS, true);
        }
    }
    text_words(c, t);
    if (t->count == 4) { /* fewer citations and so few words do not make a text known again */
        made_text *twin = text_start(c, "twin");
        vd_buf_add_text(&twin->bytes, "KẾ HOẠCH\n");
        twin->carries = document;
        twin->count = t->count;
        for (size_t i = 0; i < t->count; i++) {
            twin->cites[i] = t->cites[i];
            twin->cites[i].at = t->cites[i].at - body + twin->bytes.len;
        }
        vd_buf_add(&twin->bytes, vd_str_slice(vd_buf_str(&t->bytes), body, t->bytes.len));
    }
}

static void corpus_make(corpus *c, uint64_t seed)
{
    *c = (corpus){.seed = seed};
    for (size_t i = 0; i < DOCUMENTS;) {
        document_make(c, &c->documents[i]);
        i += document_new(c, i);
    }
    texts_dated(c);
    for (unsigned i = 0; i < TEXTS - 20; i++) {
        text_plan(c, i);
    }
    for (int i = 0; i < DOCUMENTS && c->count + 2 < DOCUMENTS + TEXTS; i++) {
        text_held(c, i);
    }
}

static void corpus_free(corpus *c)
{
    for (size_t i = 0; i < c->count; i++) {
        vd_buf_clear(&c->texts[i].bytes);
    }
}

/* ---- Judging ----------------------------------------------------------------------------------------------------- */

/* What the mention that stands at a citation means. */
static const vd_link *link_at(const world *w, size_t s, size_t at)
{
    const vd_extraction *extraction = &w->sources[s].extraction;
    for (size_t m = 0; m < extraction->mention_count; m++) {
        const vd_mention *mention = &extraction->mentions[m];
        if (mention->start <= at && at < mention->end) {
            return &w->r.links[s][m];
        }
    }
    return NULL;
}

typedef struct judged {
    size_t right, wrong, open, told, told_right;
} judged;

/* Which true document a resolved one stands for: -1 not known yet. */
static void claim(const world *w, int *truth, int document, int true_one, const char *path)
{
    if (truth[document] >= 0 && truth[document] != true_one) {
        vd_str id = w->r.documents[document].id;
        fail_msg("%s: %.*s is both %d and %d", path, (int)id.len, id.ptr, truth[document], true_one);
    }
    truth[document] = true_one;
}

static judged judge(const world *w, const corpus *c, size_t texts)
{
    judged out = {0};
    int *truth = malloc((w->r.document_count + 1) * sizeof *truth);
    int first[LAWS + LAW_COUNT];
    assert_non_null(truth);
    memset(first, -1, sizeof first);
    for (size_t i = 0; i < w->r.document_count; i++) {
        truth[i] = -1;
    }
    for (size_t s = 0; s < texts; s++) { /* dated citations say which document stands for which */
        const made_text *t = &c->texts[s];
        for (size_t i = 0; i < t->count; i++) {
            const vd_link *link = link_at(w, s, t->cites[i].at);
            if (link && link->document >= 0) {
                claim(w, truth, link->document, t->cites[i].document, t->path);
                int *known = &first[t->cites[i].document];
                *known = *known < 0 ? link->document : *known;
            }
        }
        if (t->carries >= 0) {
            claim(w, truth, w->r.source_document[s], t->carries, t->path);
        }
    }
    for (size_t s = 0; s < texts; s++) {
        const made_text *t = &c->texts[s];
        for (size_t i = 0; i < t->count; i++) {
            const vd_link *link = link_at(w, s, t->cites[i].at);
            bool right = link && link->document >= 0 && link->document == first[t->cites[i].document];
            out.right += right;
            out.open += link == NULL || link->document < 0;
            out.told += t->cites[i].told;
            out.told_right += t->cites[i].told && right;
        }
    }
    free(truth);
    return out;
}

static void texts_add(world *w, const corpus *c, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        vd_buf copy = {0};
        vd_buf_add(&copy, vd_buf_str(&c->texts[i].bytes));
        vd_buf_add_char(&copy, '\0');
        assert_true(vd_buf_ok(&copy));
        world_text(w, c->texts[i].path, copy.ptr);
        vd_buf_clear(&copy);
    }
}

static size_t cites_of(const corpus *c, size_t texts)
{
    size_t count = 0;
    for (size_t i = 0; i < texts; i++) {
        count += c->texts[i].count;
    }
    return count;
}

static void no_link_is_wrong(void **state)
{
    (void)state;
    static corpus c;
    for (uint64_t seed = 1; seed <= CORPORA; seed++) {
        corpus_make(&c, seed);
        world w = {0};
        world_builtin(&w);
        /* with more and more texts beside those that date everything */
        const size_t steps[] = {DOCUMENTS, DOCUMENTS + 10, DOCUMENTS + 30, c.count};
        for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
            texts_add(&w, &c, w.count, steps[i]);
            world_resolve(&w);
            judged j = judge(&w, &c, steps[i]);
            size_t all = cites_of(&c, steps[i]);
            print_message("seed %u, %zu texts: %zu of %zu citations right, %zu open; dated %zu of %zu\n",
                          (unsigned)seed, steps[i], j.right, all, j.open, j.told_right, j.told);
            assert_true(j.right * 100 >= all * RECALL_FLOOR);
            assert_int_equal(j.told_right, j.told); /* what says its date is always found */
        }
        world_free(&w);
        corpus_free(&c);
    }
}

/* Copies of one text are one document, also when one of them lost its header. */
static void every_copy_is_found(void **state)
{
    (void)state;
    static corpus c;
    size_t twins = 0;
    for (uint64_t seed = 1; seed <= CORPORA; seed++) {
        corpus_make(&c, seed);
        world w = {0};
        texts_add(&w, &c, 0, c.count);
        world_resolve(&w);
        for (size_t i = 1; i < c.count; i++) {
            if (c.texts[i].carries >= 0 && c.texts[i].carries == c.texts[i - 1].carries) {
                assert_int_equal(w.r.source_document[i], w.r.source_document[i - 1]);
                twins++;
            }
        }
        world_free(&w);
        corpus_free(&c);
    }
    assert_true(twins > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_link_is_wrong),
        cmocka_unit_test(every_copy_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
