/** How the text around mentions is packed, and how a part of it is found again.
 *
 *  Mentions share sentences and sentences overlap, so the union of all spans is kept, each byte once:
 *
 *      number of spans, then of each its distance from the end of the one before and its length; then the bytes of all,
 *      as one raw deflate stream.
 *
 *  Numbers are little-endian base 128.  A small window (8 KiB) and the fastest level: the passages of a document are
 *  short, and time counts for more than the last tenth of size. */
#include "store/passage.h"

#include "base/alloc.h"
#include "base/arena.h"
#include "base/error.h"
#include "text/text.h"

#include <stdlib.h>
#include <string.h>
#define ZLIB_CONST /* input is not written to */
#include <zlib.h>

enum { LEVEL = 1, WINDOW_BITS = -13, MEMORY = 6 };

static void *z_alloc(void *context, unsigned count, unsigned size)
{
    (void)context;
    return vd_alloc((size_t)count * size);
}

static void z_free(void *context, void *block)
{
    (void)context;
    vd_free(block);
}

/* ---- Packing ---------------------------------------------------------------------------------------------------- */

static int span_compare(const void *left, const void *right)
{
    const vd_span *a = left, *b = right;
    return (a->start > b->start) - (a->start < b->start);
}

/* Spans that overlap or touch become one; returns how many are left. */
static size_t spans_join(vd_span *spans, size_t count)
{
    size_t kept = 0;
    if (count > 1) {
        qsort(spans, count, sizeof *spans, span_compare);
    }
    for (size_t i = 0; i < count; i++) {
        if (kept > 0 && spans[i].start <= spans[kept - 1].end) {
            spans[kept - 1].end = spans[i].end > spans[kept - 1].end ? spans[i].end : spans[kept - 1].end;
        } else {
            spans[kept++] = spans[i];
        }
    }
    return kept;
}

static void number_add(vd_buf *out, size_t value)
{
    while (value >= 0x80) {
        vd_buf_add_char(out, (char)(value & 0x7F) | (char)0x80);
        value >>= 7;
    }
    vd_buf_add_char(out, (char)value);
}

static bool deflate_spans(z_stream *z, vd_str text, const vd_span *spans, size_t count, vd_buf *out)
{
    for (size_t i = 0; i < count; i++) {
        z->next_in = (const Bytef *)text.ptr + spans[i].start;
        z->avail_in = (uInt)(spans[i].end - spans[i].start); /* no source is larger than VD_SOURCE_MAX */
        z->next_out = (Bytef *)out->ptr + out->len;
        uInt room = z->avail_out = (uInt)(out->cap - out->len);
        int code = deflate(z, i + 1 == count ? Z_FINISH : Z_NO_FLUSH);
        out->len += room - z->avail_out;
        if (code != (i + 1 == count ? Z_STREAM_END : Z_OK)) {
            return false;
        }
    }
    return true;
}

vd_status vd_passages_pack(vd_str text, vd_span *spans, size_t count, vd_buf *out, vd_error *err)
{
    size_t end = 0, bytes = 0;
    count = spans_join(spans, count);
    number_add(out, count);
    for (size_t i = 0; i < count; i++) {
        number_add(out, spans[i].start - end);
        number_add(out, spans[i].end - spans[i].start);
        end = spans[i].end;
        bytes += spans[i].end - spans[i].start;
    }
    z_stream z = {.zalloc = z_alloc, .zfree = z_free};
    if (count == 0 || !vd_buf_ok(out)) {
        return vd_buf_ok(out) ? VD_OK : vd_fail_memory(err);
    }
    if (deflateInit2(&z, LEVEL, Z_DEFLATED, WINDOW_BITS, MEMORY, Z_DEFAULT_STRATEGY) != Z_OK) {
        return vd_fail_memory(err);
    }
    bool packed =
        vd_buf_reserve(out, deflateBound(&z, (uLong)bytes) + 64) && deflate_spans(&z, text, spans, count, out);
    deflateEnd(&z);
    return packed ? VD_OK : vd_fail_memory(err);
}

/* ---- Finding ---------------------------------------------------------------------------------------------------- */

/* Which passages a memo holds: those of a source as the database was, or the packed bytes themselves. */
typedef struct origin {
    bool stored;
    sqlite3_int64 source;
    sqlite3_int64 changes; /* by this connection */
    unsigned version;      /* of the file */
} origin;

/* The passages looked at last, unpacked: rows of one source follow each other. */
typedef struct memo {
    vd_buf packed, bytes;
    vd_span *spans; /* in the source */
    size_t *before; /* per span, the bytes of those before it */
    size_t count;
    origin of;
    vd_arena arena;
} memo;

