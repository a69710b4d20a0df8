/** From one document's bytes to what is stored of it. */
#include "ingest/reading.h"

#include "base/error.h"
#include "extract/source.h"
#include "read/read.h"
#include "rules_version.h"

vd_status vd_reading_fail(vd_reading *reading, const vd_error *failure, vd_error *err)
{
    if (failure->status == VD_NO_MEMORY) {
        return vd_fail_memory(err);
    }
    if (!reading->streamed && reading->source != NULL && failure->offset != SIZE_MAX) {
        vd_source_position(reading->source, failure->offset, &reading->line, &reading->column);
    }
    reading->failure = *failure;
    return VD_OK;
}

/* The hash says "same bytes, read by the same rules". */
static uint64_t content_hash(vd_str bytes)
{
    return vd_str_hash(bytes) ^ vd_str_hash(VD_LIT("viendan " VD_VERSION " " VD_RULES_VERSION));
}

vd_status vd_reading_file(vd_reading *reading, vd_error *err)
{
    vd_error failure = {0};
    if (vd_read_file(reading->path.ptr, &reading->read, &failure) != VD_OK) {
        return vd_reading_fail(reading, &failure, err);
    }
    reading->bytes = vd_buf_str(&reading->read);
    reading->hash = content_hash(reading->bytes);
    return VD_OK;
}

vd_status vd_reading_text(vd_reading *reading, vd_str text, vd_error *err)
{
    vd_error failure = {0};
    vd_status status = vd_str_trim(text).len == 0 ? vd_fail(&failure, VD_EMPTY, "empty text") : VD_OK;
    if (status == VD_OK) {
        status = vd_read_check(text, &failure);
    }
    if (status != VD_OK) {
        return vd_reading_fail(reading, &failure, err);
    }
    reading->bytes = text;
    reading->hash = content_hash(text);
    return VD_OK;
}

vd_status vd_reading_extract(vd_reading *reading, const vd_grammar *grammar, vd_error *err)
{
    vd_error failure = {.offset = SIZE_MAX};
    vd_status status = vd_source_from_bytes(reading->path, reading->bytes, &reading->source, &failure);
    if (status == VD_OK) {
        status = vd_extract(grammar, reading->source, &reading->extraction, &failure);
    }
    if (status == VD_OK) {
        status = vd_tasks_read(grammar, reading->source, &reading->extraction, &reading->tasks, &failure);
    }
    if (status == VD_OK) {
        status = vd_store_prepare(reading->path, reading->source, &reading->extraction, &reading->prepared, &failure);
    }
    if (status != VD_OK) {
        return vd_reading_fail(reading, &failure, err);
    }
    const vd_text *text = vd_source_text(reading->source);
    vd_print((vd_str){text->fold, text->fold_len}, reading->print);
    reading->extracted = true;
    return VD_OK;
}

vd_stored_source vd_reading_stored(const vd_reading *reading)
{
    return (vd_stored_source){
        .path = reading->path,
        .hash = reading->hash,
        .size = reading->bytes.len,
        .streamed = reading->streamed,
        .print = reading->print,
        .marks_lost = vd_source_text(reading->source)->marks_lost,
        .source = reading->source,
        .extraction = &reading->extraction,
        .tasks = &reading->tasks,
        .prepared = reading->prepared,
        .rules = VD_RULES_VERSION,
    };
}

void vd_reading_clear(vd_reading *reading)
{
    vd_prepared_free(reading->prepared);
    vd_source_free(reading->source);
    vd_buf_clear(&reading->read);
    *reading = (vd_reading){0};
}
