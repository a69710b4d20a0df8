/* A whole document: head, preamble, body, end.  The shape (mentions a KB, lengths of lines and paragraphs) is that of a
 * large sample of published texts; docs/performance.md has both side by side. */
#include "synth/page.h"

#include <stdio.h>
#include <string.h>

static const char *const romans[] = {"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"};
enum { ROMAN_COUNT = sizeof romans / sizeof *romans };

static bool is_type(const page *g, const char *type)
{
    return strcmp(g->self.type, type) == 0;
}

/* Those that speak in articles. */
static bool has_articles(const page *g)
{
    return kinds[g->paper->kind].acts || (is_type(g, "Nghị quyết") && kinds[g->paper->kind].seat == SEAT_COUNCIL);
}

/* ---- Head -------------------------------------------------------------------------------------------------------- */

static void put_bodies(page *g)
{
    const kind *k = &kinds[g->paper->kind];
    const vd_place_row *place = &vd_places[g->paper->place];
    char area[64];
    paper_area(g->paper, area, sizeof area);
    switch (k->seat) {
    case SEAT_COMMITTEE:
    case SEAT_OFFICE:
        put(g, "ỦY BAN NHÂN DÂN\n");
        put_upper(g, area);
        break;
    case SEAT_COUNCIL:
        put(g, "HỘI ĐỒNG NHÂN DÂN\n");
        put_upper(g, area);
        break;
    case SEAT_PARTY:
        put(g, strcmp(place->rank, "tỉnh") == 0 ? "TỈNH ỦY " : "THÀNH ỦY ");
        put_upper(g, place->name);
        break;
    case SEAT_MINISTRY:
        put_upper(g, paper_office(g->paper)->name);
        break;
    }
    if (k->seat == SEAT_OFFICE) {
        put(g, "\n");
        put_upper(g, paper_office(g->paper)->name);
    }
    put(g, k->seat == SEAT_PARTY ? "\n\nĐẢNG CỘNG SẢN VIỆT NAM\n\n"
                                 : "\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n");
}

static void put_number_and_day(page *g)
{
    bool letter = kinds[g->paper->kind].style == STYLE_LETTER;
    uint32_t start = (uint32_t)g->text.len;
    put(g, kinds[g->paper->kind].seat == SEAT_PARTY ? "Số " : "Số: ");
    uint32_t number = (uint32_t)g->text.len;
    put(g, g->self.number);
    (void)page_mention(g, FORM_SELF, start, number, SELF);
    put(g, "\n");
    if (letter) {
        putf(g, "V/v %s\n", g->self.title + strlen("về việc "));
    }
    putf(g, "%s, ", kinds[g->paper->kind].seat == SEAT_MINISTRY ? "Hà Nội" : vd_places[g->paper->place].name);
    put_day(g, g->self.day);
    put(g, "\n\n");
}

static void put_title(page *g, int changed)
{
    uint32_t start = (uint32_t)g->text.len;
    put_upper(g, g->self.type);
    put(g, "\n");
    uint32_t own = page_mention(g, FORM_SELF, start, (uint32_t)g->text.len, SELF);
    if (g->failed) {
        return;
    }
    if (changed >= 0 && g->paper->act != ACT_SUPERSEDES) {
        g->parent = (int)own;
        put(g, g->paper->act == ACT_AMENDS ? "Sửa đổi, bổ sung một số điều của " : "Về việc bãi bỏ ");
        cite(g, changed, CITE_DATED, g->paper->act == ACT_AMENDS ? REL_AMENDS : REL_REPEALS);
        g->parent = -1;
    } else if (g->self.title[0]) {
        put_upper(g, strncmp(g->self.title, "về", strlen("về")) == 0 ? "v" : "q");
        put(g, g->self.title + 1);
    } else {
        const char *subject = prose_subjects[g->paper->subject];
        putf(g, "Về %s", subject);
    }
    g->mentions[own].end = g->mentions[own].number_at = (uint32_t)g->text.len;
    put(g, "\n\n");
}

/* ---- Preamble ---------------------------------------------------------------------------------------------------- */

