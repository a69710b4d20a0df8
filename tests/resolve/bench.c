/** How long resolving takes: bench_resolve [SOURCES [MENTIONS [alike|offices]]].  Not a test; nothing is asserted of
 *  time.  "alike": sources without headers that all cite the same, the worst there is for finding twins.  "offices":
 *  provinces and their communes that number their papers year by year and cite the centre, themselves and each other,
 *  so that what can be meant grows with the sources. */
#include "resolve/resolve.h"

#include "world.h"

#include <sys/resource.h>
#include <time.h>

typedef struct bench {
    vd_arena arena;
    uint64_t seed;
    size_t sources, mentions;
    bool alike, offices;
} bench;

static size_t dice(bench *b, size_t sides)
{
    uint64_t z = (b->seed += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (size_t)((z ^ (z >> 31)) % sides);
}

/* `number` between two strings. */
static const char *text(bench *b, const char *before, size_t number, const char *behind)
{
    vd_buf buf = {0};
    vd_buf_add_format(&buf, "%s%zu%s", before, number, behind);
    vd_str copy = vd_arena_copy(&b->arena, vd_buf_str(&buf));
    vd_buf_clear(&buf);
    return copy.ptr;
}

static const char *const places[] = {"Cần Thơ", "Đà Nẵng", "Hải Phòng", "Hà Nội",  "Huế",
                                     "Nghệ An", "Cà Mau",  "Bắc Ninh",  "Lào Cai", NULL};
static const char *const laws[] = {"Luật Đất đai", "Luật Thanh niên", "Luật Lưu trú số", "Luật Nhà ở"};

/* A tenth each: laws and titles; a fiftieth: what a crop leaves; the others have numbers, half of them a date. */
static vd_mention any_mention(bench *b)
{
    size_t kind = dice(b, 50);
    if (kind == 0) {
        vd_mention m = cited("Chỉ thị", text(b, "", dice(b, 60), "/CT"), NULL);
        m.form = VD_FORM_TRUNCATED;
        return m;
    }
    if (kind == 1) {
        vd_mention m = {.form = VD_FORM_TRUNCATED, .parent = -1, .confidence = 0.5};
        m.issuer = VD_LIT("Thủ tướng Chính phủ");
        m.date = (vd_date){(int16_t)(2015 + dice(b, 10)), (int8_t)(1 + dice(b, 12)), (int8_t)(1 + dice(b, 28))};
        m.title = vd_str_of(text(b, "về nhiệm vụ thứ ", dice(b, 5000), " của các cơ quan"));
        return m;
    }
    if (kind < 6) {
        return law(laws[dice(b, 4)], NULL);
    }
    if (kind < 11) {
        return titled("Chương trình", text(b, "Chương trình công tác ", dice(b, 20000), " của các cơ quan"));
    }
    size_t year = 2015 + dice(b, 11);
    char iso[16];
    snprintf(iso, sizeof iso, "%zu-%02zu-%02zu", year % 10000, 1 + dice(b, 12) % 100, 1 + dice(b, 28) % 100);
    const char *date = dice(b, 2) ? iso : NULL;
    if (kind < 30) {
        vd_mention m = cited("Chỉ thị", text(b, "", dice(b, 60), "/CT-TTg"), date);
        return with_title(m, text(b, "về nhiệm vụ thứ ", dice(b, 5000), " của các cơ quan"));
    }
    if (kind < 40) {
        return cited("Nghị định", text(b, "", dice(b, 150), text(b, "/", year, "/NĐ-CP")), date);
    }
    return cited("Quyết định", text(b, "", dice(b, 4000), "/QĐ-UBND"), date);
}

/* ---- Offices ----------------------------------------------------------------------------------------------------- */

enum { PLACES = 9, COMMUNES = 100 };

static vd_date any_date(bench *b)
{
    return (vd_date){(int16_t)(2018 + dice(b, 9)), (int8_t)(1 + dice(b, 12)), (int8_t)(1 + dice(b, 28))};
}

/* Few are cited often, most hardly ever. */
static size_t rarely(bench *b, size_t most)
{
    size_t bound = 1 + dice(b, most);
    bound = 1 + dice(b, bound);
    return 1 + dice(b, bound);
}

static vd_mention central_mention(bench *b)
{
    size_t year = 2015 + dice(b, 11);
    size_t number = rarely(b, 60 + b->sources / 20);
    vd_mention m = dice(b, 2) ? cited("Nghị định", text(b, "", number, text(b, "/", year, "/NĐ-CP")), NULL)
                              : cited("Quyết định", text(b, "", number, "/QĐ-TTg"), NULL);
    m.date = m.year && dice(b, 2) ? (vd_date){0} : any_date(b);
    m.date.year = m.date.year ? (int16_t)year : 0;
    return dice(b, 3) ? m : with_title(m, text(b, "về nhiệm vụ thứ ", number, " của các cơ quan nhà nước"));
}

static vd_mention local_mention(bench *b)
{
    vd_mention m = cited("Quyết định", text(b, "", rarely(b, 2000), "/QĐ-UBND"), NULL);
    m.date = dice(b, 4) ? any_date(b) : (vd_date){0};
    return dice(b, 2) ? m : with_issuer(m, text(b, "Ủy ban nhân dân xã Tân An ", dice(b, COMMUNES), ""));
}

static vd_mention office_mention(bench *b)
{
    size_t kind = dice(b, 100);
    if (kind < 4) {
        return any_mention(b);
    }
    if (kind < 25) {
        return law(laws[dice(b, 4)], NULL);
    }
    if (kind < 32) {
        return titled("Chương trình", text(b, "Chương trình công tác ", rarely(b, b->sources), " của các cơ quan"));
    }
    if (kind < 45) {
        return (vd_mention){.form = VD_FORM_SELF, .parent = -1, .confidence = 0.9, .type = VD_LIT("Kế hoạch")};
    }
    return kind < 70 ? central_mention(b) : local_mention(b);
}

static vd_header office_header(bench *b)
{
    vd_date date = any_date(b);
    size_t plan = dice(b, 2000);
    const char *title = text(b, "Thực hiện công tác thứ ", plan, text(b, " năm ", (size_t)date.year, ""));
    vd_header header = header_of(text(b, "", rarely(b, 900), "/KH-UBND"), NULL, places[dice(b, PLACES)], title);
    header.issuer = vd_str_of(text(b, "Ủy ban nhân dân xã Tân An ", dice(b, COMMUNES), ""));
    header.issuer_stated = true;
    header.date = dice(b, 10) ? date : (vd_date){0};
    return header;
}

/* ---- Either ------------------------------------------------------------------------------------------------------ */

static vd_header any_header(bench *b, size_t s)
{
    if (b->offices) {
        return office_header(b);
    }
    char iso[16];
    snprintf(iso, sizeof iso, "%zu-%02zu-%02zu", 2018 + dice(b, 8) % 100, 1 + dice(b, 12) % 100, 1 + dice(b, 28) % 100);
    bool whole = !b->alike && dice(b, 10) > 0;
    const char *title = text(b, "Thực hiện công tác thứ ", dice(b, 3000), text(b, " năm ", 2018 + dice(b, 8), ""));
    return header_of(whole ? text(b, "", s % 900, "/KH-UBND") : NULL, whole ? iso : NULL, places[dice(b, 10)], title);
}

/* One statement a mention. */
static vd_statement *claims_make(bench *b)
{
    vd_statement *statements = VD_ARENA_ARRAY(&b->arena, vd_statement, b->mentions);
    for (size_t m = 0; m < b->mentions; m++) {
        statements[m] = (vd_statement){.relation = VD_REL_CITES, .from = -1, .to = (int)m, .confidence = 0.9};
        statements[m].start = 100 * m;
    }
    return statements;
}

/* What is left to its maker would be gone with what the source was made of. */
static void source_keep(vd_wordings *wordings, vd_resolve_source *source)
{
    vd_str *const strings[] = {&source->header.type,   &source->header.number,      &source->header.symbol,
                               &source->header.issuer, &source->header.place,       &source->header.title,
                               &source->header.signer, &source->header.signer_role, &source->path};
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++) {
        if (!vd_wordings_text(wordings, *strings[i], strings[i])) {
            abort();
        }
    }
}

