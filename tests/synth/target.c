/* What a drafter writes of a document: its number, body, day and title, and the id by which it is known. */
#include "synth/world_parts.h"

#include <stdio.h>
#include <string.h>

static const char *const fields[FIELD_COUNT] = {"KT", "NC", "TH", "VX", "ĐT", "KGVX"};

static int year_of(int day)
{
    int year;
    int month;
    int of_month;
    day_parts(day, &year, &month, &of_month);
    return year;
}

/* "Ủy ban nhân dân" → "uy-ban-nhan-dan" is the tables' work; numbers hold ASCII and Đ alone. */
static void number_slug(const char *number, char *out)
{
    for (const char *c = number; *c; c++) {
        if ((unsigned char)c[0] == 0xC4 && (unsigned char)c[1] == 0x90) {
            *out++ = 'd';
            c++;
        } else if ((unsigned char)c[0] == 0xC6 && (unsigned char)c[1] == 0xAF) {
            *out++ = 'u';
            c++;
        } else if (*c == '/' || *c == '-') {
            *out++ = '-';
        } else {
            *out++ = *c >= 'A' && *c <= 'Z' ? (char)(*c + 32) : *c;
        }
    }
    *out = '\0';
}

static void id_make(target *t, const char *place, int year)
{
    char slug[64];
    const char *type = "van-ban";
    for (size_t i = 0; i < vd_types_count; i++) {
        if (strcmp(vd_types[i].name, t->type) == 0) {
            type = vd_types[i].slug;
        }
    }
    number_slug(t->number, slug);
    (void)snprintf(t->id, sizeof t->id, "vn%s%s/%s/%d/%s", place[0] ? "/" : "", place, type, year, slug);
}

/* ---- Documents of the corpus ------------------------------------------------------------------------------------- */

void paper_area(const paper *p, char *out, size_t size)
{
    const vd_place_row *place = &vd_places[p->place];
    if (kinds[p->kind].seat == SEAT_MINISTRY) {
        out[0] = '\0';
    } else {
        (void)snprintf(out, size, "%s %s", place->rank, place->name);
    }
}

void paper_issuer(const paper *p, char *out, size_t size)
{
    char area[64];
    paper_area(p, area, sizeof area);
    switch (kinds[p->kind].seat) {
    case SEAT_COMMITTEE:
        (void)snprintf(out, size, "Ủy ban nhân dân %s", area);
        break;
    case SEAT_COUNCIL:
        (void)snprintf(out, size, "Hội đồng nhân dân %s", area);
        break;
    case SEAT_PARTY:
        (void)snprintf(out, size, "Ban Thường vụ %s %s",
                       strcmp(vd_places[p->place].rank, "tỉnh") == 0 ? "Tỉnh ủy" : "Thành ủy",
                       vd_places[p->place].name);
        break;
    case SEAT_OFFICE:
    case SEAT_MINISTRY:
        (void)snprintf(out, size, "%s", paper_office(p)->name);
        break;
    }
}

static void number_print(const paper *p, char *out, size_t size)
{
    const kind *k = &kinds[p->kind];
    const char *body = k->seat == SEAT_COMMITTEE ? "UBND" : k->seat == SEAT_COUNCIL ? "HĐND" : "TU";
    if (k->seat == SEAT_OFFICE || k->seat == SEAT_MINISTRY) {
        body = paper_office(p)->symbol;
    }
    switch (k->style) {
    case STYLE_YEAR:
        (void)snprintf(out, size, "%02u/%d/%s-%s", p->number, year_of(p->day), k->abbr, body);
        break;
    case STYLE_PLAIN:
        (void)snprintf(out, size, "%02u/%s-%s", p->number, k->abbr, body);
        break;
    case STYLE_PARTY:
        (void)snprintf(out, size, "%02u-%s/%s", p->number, k->abbr, body);
        break;
    case STYLE_LETTER:
        (void)snprintf(out, size, "%02u/%s-%s", p->number, body, fields[p->field]);
        break;
    }
}

