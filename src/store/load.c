/** Reading of sources what resolving them takes.  What a damaged file could make unsafe (indexes, names, dates) is
 *  checked. */
#include "base/error.h"
#include "resolve/wording.h"
#include "store/pack.h"
#include "store/spelled.h"
#include "store/sql.h"
#include "store/store.h"

/* One row being read; `bad` once a value cannot be ours, `full` once memory ran out. */
typedef struct reader {
    sqlite3_stmt *statement;
    vd_arena *arena;
    int at;
    bool bad, full;
} reader;

static vd_str read_text(reader *r)
{
    vd_str text = vd_sql_text(r->statement, r->at++);
    if (text.ptr == NULL) {
        return VD_NONE;
    }
    text = vd_arena_copy(r->arena, text);
    r->full = r->full || text.ptr == NULL;
    return text;
}

/* The same, as long as the row stands. */
static vd_str row_text(reader *r)
{
    return vd_sql_text(r->statement, r->at++);
}

static int64_t read_int(reader *r)
{
    return sqlite3_column_int64(r->statement, r->at++);
}

static bool read_bool(reader *r)
{
    return read_int(r) != 0;
}

static size_t read_size(reader *r)
{
    size_t value;
    r->bad = !vd_sql_size(r->statement, r->at++, &value) || r->bad;
    return value;
}

static double read_real(reader *r)
{
    return sqlite3_column_double(r->statement, r->at++);
}

static vd_date read_date(reader *r)
{
    vd_date date;
    r->bad = !vd_unpack_date(read_int(r), &date) || r->bad;
    return date;
}

/* The ordinal of a mention of `count`, or -1. */
static int read_index(reader *r, size_t count)
{
    int64_t value = read_int(r);
    bool fits = value == -1 || (value >= 0 && (uint64_t)value < count);
    r->bad = !fits || r->bad;
    return fits ? (int)value : -1;
}

static vd_status read_end(const reader *r, const char *what, vd_error *err)
{
    if (r->full) {
        return vd_fail_memory(err);
    }
    return r->bad ? vd_sql_damaged(sqlite3_db_handle(r->statement), what, err) : VD_OK;
}

/* The words of a row, given by number in the first columns. */
static vd_status words_read(reader *r, vd_spelled *spelled, vd_str *const *words, size_t count, vd_error *err)
{
    vd_status status = VD_OK;
    for (size_t i = 0; status == VD_OK && i < count; i++) {
        status = vd_spelled_text(spelled, r->statement, r->at++, words[i], err);
    }
    return status;
}

/* What is kept of a mention lies with the words; the row's surface is gone with the row. */
static vd_status said_read(reader *r, vd_spelled *spelled, vd_said *out, size_t count, vd_error *err)
{
    vd_mention m = {.start = 0, .end = 0};
    vd_str form;
    vd_str *const words[] = {&form, &m.type, &m.number, &m.symbol, &m.issuer, &m.place, &m.term, &m.title};
    vd_status status = words_read(r, spelled, words, sizeof words / sizeof *words, err);
    if (status != VD_OK) {
        return status;
    }
    r->bad = !vd_form_parse(form, &m.form) || r->bad;
    m.start = read_size(r);
    m.end = read_size(r);
    m.surface = row_text(r);
    m.year = (int)read_int(r);
    m.date = read_date(r);
    m.issuer_stated = read_bool(r);
    m.confidence = read_real(r);
    m.parent = read_index(r, count);
    m.core = read_bool(r);
    m.antecedent = read_index(r, count + 1);
    m.among = read_index(r, count + 1);
    r->bad = m.among < 0 || m.among > m.antecedent || (m.among == 0 && m.antecedent > 0) || r->bad;
    r->bad = m.end < m.start || m.end > UINT32_MAX || r->bad;
    const vd_wording *wording = r->bad ? NULL : vd_wordings_add_kept(spelled->wordings, &m);
    r->full = r->full || (!r->bad && wording == NULL);
    *out = (vd_said){wording, (uint32_t)m.start, (uint32_t)m.end, m.parent, m.antecedent, m.among};
    return read_end(r, "a mention", err);
}

static vd_status claim_read(reader *r, vd_spelled *spelled, vd_claim *out, size_t count, vd_error *err)
{
    vd_str relation;
    vd_status status = vd_spelled_text(spelled, r->statement, r->at++, &relation, err);
    if (status != VD_OK) {
        return status;
    }
    r->bad = !vd_relation_parse(relation, &out->relation) || r->bad;
    out->from = read_index(r, count);
    out->to = read_index(r, count);
    size_t start = read_size(r);
    out->start = (uint32_t)start;
    out->confidence = read_real(r);
    r->bad = out->to < 0 || start > UINT32_MAX || r->bad;
    return read_end(r, "a statement", err);
}

