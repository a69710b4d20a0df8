/* What makes a number unique.  State numbers restart every 1 January, Party numbers with every committee's term, and
 * local numbers exist once a body of a province: the number alone is no identity. */
#include "base/date.h"
#include "resolve/pool.h"
#include "tables/tables.h"
#include "text/fold.h"
#include "text/text.h"

/* Where the year begins in "59/2023/nd-cp" (*year is it), or 0. */
static size_t key_year_at(vd_str key, int *year)
{
    size_t at = 0;
    while (at < key.len && vd_fold_digit(key.ptr[at])) {
        at++;
    }
    if (at == 0 || at + 5 >= key.len || key.ptr[at] != '/' || key.ptr[at + 5] != '/') {
        return 0;
    }
    int value = 0;
    for (size_t i = at + 1; i < at + 5; i++) {
        if (!vd_fold_digit(key.ptr[i])) {
            return 0;
        }
        value = value * 10 + (key.ptr[i] - '0');
    }
    *year = value;
    return at + 1;
}

vd_str vd_number_digits(vd_str key)
{
    size_t sign = vd_str_find(key, VD_LIT("/"), 0);
    return sign == SIZE_MAX ? key : vd_str_slice(key, 0, sign);
}

int vd_number_year(vd_str key)
{
    int year = 0;
    static const char resolution[] = "nghi quyet ";
    bool typed = vd_str_starts(key, VD_LIT(resolution));
    size_t at = key_year_at(typed ? vd_str_slice(key, sizeof resolution - 1, key.len) : key, &year);
    return at ? year : 0;
}

/* Laws and resolutions of the National Assembly are numbered apart and written alike: "10/2022/QH15". */
static bool symbol_shared(vd_str fold)
{
    return vd_str_starts(fold, VD_LIT("qh")) || vd_str_starts(fold, VD_LIT("ubtvqh"));
}

bool vd_number_untyped(const vd_wording *m)
{
    return m->type.ptr == NULL &&
           (vd_str_starts(m->symbol, VD_LIT("QH")) || vd_str_starts(m->symbol, VD_LIT("UBTVQH")));
}

vd_str vd_number_assembly(vd_pool *pool, vd_str key, vd_str type)
{
    vd_str parts[] = {VD_LIT("nghi quyet"), key};
    return vd_str_eq(type, VD_LIT("Nghị quyết")) ? vd_pool_join(pool, " ", parts, 2) : VD_NONE;
}

vd_str vd_number_key(vd_pool *pool, vd_str number, vd_str type)
{
    vd_str fold = vd_pool_fold(pool, number);
    char *out = VD_POOL_ARRAY(pool, char, fold.len + sizeof "nghi quyet ");
    if (out == NULL) {
        return VD_LIT("");
    }
    size_t len = 0;
    bool leading = true;
    for (size_t i = 0; i < fold.len; i++) {
        bool zero = fold.ptr[i] == '0' && i + 1 < fold.len && vd_fold_digit(fold.ptr[i + 1]);
        if (fold.ptr[i] != ' ' && !(leading && zero)) {
            leading = false;
            out[len++] = fold.ptr[i] == '-' ? '/' : fold.ptr[i];
        }
    }
    vd_str key = {out, len};
    int year = 0;
    size_t at = key_year_at(key, &year);
    vd_str rest = at ? vd_str_slice(key, at + 5, key.len) : VD_NONE;
    bool typed = vd_str_starts(rest, VD_LIT("nq/")) && symbol_shared(vd_str_slice(rest, 3, rest.len));
    if (typed) { /* "193/2025/NQ-QH15" is written for 193/2025/QH15 */
        memmove(out + at + 5, out + at + 8, len - at - 8);
        key.len = len - 3;
    }
    bool resolution = typed || (type.ptr && symbol_shared(rest) && vd_str_starts(type, VD_LIT("Nghị")));
    return resolution ? vd_number_assembly(pool, key, VD_LIT("Nghị quyết")) : key;
}

static vd_str symbol_last(vd_str symbol)
{
    size_t from = symbol.len;
    while (from > 0 && symbol.ptr[from - 1] != '-' && symbol.ptr[from - 1] != '/') {
        from--;
    }
    return vd_str_slice(symbol, from, symbol.len);
}

static vd_str symbol_first(vd_str symbol)
{
    size_t to = 0;
    while (to < symbol.len && symbol.ptr[to] != '-' && symbol.ptr[to] != '/') {
        to++;
    }
    return vd_str_slice(symbol, 0, to);
}

static vd_str symbol_part(vd_str symbol, bool first)
{
    return first ? symbol_first(symbol) : symbol_last(symbol);
}

/* Is there a body of this symbol on that day, and does what the paper is called leave room for it: "Thông tư số 48
 * TC/QLCS" is no Thông cáo? */
static bool symbol_of_body(vd_str symbol, vd_str type, vd_date date)
{
    bool other = true;
    for (const vd_type_row *row = vd_type_by_abbr(symbol); row && other && type.len;
         row = vd_type_by_abbr_next(symbol, row)) {
        other = !vd_str_eq(type, vd_str_of(row->name));
    }
    const vd_issuer_row *body = vd_issuer_find(symbol, NULL);
    while (body && !vd_issuer_valid(body, date)) {
        body = vd_issuer_find(symbol, body);
    }
    return other && body;
}