static void put_recitals(page *g)
{
    static const source order[] = {OF_LAWS, OF_LAWS, OF_DECREES, OF_DECREES, OF_HELD, OF_HELD};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        int at = draw_chance(&g->chance, 45) ? -1 : page_draw(g, order[i]);
        if (at < 0) {
            continue;
        }
        put(g, "Căn cứ ");
        int second = order[i] == OF_HELD && draw_chance(&g->chance, 30) ? page_draw(g, OF_HELD) : -1;
        if (second < 0 || !cite_pair(g, at, second, REL_BASED_ON)) {
            cite(g, at, CITE_WHOLE, REL_BASED_ON);
        }
        put(g, ";\n");
    }
    if (kinds[g->paper->kind].seat == SEAT_MINISTRY) {
        putf(g, "Theo đề nghị của Vụ trưởng Vụ Kế hoạch - Tài chính;\nBộ trưởng %s ban hành ", g->self.issuer);
        cite_self(g);
        put(g, ".\n\n");
    } else {
        putf(g, "Theo đề nghị của Giám đốc %s.\n\n", office_on(&g->chance, g->paper->day)->name);
        put(g, is_type(g, "Nghị quyết") ? "QUYẾT NGHỊ:\n\n" : "QUYẾT ĐỊNH:\n\n");
    }
}

static void put_carried_out(page *g)
{
    uint32_t wanted = 1 + draw_below(&g->chance, 3);
    uint32_t done = 0;
    for (uint32_t i = 0; i < wanted; i++) {
        int at = page_draw(g, draw_chance(&g->chance, 60) ? OF_HELD : OF_DECREES);
        if (at >= 0) {
            put(g, done++ ? "; " : "Thực hiện ");
            cite(g, at, CITE_WHOLE, REL_IMPLEMENTS);
        }
    }
    put(g, done ? ", " : "");
    put(g, g->self.issuer);
    if (kinds[g->paper->kind].style == STYLE_LETTER) {
        put(g, " đề nghị các cơ quan, đơn vị thực hiện một số nội dung sau:\n\n");
    } else {
        putf(g, " ban hành %s về %s như sau:\n\n", g->self.type, prose_subjects[g->paper->subject]);
    }
}

/* ---- Body -------------------------------------------------------------------------------------------------------- */

/* Laws have no annexes to speak of; plans, letters and notices have sections, not articles. */
static void put_pinpoint(page *g, const target *t)
{
    static const char *const in_articles[] = {"Quyết định", "Nghị quyết", "Thông tư", "Nghị định"};
    bool articles = t->law;
    for (size_t i = 0; i < sizeof in_articles / sizeof *in_articles; i++) {
        articles = articles || strcmp(t->type, in_articles[i]) == 0;
    }
    if (!articles) {
        putf(g, "mục %s ", romans[draw_below(&g->chance, 4)]);
        return;
    }
    uint32_t article = 1 + draw_below(&g->chance, 60);
    switch (draw_below(&g->chance, t->law ? 4 : 5)) {
    case 0:
        putf(g, "Điều %u ", article);
        break;
    case 1:
        putf(g, "điểm %c khoản %u Điều %u ", (char)('a' + draw_below(&g->chance, 4)), 1 + draw_below(&g->chance, 6),
             article);
        break;
    case 4:
        putf(g, "Phụ lục %s ban hành kèm theo ", romans[draw_below(&g->chance, 4)]);
        break;
    default:
        putf(g, "khoản %u Điều %u ", 1 + draw_below(&g->chance, 6), article);
        break;
    }
}

static int target_any(page *g)
{
    if (g->target_count && draw_chance(&g->chance, 55)) {
        return (int)draw_below(&g->chance, (uint32_t)g->target_count);
    }
    uint32_t what = draw_below(&g->chance, 100);
    return page_draw(g, what < 25 ? OF_LAWS : what < 65 ? OF_DECREES : OF_HELD);
}

