/** What every fuzz target is made of. */
#ifndef VD_TESTS_FUZZ_FUZZ_H
#define VD_TESTS_FUZZ_FUZZ_H

#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>

/** Stop at once when what must hold does not: the fuzzer keeps the input that did it. */
#define FUZZ_MUST(condition)                                                        \
    do {                                                                            \
        if (!(condition)) {                                                         \
            fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition); \
            abort();                                                                \
        }                                                                           \
    } while (0)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