typedef struct passages {
    sqlite3 *sql;
    memo given, stored; /* for shown(), for shown_of() */
} passages;

static void memo_clear(memo *m)
{
    vd_arena_clear(&m->arena);
    vd_buf_clear(&m->packed);
    vd_buf_clear(&m->bytes);
    *m = (memo){0};
}

static void passages_free(void *context)
{
    passages *p = context;
    memo_clear(&p->given);
    memo_clear(&p->stored);
    vd_free(p);
}

static bool number_read(vd_str packed, size_t *at, size_t *out)
{
    *out = 0;
    for (unsigned shift = 0; *at < packed.len && shift < 35; shift += 7) {
        unsigned char byte = (unsigned char)packed.ptr[(*at)++];
        *out |= (size_t)(byte & 0x7F) << shift;
        if (byte < 0x80) {
            return *out <= VD_SOURCE_MAX;
        }
    }
    return false;
}

/* The spans, and in *bytes the sum of their lengths. */
static int spans_read(memo *m, vd_str packed, size_t *at, size_t *bytes)
{
    size_t count = 0, end = 0, gap, len;
    *bytes = 0;
    if (!number_read(packed, at, &count) || count > packed.len) {
        return SQLITE_CORRUPT;
    }
    m->spans = VD_ARENA_ARRAY(&m->arena, vd_span, count + 1);
    m->before = VD_ARENA_ARRAY(&m->arena, size_t, count + 1);
    if (m->spans == NULL || m->before == NULL) {
        return SQLITE_NOMEM;
    }
    for (size_t i = 0; i < count; i++) {
        if (!number_read(packed, at, &gap) || !number_read(packed, at, &len) || len == 0 ||
            end + gap + len > VD_SOURCE_MAX) {
            return SQLITE_CORRUPT;
        }
        m->spans[i] = (vd_span){end + gap, end + gap + len};
        m->before[i] = *bytes;
        end += gap + len;
        *bytes += len;
    }
    m->count = count;
    return SQLITE_OK;
}

static int bytes_inflate(memo *m, vd_str packed, size_t at, size_t bytes)
{
    z_stream z = {.zalloc = z_alloc, .zfree = z_free};
    if (bytes == 0) {
        return at == packed.len ? SQLITE_OK : SQLITE_CORRUPT;
    }
    /* Deflate makes nothing smaller than a thousandth of its size: what claims to be is not worth the memory. */
    if (bytes / 1100 > packed.len - at) {
        return SQLITE_CORRUPT;
    }
    if (!vd_buf_reserve(&m->bytes, bytes) || inflateInit2(&z, WINDOW_BITS) != Z_OK) {
        return SQLITE_NOMEM;
    }
    z.next_in = (const Bytef *)packed.ptr + at;
    z.avail_in = (uInt)(packed.len - at);
    z.next_out = (Bytef *)m->bytes.ptr;
    z.avail_out = (uInt)bytes;
    int code = inflate(&z, Z_FINISH);
    bool whole = code == Z_STREAM_END && z.avail_out == 0 && z.avail_in == 0;
    inflateEnd(&z);
    m->bytes.len = bytes;
    return whole ? SQLITE_OK : code == Z_MEM_ERROR ? SQLITE_NOMEM : SQLITE_CORRUPT;
}

static int memo_fill(memo *m, vd_str packed)
{
    size_t at = 0, bytes = 0;
    memo_clear(m);
    int code = spans_read(m, packed, &at, &bytes);
    if (code == SQLITE_OK) {
        code = bytes_inflate(m, packed, at, bytes);
    }
    if (code != SQLITE_OK) {
        memo_clear(m);
    }
    return code;
}

/* What is kept of [start, end); absent where it is not kept whole.  A long line has a span for each of its mentions. */
static vd_str memo_find(const memo *m, size_t start, size_t end)
{
    size_t low = 0, high = m->count; /* the last span that begins by `start` is before `low` */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (m->spans[middle].start <= start) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == 0 || end > m->spans[low - 1].end) {
        return VD_NONE;
    }
    size_t at = m->before[low - 1] + (start - m->spans[low - 1].start);
    return vd_str_slice(vd_buf_str(&m->bytes), at, at + (end - start));
}

/* ---- One part --------------------------------------------------------------------------------------------------- */

/* Where a part lies in the bytes of all spans, which begin behind `data` of the packed ones. */
typedef struct place {
    size_t at, all, data;
    bool found;
} place;

