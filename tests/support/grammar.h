/** One grammar for all tests of a program: grammar_open() and grammar_close() are its group's setup and teardown. */
#ifndef VD_TESTS_SUPPORT_GRAMMAR_H
#define VD_TESTS_SUPPORT_GRAMMAR_H

#include "viendan.h"

#include <stddef.h>

static vd_grammar *grammar;

static int grammar_open(void **state)
{
    (void)state;
    return vd_grammar_new(&grammar, NULL) == VD_OK ? 0 : -1;
}

static int grammar_close(void **state)
{
    (void)state;
    vd_grammar_free(grammar);
    return 0;
}

#endif