typedef struct loader {
    vd_db *db;
    vd_arena *arena, *prints;
    vd_wordings wordings;
    vd_spelled spelled;
    const vd_told *told;
    sqlite3_stmt *state, *sources, *mentions, *statements;
    int64_t row; /* of the source that was read last */
} loader;

/* Starts `statement` on the rows of one source. */
static vd_status rows_of(sqlite3_stmt *statement, int64_t source, vd_error *err)
{
    sqlite3_reset(statement);
    vd_bind bind = {.statement = statement};
    vd_bind_int(&bind, source);
    return vd_bind_done(&bind, err);
}

static vd_status mentions_load(loader *l, int64_t source, vd_resolve_source *out, vd_error *err)
{
    vd_said *mentions = VD_ARENA_ARRAY(l->arena, vd_said, out->mention_count + 1);
    bool more = true;
    vd_status status = mentions == NULL ? vd_fail_memory(err) : rows_of(l->mentions, source, err);
    for (size_t i = 0; status == VD_OK && i < out->mention_count; i++) {
        status = vd_sql_step(l->mentions, &more, err);
        if (status == VD_OK && !more) {
            status = vd_sql_damaged(l->db->sql, "mentions are missing", err);
        }
        if (status == VD_OK) {
            reader r = {.statement = l->mentions, .arena = l->arena};
            status = said_read(&r, &l->spelled, &mentions[i], out->mention_count, err);
        }
    }
    out->mentions = mentions;
    return status;
}

static vd_status claims_load(loader *l, int64_t source, vd_resolve_source *out, vd_error *err)
{
    vd_claim *claims = VD_ARENA_ARRAY(l->arena, vd_claim, out->claim_count + 1);
    bool more = true;
    vd_status status = claims == NULL ? vd_fail_memory(err) : rows_of(l->statements, source, err);
    for (size_t i = 0; status == VD_OK && i < out->claim_count; i++) {
        status = vd_sql_step(l->statements, &more, err);
        if (status == VD_OK && !more) {
            status = vd_sql_damaged(l->db->sql, "statements are missing", err);
        }
        if (status == VD_OK) {
            reader r = {.statement = l->statements, .arena = l->arena};
            status = claim_read(&r, &l->spelled, &claims[i], out->mention_count, err);
        }
    }
    out->claims = claims;
    return status;
}

static vd_status source_load(loader *l, vd_resolve_source *out, vd_error *err)
{
    reader r = {.statement = l->sources, .arena = l->arena};
    vd_header *h = &out->header;
    int64_t source = l->row = read_int(&r);
    out->path = read_text(&r);
    vd_str print = vd_sql_text(r.statement, r.at++);
    uint64_t *unpacked = VD_ARENA_ARRAY(l->prints, uint64_t, VD_PRINT_SIZE);
    r.full = r.full || unpacked == NULL;
    r.bad = print.len != VD_PACK_PRINT_BYTES;
    if (unpacked != NULL && !r.bad) {
        vd_unpack_print(print.ptr, unpacked);
    }
    out->print = unpacked;
    out->marks_lost = read_bool(&r);
    h->type = read_text(&r);
    h->number = read_text(&r);
    h->symbol = read_text(&r);
    h->issuer = read_text(&r);
    h->issuer_stated = read_bool(&r);
    h->place = read_text(&r);
    h->title = read_text(&r);
    h->signer = read_text(&r);
    h->signer_role = read_text(&r);
    h->date = read_date(&r);
    h->effective = read_date(&r);
    out->mention_count = read_size(&r);
    out->claim_count = read_size(&r);
    out->due = read_date(&r);
    vd_status status = read_end(&r, "a source", err);
    if (status == VD_OK) {
        status = mentions_load(l, source, out, err);
    }
    return status == VD_OK ? claims_load(l, source, out, err) : status;
}

/* The columns of a source, and how many rows it has elsewhere. */
#define SOURCES                                                                                                        \
    "SELECT s.source, s.path, s.print, s.marks_lost, s.type, s.number, s.symbol, s.issuer, s.issuer_stated, s.place, " \
    "s.title, s.signer, s.signer_role, s.date, s.effective, (SELECT count(*) FROM mention m WHERE m.source = "         \
    "s.source), "                                                                                                      \
    "(SELECT count(*) FROM statement t WHERE t.source = s.source), "                                                   \
    "(SELECT ifnull(min(k.due_to), 0) FROM task k WHERE k.source = s.source AND k.recurring = 0 AND k.due_to > 0 "     \
    "AND k.due_to / 100 = k.due_from / 100) "

/* Which sources: all, or those in a table of them. */
typedef struct choice {
    const char *count, *sources;
} choice;
#define SOME(table)                                                                               \
    {                                                                                             \
        "SELECT changed, (SELECT count(*) FROM " table ") FROM state",                            \
            SOURCES "FROM " table " f CROSS JOIN source s ON s.source = f.source ORDER BY s.path" \
    }
