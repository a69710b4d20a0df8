/** Streams: a crew takes blocks of lines, extracts each line's text, and gives away what it wrote, line after line. */
#include "base/alloc.h"
#include "base/buf.h"
#include "base/crew.h"
#include "base/error.h"
#include "base/utf8.h"
#include "extract/source.h"
#include "read/jsonl.h"
#include "read/lines.h"

/* More threads than this are had only by asking: each holds its own memory, and few inputs come fast enough. */
#define JOBS_UNASKED ((size_t)8)
/* Blocks under way for each thread: one in work and some that wait for a slow one before them.  While one thread reads
 * a text of 4 MB, the others read as much. */
#define BLOCKS_A_MEMBER ((size_t)8)
/* What a block takes more is given back: else one long line after the other would leave its length in every slot. */
#define KEPT_MOST ((size_t)1 << 20)

/* What is to be said or given of one line. */
typedef struct record {
    size_t line, column;
    size_t from, to, rows; /* of the slot's parts */
    size_t invalid, invalid_first;
    size_t given_up, given_up_first;
    vd_error *err; /* NULL: a part */
} record;

/* A block of lines on its way, and what became of it. */
typedef struct slot {
    vd_buf lines, parts;
    size_t first; /* number of its first line */
    size_t last;  /* lines read by then, and bytes */
    uint64_t bytes;
    record *records;
    size_t count, cap;
} slot;

typedef struct stream_run {
    const vd_grammar *grammar;
    const vd_stream *stream;
    vd_lines lines;
    slot *slots;
    vd_source **sources; /* one a member */
    size_t slot_count, member_count;
} stream_run;

static size_t line_most(const vd_stream *stream)
{
    return stream->line_most && stream->line_most < VD_SOURCE_MAX ? stream->line_most : VD_SOURCE_MAX;
}

static vd_status fail_long(const vd_stream *stream, vd_error *err)
{
    return vd_fail(err, VD_LIMIT, "a line of more than %zu bytes, the most that is read in one piece",
                   line_most(stream));
}

static vd_status fail_stopped(vd_error *err)
{
    return vd_fail(err, VD_STOPPED, "%s", vd_status_text(VD_STOPPED));
}

static vd_status block_take(void *context, size_t index, bool *end, vd_error *err)
{
    stream_run *run = context;
    slot *s = &run->slots[index];
    s->first = run->lines.count + 1;
    vd_status status = vd_lines_next(&run->lines, line_most(run->stream), &s->lines, end, err);
    s->last = run->lines.count;
    s->bytes = run->lines.bytes;
    return status;
}

static record *record_add(slot *s, size_t line)
{
    if (s->count == s->cap) {
        record *grown = vd_grown(s->records, &s->cap, 16, sizeof *grown);
        if (grown == NULL) {
            return NULL;
        }
        s->records = grown;
    }
    record *added = &s->records[s->count++];
    *added = (record){.line = line, .from = s->parts.len, .to = s->parts.len};
    return added;
}

/* The line gives nothing, because of `err`. */
static vd_status record_fail(record *r, size_t column, const vd_error *why, vd_error *err)
{
    r->column = column;
    r->err = vd_alloc(sizeof *r->err);
    if (!r->err) {
        return vd_fail_memory(err);
    }
    *r->err = *why;
    return VD_OK;
}

static bool part_write(void *context, const char *bytes, size_t len)
{
    vd_buf *parts = context;
    vd_buf_add(parts, (vd_str){bytes, len});
    return vd_buf_ok(parts);
}

/* Write the mentions of one text behind the slot's parts. */
static vd_status part_add(const vd_stream *stream, slot *s, record *r, const vd_source *source,
                          const vd_extraction *extraction, vd_error *err)
{
    vd_rows *rows = NULL;
    vd_status status = vd_extraction_rows(source, extraction, &rows, err);
    if (status == VD_OK) {
        vd_sink sink = {part_write, &s->parts};
        status = vd_rows_write(rows, stream->format, stream->style, sink, &r->rows, err);
    }
    vd_rows_free(rows);
    r->to = s->parts.len;
    return vd_buf_ok(&s->parts) ? status : vd_fail_memory(err);
}

/* The source of a line's text, in *source; the line's failure, if it has one, in the record. */
static vd_status line_source(const vd_stream *stream, char *line, size_t len, vd_source **source, record *r,
                             vd_error *err)
{
    vd_error why = {.status = VD_OK};
    vd_jsonl_error refused;
    vd_str id, text;
    if (len > line_most(stream)) {
        (void)fail_long(stream, &why);
        return record_fail(r, 0, &why, err);
    }
    if (!vd_jsonl_read(line, len, &id, &text, &refused)) {
        (void)vd_fail(&why, VD_NOT_TEXT, "%s", refused.text);
        return record_fail(r, vd_utf8_column(line, refused.offset), &why, err);
    }
    vd_status status = vd_source_renew(source, id, text, &why);
    if (status == VD_OK) {
        r->invalid = vd_source_invalid(*source, &r->invalid_first);
        return VD_OK;
    }
    return status == VD_NO_MEMORY ? vd_fail_memory(err) : record_fail(r, 0, &why, err);
}

/* Parts are rows of mentions: nothing that statements alone need is in them. */
static unsigned forms_needed(const vd_stream *stream)
{
    return stream->forms == 0 && stream->part ? VD_FORMS_EVERY : stream->forms;
}

