/** Which instructions the fast loops may use.  Every loop that has several forms gives the same result in all. */
#ifndef VD_BASE_CPU_H
#define VD_BASE_CPU_H

#include "base/str.h"

#include <stdatomic.h>

/* Loops for x86-64 are compiled behind this, each for its own instructions, whatever the rest is compiled for. */
#if defined(__x86_64__) && defined(__GNUC__)
#define VD_CPU_X86 1
#else
#define VD_CPU_X86 0
#endif

/* And those for 64-bit ARM, which always has NEON, behind this. */
#if defined(__aarch64__) && defined(__GNUC__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define VD_CPU_ARM 1
#else
#define VD_CPU_ARM 0
#endif

/** Have the memory at `ptr` at hand soon: for what is read here and there in a text that no cache holds.  Any address
 * will do.  A function that does nothing else is VD_FETCHING: GCC leaves out calls of what seems to have no effect. */
#ifdef __GNUC__
#define VD_FETCH(ptr) __builtin_prefetch(ptr)
#define VD_FETCHING static inline __attribute__((always_inline))
#else
#define VD_FETCH(ptr) ((void)(ptr))
#define VD_FETCHING static inline
#endif

/** From the least to the most: a machine that has one has those before it.  NEON is to an ARM what SSE2 is to an x86.
 */
typedef enum vd_cpu { VD_CPU_PLAIN, VD_CPU_SSE2, VD_CPU_AVX2, VD_CPU_AVX512, VD_CPU_NEON = VD_CPU_SSE2 } vd_cpu;

/** The most that this machine, and this build, can do. */
vd_cpu vd_cpu_best(void);
/** 1 + the vd_cpu in use; 0: not chosen yet.  Two threads that choose at once find the same. */
extern atomic_int vd_cpu_chosen;
void vd_cpu_choose(void);
/** What is to be used: the best, unless the environment variable VIENDAN_CPU ("plain", "sse2", "avx2", "avx512";
 * "plain", "neon") says less, which is read once.    Cost: a load. */
static inline vd_cpu vd_cpu_use(void)
{
    if (atomic_load_explicit(&vd_cpu_chosen, memory_order_relaxed) == 0) {
        vd_cpu_choose();
    }
    return (vd_cpu)(atomic_load_explicit(&vd_cpu_chosen, memory_order_relaxed) - 1);
}
/** Use this from now on, at most the best.  For tests and benchmarks. */
void vd_cpu_force(vd_cpu cpu);
/** "plain", "sse2" or "neon", "avx2", "avx512"; static. */
const char *vd_cpu_name(vd_cpu cpu);

#endif