/* One number for the whole answer: two builds that answer alike print the same. */
static uint64_t answer_hash(const bench *b, const vd_resolve_source *sources, const vd_resolution *r)
{
    uint64_t hash = 0;
    for (size_t i = 0; i < r->document_count; i++) {
        const vd_document *d = &r->documents[i];
        const vd_str fields[] = {d->id, d->urn, d->type, d->issuer, d->title, d->learnt_count ? *d->learnt : d->id};
        for (size_t f = 0; f < sizeof fields / sizeof *fields; f++) {
            hash = (hash ^ vd_str_hash(fields[f])) * 0x100000001b3ULL;
        }
        hash += d->alias_count + 31 * d->source_count + 961 * d->learnt_count;
    }
    for (size_t s = 0; s < b->sources; s++) {
        for (size_t m = 0; m < sources[s].mention_count; m++) {
            const vd_link *link = &r->links[s][m];
            hash = (hash ^ (uint64_t)(unsigned)(link->document + 1)) * 0x100000001b3ULL;
            hash = (hash ^ (uint64_t)(link->confidence * 1e6)) * 0x100000001b3ULL;
            for (size_t c = 0; c < link->candidate_count; c++) {
                hash = (hash ^ (uint64_t)(unsigned)link->candidates[c]) * 0x100000001b3ULL;
            }
        }
    }
    return hash;
}