/* One that amends or ends another says so in its title: that title holds a citation, and is not printed. */
static void title_print(const paper *p, char *out, size_t size)
{
    static const char *const of_decisions[] = {"về việc phân công nhiệm vụ", "về việc giao chỉ tiêu", "quy định về",
                                               "về tăng cường"};
    static const char *const of_notices[] = {"về kết quả kiểm tra", "về việc báo cáo",
                                             "về việc đề nghị bố trí kinh phí cho"};
    const char *subject = prose_subjects[p->subject];
    const char *type = kinds[p->kind].type;
    char area[64];
    paper_area(p, area, sizeof area);
    int len = 0;
    if (p->act == ACT_AMENDS || p->act == ACT_REPEALS) {
        out[0] = '\0';
        return;
    }
    if (strcmp(type, "Thông báo") == 0 || strcmp(type, "Công văn") == 0 || strcmp(type, "Tờ trình") == 0) {
        const char *form = of_notices[strcmp(type, "Thông báo") == 0 ? 0 : strcmp(type, "Công văn") == 0 ? 1 : 2];
        (void)snprintf(out, size, "%s %s", form, subject);
        return;
    }
    if (strcmp(type, "Quyết định") == 0 || strcmp(type, "Thông tư") == 0) {
        const char *form = of_decisions[strcmp(type, "Thông tư") == 0 ? 2 : p->number % 4];
        len = snprintf(out, size, "%s %s", form, subject);
    } else {
        len = snprintf(out, size, "về %s", subject);
    }
    if (area[0] && p->number % 3) {
        (void)snprintf(out + len, size - (size_t)len, " trên địa bàn %s", area);
    } else if (strcmp(type, "Kế hoạch") == 0) {
        (void)snprintf(out + len, size - (size_t)len, " năm %d", year_of(p->day));
    }
}

void world_target(const world *w, uint32_t index, target *out)
{
    const paper *p = &w->papers[index];
    const kind *k = &kinds[p->kind];
    *out = (target){.type = k->type, .day = p->day, .year_inside = k->style == STYLE_YEAR, .paper = index};
    number_print(p, out->number, sizeof out->number);
    paper_issuer(p, out->issuer, sizeof out->issuer);
    title_print(p, out->title, sizeof out->title);
    id_make(out, k->seat == SEAT_MINISTRY ? "" : vd_places[p->place].slug, year_of(p->day));
}

bool world_cite_held(world *w, uint32_t by, draw *d, uint32_t stale, target *out)
{
    const paper *p = &w->papers[by];
    pool *from = draw_chance(d, 25) ? &w->pools[w->ministry_pool] : world_pool(w, p);
    bool allowed = draw_chance(d, stale);
    for (int tries = 0; tries < 12; tries++) {
        const list *of = from->cited.count && draw_chance(d, 55) ? &from->cited : &from->held;
        uint32_t at = of->count ? of->items[draw_below(d, of->count)] : by;
        const paper *to = &w->papers[at];
        if (to->day < p->day && (allowed || to->ended > p->day)) {
            world_target(w, at, out);
            return list_add(&from->cited, at);
        }
    }
    return false;
}

/* ---- Laws and decrees -------------------------------------------------------------------------------------------- */

static const outside *outside_draw(const outside *all, size_t count, int day, draw *d)
{
    for (int tries = 0; tries < 40; tries++) {
        const outside *one = &all[draw_ranked(d, (uint32_t)count)];
        if (one->from <= day && one->day < day && day < one->to) {
            return one;
        }
    }
    return NULL;
}

static void outside_target(const outside *one, target *out)
{
    int year = 0;
    *out = (target){.type = one->type, .day = one->day, .paper = PAPER_NONE};
    out->year_inside = sscanf(one->number, "%*d/%4d/", &year) == 1 && year > 1900;
    (void)snprintf(out->number, sizeof out->number, "%s", one->number);
    (void)snprintf(out->issuer, sizeof out->issuer, "%s", one->issuer);
    id_make(out, "", out->year_inside ? year : year_of(one->day));
}

bool world_cite_law(const world *w, uint32_t by, draw *d, target *out)
{
    const outside *one = outside_draw(w->laws, w->law_count, w->papers[by].day, d);
    if (one) {
        outside_target(one, out);
        out->law = one->title;
    }
    return one != NULL;
}

bool world_cite_decree(const world *w, uint32_t by, draw *d, target *out)
{
    const outside *one = outside_draw(w->decrees, w->decree_count, w->papers[by].day, d);
    if (one) {
        outside_target(one, out);
        (void)snprintf(out->title, sizeof out->title, "%s", one->title);
        if (out->title[0]) {
            out->title[0] = out->title[0] == 'V' ? 'v' : 'q';
        }
    }
    return one != NULL;
}
