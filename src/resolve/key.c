/* What makes a number unique.  State numbers restart every 1 January, Party numbers with every committee's term, and
 * local numbers exist once a body of a province: the number alone is no identity. */
#include "base/date.h"
#include "resolve/pool.h"
#include "tables/tables.h"
#include "text/text.h"

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Where the year begins in "59/2023/nd-cp" (*year is it), or 0. */
static size_t key_year_at(vd_str key, int *year)
{
    size_t at = 0;
    while (at < key.len && digit(key.ptr[at])) {
        at++;
    }
    if (at == 0 || at + 5 >= key.len || key.ptr[at] != '/' || key.ptr[at + 5] != '/') {
        return 0;
    }
    int value = 0;
    for (size_t i = at + 1; i < at + 5; i++) {
        if (!digit(key.ptr[i])) {
            return 0;
        }
        value = value * 10 + (key.ptr[i] - '0');
    }
    *year = value;
    return at + 1;
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

bool vd_number_untyped(const vd_mention *mention)
{
    return mention->type.ptr == NULL &&
           (vd_str_starts(mention->symbol, VD_LIT("QH")) || vd_str_starts(mention->symbol, VD_LIT("UBTVQH")));
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
        bool zero = fold.ptr[i] == '0' && i + 1 < fold.len && digit(fold.ptr[i + 1]);
        if (fold.ptr[i] != ' ' && !(leading && zero)) {
            leading = false;
            out[len++] = fold.ptr[i] == '-' ? '/' : fold.ptr[i];
        }
    }
    vd_str key = {out, len};
    int year = 0;
    size_t at = key_year_at(key, &year);
    if (at && type.ptr && symbol_shared(vd_str_slice(key, at + 5, key.len)) && vd_str_starts(type, VD_LIT("Nghị"))) {
        vd_str parts[] = {VD_LIT("nghi quyet"), key};
        return vd_pool_join(pool, " ", parts, 2);
    }
    return key;
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

/* A body of this symbol sits at the centre.  Spelling decides where it can: TƯ is the centre, TU a province. */
static bool symbol_central(vd_str fold, vd_str printed)
{
    bool national = false;
    for (const vd_issuer_row *row = vd_issuer_find(fold, NULL); row; row = vd_issuer_find(fold, row)) {
        bool central = strcmp(row->level, "national") == 0;
        if (vd_str_eq(vd_str_of(row->symbol), printed)) {
            return central;
        }
        national = national || central;
    }
    return national;
}

/* "Thông tư số 48 TC/QLCS": TC is not Thông cáo but the ministry, behind which its department stands.  A type other
 * than that of the abbreviation says so, as long as no body stands behind: "Kế hoạch số 12/CT-UBND" is a slip of the
 * pen. */
static bool symbol_of_body(vd_str first, vd_str last, vd_str type, vd_date date)
{
    bool other = type.len > 0;
    for (const vd_type_row *row = vd_type_by_abbr(first); row && other; row = vd_type_by_abbr_next(first, row)) {
        other = !vd_str_eq(type, vd_str_of(row->name));
    }
    const vd_issuer_row *body = vd_issuer_find(first, NULL);
    while (body && !vd_issuer_valid(body, date)) {
        body = vd_issuer_find(first, body);
    }
    return other && body && !vd_issuer_find(last, NULL);
}

vd_str vd_entity_scope(vd_pool *pool, const vd_entity *entity)
{
    return vd_number_scope(pool, entity->symbol.value, entity->type.value, entity->date, entity->place.value);
}

vd_str vd_number_scope(vd_pool *pool, vd_str symbol, vd_str type, vd_date date, vd_str place)
{
    vd_str fold = vd_pool_fold(pool, symbol);
    vd_str first = symbol_first(fold);
    bool typed = vd_type_by_abbr(first) && !symbol_of_body(first, symbol_last(fold), type, date);
    bool dispatch = !typed && !symbol_shared(fold);
    vd_str body = dispatch ? first : symbol_last(fold);
    vd_str printed = dispatch ? symbol_first(symbol) : symbol_last(symbol);
    if (symbol_shared(fold) || symbol_central(body, printed)) {
        return VD_LIT("");
    }
    return place.ptr && place.len ? place : VD_LIT("?");
}

bool vd_issuer_central(vd_pool *pool, vd_str issuer)
{
    vd_str fold = vd_pool_fold(pool, issuer);
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

vd_str vd_issuer_level(vd_str fold)
{
    static const char *const levels[] = {"xa", "phuong", "thi tran", "dac khu", "huyen", "quan", "thi xa"};
    static const char *const other[] = {"xa hoi", "quan doi", "quan su", "quan uy", "quan khu", "quan ly", "quan tri"};
    for (size_t at = 0; at < fold.len; at++) {
        bool level = false;
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

const vd_mention *vd_ref_parent(const vd_pool *pool, const vd_ref *ref)
{
    return ref->m->parent >= 0 ? &pool->sources[ref->source].extraction.mentions[ref->m->parent] : NULL;
}

vd_date vd_ref_parent_date(const vd_pool *pool, const vd_ref *ref)
{
    const vd_mention *parent = vd_ref_parent(pool, ref);
    if (parent == NULL) {
        return (vd_date){0};
    }
    int document = pool->links[ref->source][ref->m->parent].document;
    vd_date date = document >= 0 ? pool->entities[document].date : parent->date;
    return date.year || !parent->year ? date : (vd_date){(int16_t)parent->year, 0, 0};
}

bool vd_ref_could_mean(const vd_pool *pool, const vd_ref *ref, vd_date date)
{
    vd_date parent = vd_date_last(vd_ref_parent_date(pool, ref));
    vd_date latest = parent.year ? parent : vd_source_latest(pool, ref->source);
    vd_date first = vd_date_first(date);
    return latest.year == 0 || first.year == 0 || vd_date_cmp(first, latest) <= 0;
}