/* Letters begin with the body ("5253/CT-CS" of the tax department), other papers with their type ("07/CT-UBND"): where
 * the first group can be both, what stands last decides. */
static bool symbol_dispatch(vd_str fold, vd_str type, vd_date date)
{
    vd_str first = symbol_first(fold);
    vd_str last = symbol_last(fold);
    bool typed = vd_type_by_abbr(first) != NULL;
    bool other = last.len < fold.len && vd_issuer_find(last, NULL) == NULL && !symbol_shared(last);
    return (!typed && !symbol_shared(fold)) || (typed && other && symbol_of_body(first, type, date));
}

typedef enum seat { SEAT_UNKNOWN, SEAT_CENTRE, SEAT_LOCAL } seat;

static seat seat_of(const vd_issuer_row *row)
{
    if (strcmp(row->level, "national") == 0) {
        return SEAT_CENTRE;
    }
    return strcmp(row->level, "any") == 0 ? SEAT_UNKNOWN : SEAT_LOCAL;
}

/* Where a body of this symbol sits.  Spelling decides where it can: TƯ is the centre, TU a province. */
static seat symbol_seat(vd_str fold, vd_str printed)
{
    seat found = SEAT_UNKNOWN;
    for (const vd_issuer_row *row = vd_issuer_find(fold, NULL); row; row = vd_issuer_find(fold, row)) {
        if (vd_str_eq(vd_str_of(row->symbol), printed)) {
            return seat_of(row);
        }
        found = found == SEAT_CENTRE ? found : seat_of(row);
    }
    return found;
}

vd_str vd_entity_scope(vd_pool *pool, const vd_entity *entity)
{
    return vd_number_scope(pool, entity->symbol.value, entity->type.value, entity->date, entity->place.value,
                           entity->issuer.value);
}

/* No province issues one, whatever its symbol: "TTTLT-BYT-BTC" is misprinted, and "SL" names nobody.  A "Sắc lệnh" was
 * the Government's, signed by the President (Hiến pháp 1946, Điều 53). */
static bool centre_alone(vd_str type)
{
    return vd_str_starts(type, VD_LIT("Thông tư")) || vd_str_eq(type, VD_LIT("Sắc lệnh"));
}

vd_str vd_number_scope(vd_pool *pool, vd_str symbol, vd_str type, vd_date date, vd_str place, vd_str issuer)
{
    if (centre_alone(type)) {
        return VD_LIT("");
    }
    vd_str fold = vd_pool_fold_often(pool, symbol);
    if (vd_str_starts(fold, VD_LIT("tcvn")) || vd_str_starts(fold, VD_LIT("qcvn"))) {
        return VD_LIT(""); /* the country's own series, numbered once whoever cites it */
    }
    bool dispatch = symbol_dispatch(fold, type, date);
    vd_str body = symbol_part(fold, dispatch);
    seat where = symbol_seat(body, symbol_part(symbol, dispatch));
    bool central = where == SEAT_CENTRE || symbol_shared(fold) || symbol_shared(body);
    if (issuer.len && (where == SEAT_UNKNOWN || (dispatch && vd_type_by_abbr(body)))) {
        central = central && where == SEAT_UNKNOWN ? true : vd_issuer_central(pool, issuer);
    }
    if (central) {
        return VD_LIT("");
    }
    return place.ptr && place.len ? place : VD_LIT("?");
}

bool vd_issuer_central(vd_pool *pool, vd_str issuer)
{
    static const char *const centre[] = {"ban chi dao quoc gia",      "ban chi dao nha nuoc", "ban chi dao trung uong",
                                         "ban chi dao cua chinh phu", "dang uy chinh phu",    "dang uy quoc hoi"};
    vd_str fold = vd_pool_fold_often(pool, issuer);
    for (size_t i = 0; i < sizeof centre / sizeof *centre && fold.ptr; i++) {
        if (vd_str_find(fold, vd_str_of(centre[i]), 0) != SIZE_MAX) {
            return true;
        }
    }
    for (const vd_issuer_row *row = fold.ptr ? vd_issuer_by_name(fold, NULL) : NULL; row;
         row = vd_issuer_by_name(fold, row)) {
        if (strcmp(row->level, "national") == 0) {
            return true;
        }
    }
    return false;
}

static bool word_at(vd_str fold, size_t at, vd_str word)
{
    size_t end = at + word.len;
    return (at == 0 || fold.ptr[at - 1] == ' ' || fold.ptr[at - 1] == '(') &&
           vd_str_starts(vd_str_slice(fold, at, fold.len), word) && (end == fold.len || fold.ptr[end] == ' ');
}

/* Behind "thành phố" or "Thành ủy": a city below a province, unless it is one of those that are a province's equals. */
static bool city_below(vd_str name)
{
    for (size_t i = 0; i < vd_places_count; i++) {
        const vd_place_row *place = &vd_places[i];
        size_t len = strlen(place->fold);
        bool named = vd_str_starts(name, vd_str_of(place->fold)) && (len == name.len || !vd_fold_letter(name.ptr[len]));
        if (named && strcmp(place->rank, "thành phố") == 0) {
            return false;
        }
    }
    return true;
}

