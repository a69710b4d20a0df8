/** How far long work is, for whoever wants to know. */
#ifndef VD_BASE_TOLD_H
#define VD_BASE_TOLD_H

#include "viendan.h"

/** Who is told; NULL in place of it, or of `step`: nobody. */
typedef struct vd_told {
    void (*step)(void *context, vd_deciding step, size_t done, size_t total);
    void *context;
} vd_told;

static inline void vd_tell(const vd_told *told, vd_deciding step, size_t done, size_t total)
{
    if (told && told->step) {
        told->step(told->context, step, done, total);
    }
}

/** The same of work in very many small parts: for every 256th, and for a thousand of them at the most. */
static inline void vd_tell_some(const vd_told *told, vd_deciding step, size_t done, size_t total)
{
    size_t every = total / 1000 < 256 ? 256 : total / 1000 + 1;
    if (done % every == 0) {
        vd_tell(told, step, done, total);
    }
}

#endif