/* "… được sửa đổi, bổ sung bởi …", where the corpus has an amendment by that day. */
static bool put_amended(page *g, int at)
{
    const paper *to = g->targets[at].paper == PAPER_NONE ? NULL : world_paper(g->world, g->targets[at].paper);
    if (to == NULL || to->amended_by == PAPER_NONE || to->amended_by >= g->index ||
        world_paper(g->world, to->amended_by)->day >= g->paper->day) {
        return false;
    }
    target t;
    world_target(g->world, to->amended_by, &t);
    int by = page_target(g, &t);
    if (by < 0 || by == at) {
        return false;
    }
    put(g, " được sửa đổi, bổ sung bởi ");
    uint32_t made = g->mention_count;
    cite(g, by, CITE_DATED, REL_CITES);
    page_state(g, by, REL_AMENDS, at, made);
    return true;
}

static void put_said_above(page *g, int at)
{
    const char *type = g->targets[at].type;
    if (g->targets[at].law == NULL && !is_type(g, type) && strcmp(type, "Quy định") != 0) {
        put(g, " Những nội dung khác thực hiện theo ");
        uint32_t start = (uint32_t)g->text.len;
        putf(g, "%s nêu trên", type);
        page_state(g, SELF, REL_CITES, at, page_mention(g, FORM_BACKWARD, start, (uint32_t)g->text.len, at));
        put(g, ".");
    }
}

static void put_reference(page *g)
{
    int at = target_any(g);
    if (at < 0) {
        prose_sentence(&g->chance, &g->text);
        return;
    }
    static const char *const opens[] = {"Trình tự, thủ tục", "Thẩm quyền, trách nhiệm về", "Mức chi cho",
                                        "Đối tượng của"};
    static const char *const leads[] = {" thực hiện theo quy định tại ", " áp dụng theo quy định tại ",
                                        " được thực hiện theo quy định tại "};
    put(g, DRAW_ONE(&g->chance, opens));
    putf(g, " %s", prose_subjects[draw_below(&g->chance, (uint32_t)prose_subject_count)]);
    put(g, DRAW_ONE(&g->chance, leads));
    put_pinpoint(g, &g->targets[at]);
    cite(g, at, CITE_SHORT, REL_CITES);
    bool alone = !draw_chance(&g->chance, 40) || !put_amended(g, at);
    int second = draw_chance(&g->chance, 25) ? target_any(g) : -1;
    if (second >= 0 && second != at) {
        alone = false;
        put(g, " và ");
        put_pinpoint(g, &g->targets[second]);
        cite(g, second, CITE_SHORT, REL_CITES);
    }
    put(g, ".");
    if (alone && draw_chance(&g->chance, 60)) {
        put_said_above(g, at);
    }
}

static void put_carrying_out(page *g)
{
    int at = page_draw(g, draw_chance(&g->chance, 70) ? OF_HELD : OF_DECREES);
    if (at < 0) {
        prose_sentence(&g->chance, &g->text);
        return;
    }
    put(g, draw_chance(&g->chance, 50) ? "Tiếp tục quán triệt, triển khai thực hiện nghiêm túc "
                                       : "Tổ chức thực hiện có hiệu quả ");
    cite(g, at, CITE_WHOLE, REL_IMPLEMENTS);
    int second = draw_chance(&g->chance, 25) ? page_draw(g, OF_HELD) : -1;
    if (second >= 0 && second != at) {
        put(g, "; ");
        cite(g, second, CITE_WHOLE, REL_IMPLEMENTS);
    }
    put(g, ".");
}

static void put_task(page *g)
{
    const vd_issuer_row *lead = office_on(&g->chance, g->paper->day);
    const vd_issuer_row *with = office_on(&g->chance, g->paper->day);
    putf(g, draw_chance(&g->chance, 50) ? "Giao %s chủ trì, phối hợp với %s " : "%s chủ trì, phối hợp với %s ",
         lead->name, with->name);
    prose_task(&g->chance, &g->text);
    if (draw_chance(&g->chance, 70)) {
        put(g, draw_chance(&g->chance, 50) ? "; hoàn thành trước " : ", báo cáo kết quả trước ");
        put_day(g, g->paper->day + 30 + (int)draw_below(&g->chance, 300));
    }
    put(g, ".");
}

static void put_generic(page *g)
{
    put(g, "Phổ biến, quán triệt ");
    uint32_t start = (uint32_t)g->text.len;
    put(g, draw_chance(&g->chance, 50) ? "các nghị quyết, chỉ thị của Đảng" : "các văn bản chỉ đạo của cấp trên");
    (void)page_mention(g, FORM_GENERIC, start, (uint32_t)g->text.len, SELF);
    put(g, " đến toàn thể cán bộ, công chức.");
}