static const choice all_sources = {"SELECT changed, (SELECT count(*) FROM source) FROM state",
                                   SOURCES "FROM source s ORDER BY s.path"};
static const choice one_source = {"SELECT changed, 1 FROM state", SOURCES "FROM source s WHERE s.path = ?"};
static const choice fresh_sources = SOME("fresh");
static const choice touched_sources = SOME("temp.touched");

static vd_status loader_prepare(loader *l, const choice *chosen, vd_error *err)
{
    const char *const texts[] = {
        chosen->count, chosen->sources,
        "SELECT form_word, type_word, number_word, symbol_word, issuer_word, place_word, term_word, title_word, "
        "start, stop, surface, year, date, issuer_stated, confidence, parent, core, antecedent, among FROM mention_row "
        "WHERE source = ? ORDER BY ordinal",
        "SELECT relation_word, from_mention, to_mention, start, confidence FROM statement_row WHERE source = ? "
        "ORDER BY ordinal"};
    sqlite3_stmt **const statements[] = {&l->state, &l->sources, &l->mentions, &l->statements};
    vd_status status = VD_OK;
    for (size_t i = 0; status == VD_OK && i < sizeof texts / sizeof *texts; i++) {
        status = vd_sql_prepare(l->db->sql, vd_str_of(texts[i]), statements[i], err);
    }
    return status;
}

static vd_status sources_load(loader *l, vd_resolve_source **out, size_t *count, vd_error *err)
{
    /* This statement is left standing on its row: as long as it does, all the others see the same moment. */
    bool more = false;
    vd_status status = vd_sql_step(l->state, &more, err);
    if (status != VD_OK || !more) {
        return status != VD_OK ? status : vd_sql_damaged(l->db->sql, "no state", err);
    }
    size_t total = 0;
    if (!vd_sql_size(l->state, 1, &total)) {
        return vd_sql_damaged(l->db->sql, "no count", err);
    }
    vd_resolve_source *sources = VD_ARENA_ARRAY(l->arena, vd_resolve_source, total + 1);
    status = sources == NULL ? vd_fail_memory(err) : VD_OK;
    for (size_t i = 0; status == VD_OK && i < total; i++) {
        vd_tell_some(l->told, VD_DECIDING_LOADING, i, total);
        status = vd_sql_step(l->sources, &more, err);
        if (status == VD_OK) {
            status = more ? source_load(l, &sources[i], err) : vd_sql_damaged(l->db->sql, "sources are missing", err);
        }
    }
    if (status == VD_OK) {
        l->db->loaded = sqlite3_column_int64(l->state, 0);
        *out = sources;
        *count = total;
    }
    return status;
}

static void loader_clear(loader *l)
{
    sqlite3_finalize(l->statements);
    sqlite3_finalize(l->mentions);
    sqlite3_finalize(l->sources);
    sqlite3_finalize(l->state);
}

static vd_status load(vd_db *db, vd_arena *arena, vd_arena *prints, const choice *chosen, vd_resolve_source **out,
                      size_t *count, vd_error *err)
{
    *out = NULL;
    *count = 0;
    loader l = {.db = db, .arena = arena, .prints = prints, .wordings = {.arena = arena}};
    l.told = chosen == &all_sources ? &db->told : NULL;
    l.spelled.wordings = &l.wordings;
    vd_status status = loader_prepare(&l, chosen, err);
    if (status == VD_OK) {
        status = vd_spelled_begin(&l.spelled, db, chosen == &all_sources, err);
    }
    if (status == VD_OK) {
        status = sources_load(&l, out, count, err);
    }
    vd_spelled_clear(&l.spelled);
    vd_wordings_clear(&l.wordings);
    loader_clear(&l);
    return status;
}

vd_status vd_store_load_sources(vd_db *db, vd_arena *arena, vd_arena *prints, vd_resolve_source **out, size_t *count,
                                vd_error *err)
{
    return load(db, arena, prints, &all_sources, out, count, err);
}

/* What is loaded here is no ground for a whole resolution. */
static vd_status load_some(vd_db *db, vd_arena *arena, const choice *chosen, vd_resolve_source **out, size_t *count,
                           vd_error *err)
{
    int64_t loaded = db->loaded;
    vd_status status = load(db, arena, arena, chosen, out, count, err);
    db->loaded = loaded;
    return status;
}

vd_status vd_store_load_fresh(vd_db *db, vd_arena *arena, vd_resolve_source **out, size_t *count, vd_error *err)
{
    return load_some(db, arena, &fresh_sources, out, count, err);
}

vd_status vd_store_load_touched(vd_db *db, vd_arena *arena, vd_resolve_source **out, size_t *count, vd_error *err)
{
    return load_some(db, arena, &touched_sources, out, count, err);
}