static int place_find(vd_str packed, vd_span wanted, place *out)
{
    size_t at = 0, count = 0, end = 0, gap, len;
    *out = (place){0};
    if (!number_read(packed, &at, &count) || count > packed.len) {
        return SQLITE_CORRUPT;
    }
    for (size_t i = 0; i < count; i++) {
        if (!number_read(packed, &at, &gap) || !number_read(packed, &at, &len) || len == 0 ||
            end + gap + len > VD_SOURCE_MAX) {
            return SQLITE_CORRUPT;
        }
        end += gap + len;
        if (end - len <= wanted.start && wanted.end <= end) {
            out->found = true;
            out->at = out->all + (wanted.start - (end - len));
        }
        out->all += len;
    }
    out->data = at;
    /* As bytes_inflate(). */
    return out->all / 1100 > packed.len - at ? SQLITE_CORRUPT : SQLITE_OK;
}

static int stream_begin(vd_unpacker *u)
{
    z_stream *z = u->stream;
    if (z != NULL) {
        return inflateReset(z) == Z_OK ? SQLITE_OK : SQLITE_CORRUPT;
    }
    z = vd_alloc_zero(sizeof *z);
    if (z == NULL) {
        return SQLITE_NOMEM;
    }
    z->zalloc = z_alloc;
    z->zfree = z_free;
    if (inflateInit2(z, WINDOW_BITS) != Z_OK) {
        vd_free(z);
        return SQLITE_NOMEM;
    }
    u->stream = z;
    return SQLITE_OK;
}

/* The first `wanted` bytes of all; some more, so that zlib need not count every byte of the last ones. */
static int part_inflate(vd_unpacker *u, vd_str packed, const place *where, size_t wanted)
{
    enum { MORE = 320 };
    size_t room = wanted + MORE < where->all ? wanted + MORE : where->all;
    vd_buf_reset(&u->bytes);
    int code = vd_buf_reserve(&u->bytes, room) ? stream_begin(u) : SQLITE_NOMEM;
    if (code != SQLITE_OK) {
        return code;
    }
    z_stream *z = u->stream;
    z->next_in = (const Bytef *)packed.ptr + where->data;
    z->avail_in = (uInt)(packed.len - where->data);
    z->next_out = (Bytef *)u->bytes.ptr;
    z->avail_out = (uInt)room;
    code = inflate(z, Z_SYNC_FLUSH);
    u->bytes.len = room - z->avail_out;
    bool good = (code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR) && u->bytes.len >= wanted;
    return good ? SQLITE_OK : code == Z_MEM_ERROR ? SQLITE_NOMEM : SQLITE_CORRUPT;
}

vd_status vd_passage_part(vd_unpacker *u, vd_str packed, vd_span span, vd_arena *arena, vd_str *out, vd_error *err)
{
    place where;
    size_t len = span.end - span.start;
    *out = VD_NONE;
    int code = place_find(packed, span, &where);
    if (code == SQLITE_OK && !where.found) {
        return VD_OK;
    }
    if (code == SQLITE_OK) {
        code = part_inflate(u, packed, &where, where.at + len);
    }
    if (code == SQLITE_OK) {
        *out = vd_text_clean(arena, vd_str_slice(vd_buf_str(&u->bytes), where.at, where.at + len));
        code = out->ptr != NULL ? SQLITE_OK : SQLITE_NOMEM;
    }
    return code == SQLITE_OK      ? VD_OK
           : code == SQLITE_NOMEM ? vd_fail_memory(err)
                                  : vd_fail(err, VD_NOT_A_DATABASE, "the text kept around mentions is damaged");
}

void vd_unpacker_clear(vd_unpacker *u)
{
    if (u->stream != NULL) {
        inflateEnd(u->stream);
        vd_free(u->stream);
    }
    vd_buf_clear(&u->bytes);
    *u = (vd_unpacker){0};
}

/* ---- For SQL ---------------------------------------------------------------------------------------------------- */

static void part_answer(sqlite3_context *context, const memo *m, sqlite3_int64 start, sqlite3_int64 end)
{
    vd_arena arena = {0};
    vd_str part = memo_find(m, (size_t)start, (size_t)end);
    vd_str clean = part.ptr == NULL ? VD_NONE : vd_text_clean(&arena, part);
    if (clean.ptr != NULL) {
        sqlite3_result_text64(context, clean.ptr, clean.len, SQLITE_TRANSIENT, SQLITE_UTF8);
    } else if (part.ptr != NULL) {
        sqlite3_result_error_nomem(context);
    }
    vd_arena_clear(&arena);
}

static vd_str value_bytes(sqlite3_value *value)
{
    const char *bytes = sqlite3_value_blob(value);
    return (vd_str){bytes, (size_t)sqlite3_value_bytes(value)};
}