static void put_own(page *g)
{
    switch (draw_below(&g->chance, 3)) {
    case 0:
        put(g, "Các cơ quan, đơn vị có trách nhiệm tổ chức thực hiện ");
        break;
    case 1:
        put(g, "Kinh phí bố trí theo các nội dung của ");
        break;
    default:
        putf(g, "Hồ sơ được lập theo quy định tại Điều %u ", 1 + draw_below(&g->chance, 6));
        break;
    }
    cite_self(g);
    put(g, ".");
}

static void put_paragraph(page *g)
{
    uint32_t what = draw_below(&g->chance, 100);
    uint32_t carrying = has_articles(g) ? 2 : 5;
    if (what < 11) {
        put_reference(g);
    } else if (what < 11 + carrying) {
        put_carrying_out(g);
    } else if (what < 26) {
        put_task(g);
    } else if (what < 31) {
        put_own(g);
    } else if (what < 34) {
        put_generic(g);
    } else {
        for (uint32_t sentences = 1 + draw_below(&g->chance, 4); sentences > 1; sentences--) {
            prose_sentence(&g->chance, &g->text);
            put(g, " ");
        }
        prose_sentence(&g->chance, &g->text);
    }
    put(g, g->spaced ? "\n\n" : "\n");
}

static void put_points(page *g, uint32_t goal)
{
    uint32_t points = 2 + draw_below(&g->chance, 5);
    for (uint32_t k = 1; k <= points && g->text.len < goal; k++) {
        putf(g, "%u. ", k);
        put_paragraph(g);
        if (draw_chance(&g->chance, 25)) {
            for (char letter = 'a'; letter < (char)('c' + draw_below(&g->chance, 3)); letter++) {
                putf(g, "%c) ", letter);
                put_paragraph(g);
            }
        }
    }
}

static void put_change(page *g, int changed)
{
    if (g->paper->act == ACT_AMENDS) {
        put(g, "Điều 1. Sửa đổi, bổ sung một số điều của ");
        cite(g, changed, CITE_DATED, REL_AMENDS);
        put(g, "\n1. Sửa đổi, bổ sung Điều 3 như sau:\n“Điều 3. Nguyên tắc thực hiện\n");
        prose_sentence(&g->chance, &g->text);
        put(g, "”.\n");
    } else {
        put(g, "Điều 1. Bãi bỏ ");
        cite(g, changed, CITE_WHOLE, REL_REPEALS);
        put(g, ".\n");
    }
}

static void put_effect(page *g, unsigned article, int changed)
{
    putf(g, "\nĐiều %u. Hiệu lực thi hành\n1. ", article);
    cite_self(g);
    if (g->paper->effective == g->paper->day) {
        put(g, " có hiệu lực kể từ ngày ký.\n");
    } else {
        put(g, " có hiệu lực từ ");
        put_day(g, g->paper->effective);
        put(g, ".\n");
    }
    if (changed >= 0 && g->paper->act == ACT_SUPERSEDES) {
        put(g, "2. ");
        cite_self(g);
        put(g, " thay thế ");
        cite(g, changed, CITE_WHOLE, REL_SUPERSEDES);
        put(g, ".\n");
    }
}

static void put_articles(page *g, uint32_t goal, int changed)
{
    unsigned article = 1;
    if (changed >= 0 && g->paper->act != ACT_SUPERSEDES) {
        put_change(g, changed);
        article++;
    }
    while (article < 3 || g->text.len < goal) {
        putf(g, "\nĐiều %u. ", article++);
        const char *subject = prose_subjects[draw_below(&g->chance, (uint32_t)prose_subject_count)];
        putf(g, "Về %s\n", subject);
        put_points(g, goal);
    }
    put_effect(g, article, changed);
}

