/** What the machine can do, asked once. */
#include "base/cpu.h"

#include <stdlib.h>

#if VD_CPU_ARM
static const char *const names[] = {"plain", "neon"};
#else
static const char *const names[] = {"plain", "sse2", "avx2", "avx512"};
#endif

atomic_int vd_cpu_chosen;

vd_cpu vd_cpu_best(void)
{
#if VD_CPU_X86
    bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") &&
                __builtin_cpu_supports("popcnt");
    bool avx512 = avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                  __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vbmi2");
    return avx512 ? VD_CPU_AVX512 : avx2 ? VD_CPU_AVX2 : VD_CPU_SSE2;
#elif VD_CPU_ARM
    return VD_CPU_NEON;
#else
    return VD_CPU_PLAIN;
#endif
}

void vd_cpu_force(vd_cpu cpu)
{
    vd_cpu best = vd_cpu_best();
    atomic_store_explicit(&vd_cpu_chosen, 1 + (int)(cpu < best ? cpu : best), memory_order_relaxed);
}

void vd_cpu_choose(void)
{
    vd_cpu cpu = vd_cpu_best();
    const char *wish = getenv("VIENDAN_CPU");
    for (size_t i = 0; wish && i < sizeof names / sizeof *names; i++) {
        cpu = strcmp(wish, names[i]) == 0 ? (vd_cpu)i : cpu;
    }
    vd_cpu_force(cpu);
}

const char *vd_cpu_name(vd_cpu cpu)
{
    return names[cpu];
}