static vd_resolve_source *sources_make(bench *b, vd_arena *kept)
{
    vd_resolve_source *sources = VD_ARENA_ARRAY(kept, vd_resolve_source, b->sources);
    vd_wordings wordings = {.arena = kept};
    for (size_t s = 0; s < b->sources; s++) {
        vd_mention *mentions = VD_ARENA_ARRAY(&b->arena, vd_mention, b->mentions);
        uint64_t *print = VD_ARENA_ARRAY(kept, uint64_t, VD_PRINT_SIZE);
        for (size_t m = 0; m < b->mentions; m++) {
            mentions[m] = b->alike     ? cited("Chỉ thị", text(b, "", m + 1, "/CT-TTg"), "2021-02-03")
                          : b->offices ? office_mention(b)
                                       : any_mention(b);
            mentions[m].start = 100 * m;
            mentions[m].end = 100 * m + 30;
        }
        for (size_t i = 0; i < VD_PRINT_SIZE; i++) {
            print[i] = dice(b, (size_t)1 << 62);
        }
        const vd_extraction extraction = {.mentions = mentions,
                                          .mention_count = b->mentions,
                                          .statements = claims_make(b),
                                          .statement_count = b->mentions,
                                          .header = any_header(b, s)};
        if (vd_resolve_source_of(&wordings, vd_str_of(text(b, "corpus/", s, ".txt")), &extraction, &sources[s], NULL) !=
            VD_OK) {
            return NULL;
        }
        source_keep(&wordings, &sources[s]);
        sources[s].print = print;
        vd_arena_clear(&b->arena);
    }
    vd_wordings_clear(&wordings);
    return sources;
}

int main(int argc, char **argv)
{
    bench b = {.seed = 1, .sources = 2000, .mentions = 20};
    if (argc > 1) {
        b.sources = strtoul(argv[1], NULL, 10);
    }
    if (argc > 2) {
        b.mentions = strtoul(argv[2], NULL, 10);
    }
    b.alike = argc > 3 && strcmp(argv[3], "alike") == 0;
    b.offices = argc > 3 && strcmp(argv[3], "offices") == 0;
    vd_arena kept = {0};
    vd_arena decided = {0};
    vd_catalogue_view catalogue;
    vd_resolution r;
    vd_error err = {0};
    struct timespec from, to;
    vd_resolve_source *sources = sources_make(&b, &kept);
    vd_status status = vd_catalogue_builtin(&kept, &catalogue, &err);
    struct rusage before, after;
    getrusage(RUSAGE_SELF, &before);
    clock_gettime(CLOCK_MONOTONIC, &from);
    if (status == VD_OK) {
        status = vd_resolve(&decided, &catalogue, sources, b.sources, NULL, &r, &err);
    }
    clock_gettime(CLOCK_MONOTONIC, &to);
    if (status != VD_OK) {
        fprintf(stderr, "%s\n", err.text);
        return 1;
    }
    getrusage(RUSAGE_SELF, &after);
    double seconds = (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
    printf("%zu sources, %zu mentions: %zu documents in %.2f s; %ld MB held the sources, %ld MB more resolving them; "
           "answer %016llx\n",
           b.sources, b.sources * b.mentions, r.document_count, seconds, before.ru_maxrss / 1024,
           (after.ru_maxrss - before.ru_maxrss) / 1024, (unsigned long long)answer_hash(&b, sources, &r));
    vd_arena_clear(&decided);
    vd_arena_clear(&kept);
    vd_arena_clear(&b.arena);
    return 0;
}