static void put_sections(page *g, uint32_t goal)
{
    static const char *const heads[] = {"MỤC ĐÍCH, YÊU CẦU", "NỘI DUNG", "NHIỆM VỤ, GIẢI PHÁP", "KINH PHÍ",
                                        "TỔ CHỨC THỰC HIỆN"};
    enum { HEAD_COUNT = sizeof heads / sizeof *heads };
    for (unsigned k = 0; k < 2 || (g->text.len < goal && k < ROMAN_COUNT); k++) {
        putf(g, "\n%s. %s\n", romans[k], heads[k < HEAD_COUNT ? k : 1 + k % 2]);
        do {
            put_points(g, goal);
        } while (k + 1 == ROMAN_COUNT && g->text.len < goal);
    }
}

static void put_annex(page *g)
{
    if (!draw_chance(&g->chance, 25)) {
        return;
    }
    put(g, "\nPHỤ LỤC\nDANH SÁCH ĐƠN VỊ THỰC HIỆN\n\nTT\nNội dung\nGhi chú\n");
    for (unsigned k = 1, rows = 5 + draw_below(&g->chance, 60); k <= rows; k++) {
        prose_row(&g->chance, k, &g->text);
    }
}

static void put_end(page *g)
{
    const char *short_body[] = {"UBND", "HĐND", "", "", ""};
    put(g, "\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\n");
    const char *body = short_body[kinds[g->paper->kind].seat];
    if (body[0]) {
        put(g, kinds[g->paper->kind].seat == SEAT_COMMITTEE ? "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n" : "CHỦ TỊCH\n");
    } else {
        put(g, kinds[g->paper->kind].seat == SEAT_PARTY      ? "T/M BAN THƯỜNG VỤ\nBÍ THƯ\n"
               : kinds[g->paper->kind].seat == SEAT_MINISTRY ? "BỘ TRƯỞNG\n"
                                                             : "GIÁM ĐỐC\n");
    }
}

/* ---- Lines ------------------------------------------------------------------------------------------------------- */

/* Break long lines at a blank, as printed pages do; the bytes stay where they are. */
static void lines_wrap(page *g, size_t width)
{
    size_t begin = 0;
    size_t blank = 0;
    for (size_t i = 0; i < g->text.len; i++) {
        char c = g->text.ptr[i];
        if (c == '\n') {
            begin = i + 1;
            blank = 0;
        } else if (c == ' ') {
            if (i - begin > width && blank > begin) {
                g->text.ptr[blank] = '\n';
                begin = blank + 1;
            }
            blank = i;
        }
    }
}

/* How long a document is: half of the mean most often, now and then many times the mean. */
static uint32_t length_draw(draw *d, uint32_t mean)
{
    static const uint32_t shares[] = {25, 35, 45,  55,  65,
                                      75, 90, 110, 150, 350}; /* of the mean, in percent; mean 100 */
    uint32_t share = DRAW_ONE(d, shares);
    return mean / 100 * share + draw_below(d, mean / 10 + 1);
}

void page_write(page *g, world *w, uint64_t seed, uint32_t index, uint32_t bytes)
{
    g->world = w;
    g->index = index;
    g->paper = world_next(w, index);
    g->chance = draw_of(seed ^ UINT64_C(0x5851f42d4c957f2d), index);
    g->target_count = 0;
    g->mention_count = g->statement_count = 0;
    g->parent = -1;
    g->spaced = draw_chance(&g->chance, 60);
    vd_buf_reset(&g->text);
    world_target(w, index, &g->self);
    uint32_t goal = length_draw(&g->chance, bytes - bytes / 5);
    target t;
    int changed = -1;
    if (g->paper->act != ACT_NONE) {
        world_target(w, g->paper->acts_on, &t);
        changed = page_target(g, &t);
    }
    put_bodies(g);
    put_number_and_day(g);
    if (kinds[g->paper->kind].style == STYLE_LETTER) {
        put(g, "Kính gửi: Các sở, ban, ngành.\n\n");
    } else {
        put_title(g, changed);
    }
    if (has_articles(g)) {
        put_recitals(g);
        put_articles(g, goal, changed);
    } else {
        put_carried_out(g);
        put_sections(g, goal);
    }
    put_end(g);
    put_annex(g);
    if (draw_chance(&g->chance, 50)) {
        lines_wrap(g, 85 + draw_below(&g->chance, 40));
    }
    g->failed = g->failed || !vd_buf_ok(&g->text);
}