vd_status vd_store_load_source(vd_db *db, vd_str path, vd_wordings *all, int64_t *row, vd_resolve_source *out,
                               vd_error *err)
{
    loader l = {.db = db, .arena = all->arena, .prints = all->arena, .wordings = *all};
    bool found = false;
    *row = 0;
    l.spelled.wordings = &l.wordings;
    vd_status status = loader_prepare(&l, &one_source, err);
    if (status == VD_OK) {
        status = vd_spelled_begin(&l.spelled, db, false, err);
    }
    if (status == VD_OK) {
        vd_bind bind = {.statement = l.sources};
        vd_bind_text(&bind, path);
        status = vd_bind_done(&bind, err);
    }
    if (status == VD_OK) {
        status = vd_sql_step(l.sources, &found, err);
    }
    if (status == VD_OK && found) {
        status = source_load(&l, out, err);
        *row = l.row;
    }
    *all = l.wordings;
    vd_spelled_clear(&l.spelled);
    loader_clear(&l);
    return status;
}

vd_status vd_store_source_hash(vd_db *db, vd_str path, bool *found, uint64_t *hash, vd_error *err)
{
    int64_t number = 0;
    vd_status status = vd_sql_slot_look_up(db, VD_SLOT_SOURCE_HASH, "SELECT hash FROM source WHERE path = ?", path,
                                           found, &number, err);
    *hash = (uint64_t)number;
    return status;
}

/* The paths that a statement gives, each with their number, so that this is of the same moment; the statement goes. */
static vd_status paths_take(sqlite3_stmt *statement, vd_arena *arena, vd_str **paths, size_t *count, vd_error *err)
{
    bool more = false;
    vd_status status = vd_sql_step(statement, &more, err);
    size_t total = 0;
    vd_str *all = NULL;
    if (more && vd_sql_size(statement, 1, &total)) {
        all = VD_ARENA_ARRAY(arena, vd_str, total);
        status = all == NULL ? vd_fail_memory(err) : VD_OK;
    }
    size_t at = 0;
    while (status == VD_OK && more && at < total) {
        all[at] = vd_arena_copy(arena, vd_sql_text(statement, 0));
        status = all[at++].ptr == NULL ? vd_fail_memory(err) : vd_sql_step(statement, &more, err);
    }
    if (status == VD_OK) {
        *paths = all;
        *count = at;
    }
    return status;
}

static vd_status paths_ask(vd_db *db, vd_str text, vd_str name, vd_arena *arena, vd_str **paths, size_t *count,
                           vd_error *err)
{
    *paths = NULL;
    *count = 0;
    sqlite3_stmt *statement = NULL;
    vd_status status = vd_sql_prepare(db->sql, text, &statement, err);
    if (status == VD_OK && name.ptr != NULL) {
        vd_bind bind = {.statement = statement};
        vd_bind_text(&bind, name);
        status = vd_bind_done(&bind, err);
    }
    if (status == VD_OK) {
        status = paths_take(statement, arena, paths, count, err);
    }
    sqlite3_finalize(statement);
    return status;
}

vd_status vd_store_paths(vd_db *db, vd_arena *arena, vd_str **paths, size_t *count, vd_error *err)
{
    return paths_ask(db, VD_LIT("SELECT path, count(*) OVER () FROM source WHERE NOT streamed ORDER BY path"), VD_NONE,
                     arena, paths, count, err);
}

vd_status vd_store_paths_below(vd_db *db, vd_str name, vd_arena *arena, vd_str **paths, size_t *count, vd_error *err)
{
    /* '0' is the character behind '/' */
    static const char text[] =
        "SELECT path, count(*) OVER () FROM source WHERE path = ?1 OR path >= ?1 || '/' AND path < ?1 || '0' "
        "OR ?1 = '.' AND path NOT GLOB '/*' AND path NOT GLOB '../*' OR ?1 = '/' AND path GLOB '/*' ORDER BY path";
    return paths_ask(db, vd_str_of(text), name, arena, paths, count, err);
}

vd_status vd_store_path_like(vd_db *db, vd_str name, vd_arena *arena, vd_str *path, vd_error *err)
{
    static const char text[] =
        "SELECT path, 1 FROM source WHERE substr(path, -length(?1) - 1) = '/' || ?1 "
        "OR substr(path, 1, length(?1)) = ?1 OR instr(path, '/' || ?1) ORDER BY instr(path, '/' || ?1), path LIMIT 1";
    vd_str *paths = NULL;
    size_t count = 0;
    vd_status status = paths_ask(db, vd_str_of(text), name, arena, &paths, &count, err);
    *path = status == VD_OK && count > 0 ? paths[0] : VD_NONE;
    return status;
}