/* The same, as it stands in the text. */
static void bytes_answer(sqlite3_context *context, const memo *m, sqlite3_int64 start, sqlite3_int64 end)
{
    vd_str part = memo_find(m, (size_t)start, (size_t)end);
    if (part.ptr != NULL) {
        sqlite3_result_blob64(context, part.ptr, part.len, SQLITE_TRANSIENT);
    }
}

static void given_call(sqlite3_context *context, sqlite3_value **values,
                       void (*answer)(sqlite3_context *context, const memo *m, sqlite3_int64 start, sqlite3_int64 end))
{
    memo *m = &((passages *)sqlite3_user_data(context))->given;
    vd_str packed = value_bytes(values[0]);
    sqlite3_int64 start = sqlite3_value_int64(values[1]), end = sqlite3_value_int64(values[2]);
    if (sqlite3_value_type(values[0]) == SQLITE_NULL || start < 0 || end < start) {
        return; /* NULL */
    }
    int code = SQLITE_OK;
    if (packed.len == 0 || !vd_str_eq(packed, vd_buf_str(&m->packed))) {
        code = memo_fill(m, packed);
        vd_buf_add(&m->packed, packed);
        code = code == SQLITE_OK && !vd_buf_ok(&m->packed) ? SQLITE_NOMEM : code;
    }
    if (code == SQLITE_OK) {
        answer(context, m, start, end);
    } else {
        memo_clear(m);
        sqlite3_result_error_code(context, code);
    }
}

static void shown_call(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    given_call(context, values, part_answer);
}

static void kept_call(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    given_call(context, values, bytes_answer);
}

/* The source as it is now.  false: it is being written, and may come to be as it was. */
static bool origin_now(sqlite3 *sql, sqlite3_int64 source, origin *out)
{
    *out = (origin){.stored = true, .source = source, .changes = sqlite3_total_changes64(sql)};
    return sqlite3_file_control(sql, "main", SQLITE_FCNTL_DATA_VERSION, &out->version) == SQLITE_OK &&
           sqlite3_txn_state(sql, "main") != SQLITE_TXN_WRITE;
}

static bool origin_same(const origin *a, const origin *b)
{
    return a->stored && b->stored && a->source == b->source && a->changes == b->changes && a->version == b->version;
}

/* passages_held(source): does shown_of() need no words of it? */
static void held_call(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    const passages *p = sqlite3_user_data(context);
    origin now;
    bool settled = origin_now(p->sql, sqlite3_value_int64(values[0]), &now);
    sqlite3_result_int(context, settled && origin_same(&p->stored.of, &now));
}

static void shown_of_call(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    passages *p = sqlite3_user_data(context);
    memo *m = &p->stored;
    sqlite3_int64 start = sqlite3_value_int64(values[1]), end = sqlite3_value_int64(values[2]);
    origin now;
    bool settled = origin_now(p->sql, sqlite3_value_int64(values[0]), &now);
    int code = SQLITE_OK;
    if (sqlite3_value_type(values[3]) != SQLITE_NULL) {
        code = memo_fill(m, value_bytes(values[3]));
        m->of.stored = false;
        if (settled) {
            m->of = now;
        }
    } else if (!settled || !origin_same(&m->of, &now)) {
        memo_clear(m); /* a source of which nothing is kept */
    }
    if (code != SQLITE_OK) {
        memo_clear(m);
        sqlite3_result_error_code(context, code);
    } else if (start >= 0 && end >= start) {
        part_answer(context, m, start, end);
    }
}

vd_status vd_passages_register(sqlite3 *sql, vd_error *err)
{
    const int own = SQLITE_UTF8 | SQLITE_DIRECTONLY, plain = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    passages *p = vd_alloc_zero(sizeof *p);
    if (p == NULL) {
        return vd_fail_memory(err);
    }
    p->sql = sql;
    /* Whether this fails or the connection ends, SQLite frees the context. */
    int code = sqlite3_create_function_v2(sql, "shown", 3, plain, p, shown_call, NULL, NULL, passages_free);
    if (code == SQLITE_OK) {
        code = sqlite3_create_function_v2(sql, "kept", 3, plain, p, kept_call, NULL, NULL, NULL);
    }
    if (code == SQLITE_OK) {
        code = sqlite3_create_function_v2(sql, "shown_of", 4, own, p, shown_of_call, NULL, NULL, NULL);
    }
    if (code == SQLITE_OK) {
        code = sqlite3_create_function_v2(sql, "passages_held", 1, own, p, held_call, NULL, NULL, NULL);
    }
    return code == SQLITE_OK ? VD_OK : vd_sql_fail(sql, code, NULL, err);
}