/* One line, that is not blank: its part, or why there is none. */
static vd_status line_work(stream_run *run, slot *s, vd_source **source, vd_str line, size_t number, vd_error *err)
{
    vd_error why = {.status = VD_OK};
    vd_extraction extraction;
    record *r = record_add(s, number);
    if (!r) {
        return vd_fail_memory(err);
    }
    vd_status status = line_source(run->stream, s->lines.ptr + (line.ptr - s->lines.ptr), line.len, source, r, err);
    if (status != VD_OK || r->err) {
        return status;
    }
    status = vd_extract_forms(run->grammar, *source, forms_needed(run->stream), &extraction, &why);
    r->given_up = extraction.given_up;
    r->given_up_first = extraction.given_up_first;
    if (status == VD_OK && run->stream->each) {
        bool on = run->stream->each(run->stream->context, *source, &extraction, number);
        return on ? VD_OK : fail_stopped(err);
    }
    if (status == VD_OK) {
        return part_add(run->stream, s, r, *source, &extraction, err);
    }
    return status == VD_NO_MEMORY ? vd_fail_memory(err) : record_fail(r, 0, &why, err);
}

static bool line_blank(vd_str line)
{
    for (size_t i = 0; i < line.len; i++) {
        if (!VD_AMONG(line.ptr[i], " \t\r\n")) {
            return false;
        }
    }
    return true;
}

/* Say and give away what a slot holds, and empty it. */
static vd_status slot_give(const stream_run *run, slot *s, vd_error *err)
{
    const vd_stream *stream = run->stream;
    bool on = true;
    for (size_t i = 0; i < s->count; i++) {
        record *r = &s->records[i];
        vd_stream_note note = {r->line,          r->column,   r->err,           r->invalid,
                               r->invalid_first, r->given_up, r->given_up_first};
        if (on && (r->err || r->invalid || r->given_up)) {
            on = stream->note(stream->context, &note);
        }
        if (on && !r->err && stream->part) {
            on = stream->part(stream->context, s->parts.len ? s->parts.ptr + r->from : "", r->to - r->from, r->rows);
        }
        vd_free(r->err);
    }
    s->count = 0;
    vd_buf_reset_most(&s->parts, KEPT_MOST);
    return on ? VD_OK : fail_stopped(err);
}

static vd_status block_work(void *context, size_t member, size_t index, vd_error *err)
{
    stream_run *run = context;
    slot *s = &run->slots[index];
    vd_str block = vd_buf_str(&s->lines);
    vd_status status = VD_OK;
    if (block.len == 0) { /* one line, too long to be read */
        vd_error why;
        record *r = record_add(s, s->first);
        (void)fail_long(run->stream, &why);
        return r ? record_fail(r, 0, &why, err) : vd_fail_memory(err);
    }
    size_t number = s->first;
    for (size_t at = 0; at < block.len && status == VD_OK; number++) {
        const char *hit = memchr(block.ptr + at, '\n', block.len - at);
        size_t next = hit ? (size_t)(hit - block.ptr) + 1 : block.len;
        vd_str line = vd_str_slice(block, at, next);
        /* A byte order mark is no part of the first object. */
        line = number == 1 && vd_str_starts(line, VD_LIT("\xEF\xBB\xBF")) ? vd_str_slice(line, 3, line.len) : line;
        if (!line_blank(line)) {
            status = line_work(run, s, &run->sources[member], line, number, err);
        }
        if (status == VD_OK && run->stream->each) {
            status = slot_give(run, s, err);
        }
        at = next;
    }
    return status;
}

static vd_status block_give(void *context, size_t index, vd_error *err)
{
    stream_run *run = context;
    slot *s = &run->slots[index];
    const vd_stream *stream = run->stream;
    vd_status status = slot_give(run, s, err);
    vd_buf_reset_most(&s->lines, KEPT_MOST);
    if (status == VD_OK && stream->progress && !stream->progress(stream->context, s->last, s->bytes)) {
        status = fail_stopped(err);
    }
    return status;
}

static void run_clear(stream_run *run)
{
    for (size_t i = 0; run->slots && i < run->slot_count; i++) {
        slot *s = &run->slots[i];
        for (size_t k = 0; k < s->count; k++) {
            vd_free(s->records[k].err);
        }
        vd_free(s->records);
        vd_buf_clear(&s->lines);
        vd_buf_clear(&s->parts);
    }
    for (size_t i = 0; run->sources && i < run->member_count; i++) {
        vd_source_free(run->sources[i]);
    }
    vd_free(run->slots);
    vd_free(run->sources);
    vd_lines_close(&run->lines);
}

static size_t jobs_count(const vd_stream *stream)
{
    size_t processors = vd_crew_processors();
    size_t unasked = processors < JOBS_UNASKED ? processors : JOBS_UNASKED;
    return stream->each ? 1 : stream->jobs ? stream->jobs : unasked;
}

vd_status vd_extract_stream(const vd_grammar *grammar, const vd_stream *stream, vd_error *err)
{
    stream_run run = {.grammar = grammar, .stream = stream};
    vd_crew_job job = {
        .members = jobs_count(stream), .context = &run, .take = block_take, .work = block_work, .give = block_give};
    vd_status status = vd_lines_open(&run.lines, stream->path, err);
    if (status != VD_OK) {
        return status;
    }
    run.lines.stop = (vd_stop){stream->stop, stream->context};
    run.member_count = vd_crew_members(&job);
    job.slots = run.member_count > 1 ? run.member_count * BLOCKS_A_MEMBER : 1;
    run.slot_count = vd_crew_slots(&job);
    run.slots = vd_alloc_zero(run.slot_count * sizeof *run.slots);
    run.sources = vd_alloc_zero(run.member_count * sizeof(vd_source *));
    status = run.slots && run.sources ? vd_crew_run(&job, err) : vd_fail_memory(err);
    run_clear(&run);
    return status;
}
