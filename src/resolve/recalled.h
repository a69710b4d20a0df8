/** What was asked of the past, while new sources are decided.
 *  Only past.c, said.c and news.c see this header. */
#ifndef VD_RESOLVE_RECALLED_H
#define VD_RESOLVE_RECALLED_H

#include "resolve/past.h"

struct vd_entry_place {
    int64_t name;
    int place;
};

struct vd_recalled {
    vd_status status;
    vd_error err;
    vd_document *documents; /* as they are kept */
    int *entities;
    bool *known;
    size_t count, cap;
    vd_map names; /* of by_name that are present */
    vd_str *lost;
    size_t lost_count, lost_cap;
    struct vd_relearnt *relearnt; /* .document is an entity here */
    size_t relearnt_count, relearnt_cap;
    struct vd_renamed *renamed;
    size_t renamed_count, renamed_cap;
    struct vd_entry_place *entries; /* by name, once one was looked for; in the arena */
};

#endif
