/** A graph and rows for tests of the force room: one cited document "law" and who acts on it. */
#ifndef VD_TESTS_FORCE_WORLD_H
#define VD_TESTS_FORCE_WORLD_H

#include "graph/sample.h"

#include "base/date.h"
#include "force/finding.h"

typedef struct world {
    vd_arena arena;
    sample_graph sample;
    vd_change rows[64];
    size_t row_count;
    vd_changes changes;
    vd_force force;
} world;

static inline vd_date day(const char *text)
{
    vd_date date = {0};
    assert_true(*text == '\0' || vd_date_parse(vd_str_of(text), &date));
    return date;
}

static inline vd_change *world_row(world *w, const char *target, vd_step_kind kind, const char *acting,
                                   const char *effective, const char *source)
{
    vd_change *row = &w->rows[w->row_count++];
    assert_true(w->row_count <= sizeof w->rows / sizeof w->rows[0]);
    *row = (vd_change){.target = vd_str_of(target),
                       .acting = *acting ? vd_str_of(acting) : VD_NONE,
                       .kind = kind,
                       .effective = day(effective),
                       .confidence = 0.9,
                       .source = vd_str_of(source)};
    return row;
}

/** Rows sorted, histories made. */
static inline const vd_force *world_done(world *w)
{
    vd_changes_sort(w->rows, w->row_count);
    w->changes = (vd_changes){w->rows, w->row_count};
    assert_int_equal(vd_force_make(&w->arena, sample_done(&w->sample), &w->changes, &w->force, NULL), VD_OK);
    return &w->force;
}

static inline void world_clear(world *w)
{
    vd_arena_clear(&w->arena);
    *w = (world){0};
}

/** The node of a document that only rows know. */
static inline uint32_t world_node(const world *w, const char *number)
{
    for (size_t i = 0; i < w->force.node_count; i++) {
        if (vd_str_eq(w->force.nodes[i].number, vd_str_of(number)) ||
            vd_str_eq(w->force.nodes[i].id, vd_str_of(number))) {
            return (uint32_t)i;
        }
    }
    fail_msg("no document %s", number);
    return VD_GRAPH_NONE;
}

/** The only step of that kind. */
static inline const vd_step *world_step(const world *w, uint32_t node, vd_step_kind kind)
{
    vd_history history = vd_force_history(&w->force, node);
    const vd_step *found = NULL;
    for (size_t i = 0; i < history.count; i++) {
        if (history.steps[i].kind == kind) {
            assert_null(found);
            found = &history.steps[i];
        }
    }
    assert_non_null(found);
    return found;
}

#endif