/* Does the word of a city's rank stand at `at`?  *name is what stands behind it. */
static bool city_at(vd_str fold, size_t at, vd_str *name)
{
    static const char *const ranks[] = {"thanh pho", "thanh uy"};
    for (size_t i = 0; i < sizeof ranks / sizeof *ranks; i++) {
        if (word_at(fold, at, vd_str_of(ranks[i]))) {
            *name = vd_str_trim(vd_str_slice(fold, at + strlen(ranks[i]), fold.len));
            return true;
        }
    }
    return false;
}

vd_str vd_issuer_level(vd_str fold)
{
    static const char *const levels[] = {"xa", "phuong", "thi tran", "dac khu", "huyen", "quan", "thi xa", "thi uy"};
    static const char *const other[] = {"xa hoi", "quan doi", "quan su", "quan uy", "quan khu", "quan ly", "quan tri"};
    for (size_t at = 0; at < fold.len; at++) {
        vd_str city = VD_NONE;
        bool level = city_at(fold, at, &city);
        if (level && city.len == 0) {
            return VD_NONE;
        }
        level = level && city_below(city);
        for (size_t i = 0; i < sizeof levels / sizeof *levels && !level; i++) {
            level = word_at(fold, at, vd_str_of(levels[i]));
        }
        for (size_t i = 0; i < sizeof other / sizeof *other && level; i++) {
            level = !word_at(fold, at, vd_str_of(other[i]));
        }
        bool organ = at >= 3 && vd_str_starts(vd_str_slice(fold, at - 3, fold.len), VD_LIT("co quan"));
        if (level && !organ) {
            return vd_str_slice(fold, at, fold.len);
        }
    }
    return VD_LIT("");
}

bool vd_prefix_agree(vd_str a, vd_str b)
{
    return vd_str_starts(a, b) || vd_str_starts(b, a);
}

enum {
    TITLE_WORDS = 5,  /* a title of fewer words tells nothing apart */
    TITLE_SHARED = 30 /* per cent of words that titles of one document have in common at the least */
};

static size_t words_of(vd_str title, vd_str *words, size_t most)
{
    size_t count = 0;
    for (size_t at = 0; at < title.len && count < most;) {
        size_t end = at;
        while (end < title.len && title.ptr[end] != ' ') {
            end++;
        }
        words[count] = vd_str_slice(title, at, end);
        count += end > at;
        at = end + 1;
    }
    return count;
}

bool vd_titles_differ(vd_str a, vd_str b)
{
    vd_str x[40];
    vd_str y[40];
    size_t xn = words_of(a, x, 40);
    size_t yn = words_of(b, y, 40);
    size_t least = xn < yn ? xn : yn;
    size_t shared = 0;
    for (size_t i = 0; i < xn; i++) {
        bool found = false;
        for (size_t j = 0; j < yn && !found; j++) {
            found = vd_str_eq(x[i], y[j]);
        }
        shared += found;
    }
    return least >= TITLE_WORDS && shared * 100 < least * TITLE_SHARED;
}

bool vd_dates_agree(vd_date a, vd_date b)
{
    return (!a.year || !b.year || a.year == b.year) && (!a.month || !b.month || a.month == b.month) &&
           (!a.day || !b.day || a.day == b.day);
}

vd_date vd_source_latest(const vd_pool *pool, int source)
{
    int entity = pool->carried[source];
    return entity >= 0 ? pool->entities[entity].latest : (vd_date){0};
}

vd_date vd_source_earliest(const vd_pool *pool, int source)
{
    int entity = pool->carried[source];
    return entity >= 0 ? pool->entities[entity].earliest : (vd_date){0};
}

const vd_wording *vd_ref_parent(const vd_pool *pool, const vd_ref *ref)
{
    return ref->at->parent >= 0 ? pool->sources[ref->source].mentions[ref->at->parent].m : NULL;
}

/* The date of the document that a mention means, as far as it is known by now. */
static vd_date mention_date(const vd_pool *pool, int source, int mention)
{
    const vd_wording *m = pool->sources[source].mentions[mention].m;
    int document = pool->links[source][mention].document;
    vd_date date = document >= 0 ? pool->entities[document].date : m->date;
    return date.year || !m->year ? date : (vd_date){(int16_t)m->year, 0, 0};
}

vd_date vd_ref_parent_date(const vd_pool *pool, const vd_ref *ref)
{
    return ref->at->parent >= 0 ? mention_date(pool, ref->source, ref->at->parent) : (vd_date){0};
}

bool vd_ref_could_mean(const vd_pool *pool, const vd_ref *ref, vd_date date)
{
    vd_date parent = vd_date_last(vd_ref_parent_date(pool, ref));
    vd_date latest = parent.year ? parent : vd_source_latest(pool, ref->source);
    vd_date first = vd_date_first(date);
    return latest.year == 0 || first.year == 0 || vd_date_cmp(first, latest) <= 0;
}
