/* A corpus of any size whose mentions, edges and history are known: see tools/synth --help. */
#include "synth/noise.h"
#include "synth/truth.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { FOLDER = 1000, FLUSH = 1 << 20 };

typedef struct request {
    uint32_t documents, bytes, noise;
    uint64_t seed;
    const char *folder, *lines, *truth;
} request;

static int usage(void)
{
    fputs("usage: vd_synth --documents N [--seed S] [--bytes-per-document N] [--noise PERCENT]\n"
          "                (--out FOLDER | --jsonl FILE) [--truth FILE]\n",
          stderr);
    return 2;
}

static int cannot(const char *what)
{
    fprintf(stderr, "vd_synth: %s: %s\n", what, strerror(errno));
    return 3;
}

static bool number_read(const char *text, uint64_t most, uint64_t *out)
{
    char *end = NULL;
    errno = 0;
    unsigned long long value = strtoull(text, &end, 10);
    *out = value;
    return errno == 0 && end != text && *end == '\0' && text[0] != '-' && value <= most;
}

static bool request_read(int argc, char **argv, request *r)
{
    for (int i = 1; i < argc; i += 2) {
        const char *name = argv[i];
        const char *value = i + 1 < argc ? argv[i + 1] : NULL;
        uint64_t number = 0;
        if (value == NULL) {
            return false;
        }
        if (strcmp(name, "--out") == 0) {
            r->folder = value;
        } else if (strcmp(name, "--jsonl") == 0) {
            r->lines = value;
        } else if (strcmp(name, "--truth") == 0) {
            r->truth = value;
        } else if (strcmp(name, "--documents") == 0 && number_read(value, 10000000, &number) && number > 0) {
            r->documents = (uint32_t)number;
        } else if (strcmp(name, "--seed") == 0 && number_read(value, UINT64_MAX, &number)) {
            r->seed = number;
        } else if (strcmp(name, "--bytes-per-document") == 0 && number_read(value, 10000000, &number) &&
                   number >= 500) {
            r->bytes = (uint32_t)number;
        } else if (strcmp(name, "--noise") == 0 && number_read(value, 100, &number)) {
            r->noise = (uint32_t)number;
        } else {
            return false;
        }
    }
    return r->documents && (r->folder == NULL) != (r->lines == NULL);
}

static FILE *open_for(const char *path)
{
    return strcmp(path, "-") == 0 ? stdout : fopen(path, "wb");
}

static bool flush(vd_buf *buf, FILE *file, size_t above)
{
    if (buf->len <= above) {
        return vd_buf_ok(buf);
    }
    bool done = vd_buf_ok(buf) && fwrite(buf->ptr, 1, buf->len, file) == buf->len;
    vd_buf_reset(buf);
    return done;
}

/* FOLDER/000/s000000.txt: no folder has more than a thousand files. */
static bool file_write(const char *folder, uint32_t index, const char *doc, const vd_buf *text)
{
    char path[4096];
    int len = snprintf(path, sizeof path, "%s/%03u", folder, index / FOLDER);
    if (len < 0 || (size_t)len + 32 > sizeof path) {
        errno = ENAMETOOLONG;
        return false;
    }
    if (index % FOLDER == 0 && mkdir(path, 0777) != 0 && errno != EEXIST) {
        return false;
    }
    (void)snprintf(path + len, sizeof path - (size_t)len, "/%s.txt", doc);
    FILE *file = fopen(path, "wb");
    if (file == NULL) {
        return false;
    }
    bool done = fwrite(text->ptr, 1, text->len, file) == text->len;
    return fclose(file) == 0 && done;
}

static bool line_add(vd_buf *out, const char *doc, const vd_buf *text)
{
    vd_buf_add_format(out, "{\"id\":\"%s\",\"text\":", doc);
    vd_buf_add_json(out, vd_buf_str(text));
    vd_buf_add_text(out, "}\n");
    return vd_buf_ok(out);
}

static bool corpus_write(const request *r, world *w, page *g, FILE *lines, FILE *truth)
{
    vd_buf line = {0};
    vd_buf rows = {0};
    bool done = true;
    for (uint32_t i = 0; i < r->documents && done; i++) {
        char doc[16];
        (void)snprintf(doc, sizeof doc, "s%06u", i);
        page_write(g, w, r->seed, i, r->bytes);
        draw noise = draw_of(r->seed, (UINT64_C(1) << 42) + i);
        if (draw_chance(&noise, r->noise)) {
            page_damage(g);
        }
        done = !g->failed && (lines ? line_add(&line, doc, &g->text) && flush(&line, lines, FLUSH)
                                    : file_write(r->folder, i, doc, &g->text));
        if (done && truth) {
            truth_add(&rows, g, doc);
            done = flush(&rows, truth, FLUSH);
        }
    }
    done = done && (!lines || flush(&line, lines, 0)) && (!truth || flush(&rows, truth, 0));
    vd_buf_clear(&line);
    vd_buf_clear(&rows);
    return done;
}

static bool closed(FILE *file)
{
    return file == NULL || (file == stdout ? fflush(file) : fclose(file)) == 0;
}

int main(int argc, char **argv)
{
    request r = {.bytes = 10000, .seed = 1};
    static page g;
    if (!request_read(argc, argv, &r)) {
        return usage();
    }
    if (r.folder && mkdir(r.folder, 0777) != 0 && errno != EEXIST) {
        return cannot(r.folder);
    }
    FILE *lines = r.lines ? open_for(r.lines) : NULL;
    FILE *truth = r.truth ? open_for(r.truth) : NULL;
    if ((r.lines && !lines) || (r.truth && !truth)) {
        return cannot(r.lines && !lines ? r.lines : r.truth);
    }
    world *w = world_new(r.seed, r.documents);
    bool done = w && corpus_write(&r, w, &g, lines, truth);
    int error = errno;
    done = closed(lines) && closed(truth) && done;
    world_free(w);
    page_clear(&g);
    errno = error;
    return done ? 0 : cannot("the corpus could not be written");
}
