/** Libraries that are loaded when they are needed: what is there works, what is not there is said in words. */
#include "base/library.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static unsigned long (*checksum)(unsigned long, const unsigned char *, unsigned);
static const char *(*version)(void);

static void finds_functions(void **state)
{
    (void)state;
    static const vd_library_symbol symbols[] = {{"crc32", &checksum}, {"zlibVersion", &version}};
    static vd_library library = {"libz.so.1", symbols, 2, false};
    vd_error err;
    assert_int_equal(vd_library_load(&library, &err), VD_OK);
    assert_int_equal(checksum(0, (const unsigned char *)"123456789", 9), 0xcbf43926);
    assert_int_equal(version()[0], '1');
    /* What is loaded is not looked for again. */
    library.file = "libviendan-none.so.1";
    assert_int_equal(vd_library_load(&library, &err), VD_OK);
}

static void missing_library(void **state)
{
    (void)state;
    static vd_library library = {"libviendan-none.so.1", NULL, 0, false};
    vd_error err;
    for (int i = 0; i < 2; i++) {
        assert_int_equal(vd_library_load(&library, &err), VD_IO);
        assert_non_null(strstr(err.text, "libviendan-none.so.1"));
        assert_false(library.loaded);
    }
}

static void missing_function(void **state)
{
    (void)state;
    static const char *(*none)(void);
    static const vd_library_symbol symbols[] = {{"zlibVersion", &version}, {"viendan_none", &none}};
    static vd_library library = {"libz.so.1", symbols, 2, false};
    vd_error err;
    assert_int_equal(vd_library_load(&library, &err), VD_IO);
    assert_string_equal(err.text, "libz.so.1 has no viendan_none");
    assert_null(none);
}

enum { THREADS = 8 };

static void *thread_load(void *library)
{
    bool good = vd_library_load(library, NULL) == VD_OK && version()[0] == '1';
    return good ? library : NULL;
}

static void many_threads(void **state)
{
    (void)state;
    static const vd_library_symbol symbols[] = {{"zlibVersion", &version}};
    static vd_library library = {"libz.so.1", symbols, 1, false};
    pthread_t threads[THREADS];
    version = NULL;
    for (int i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_create(&threads[i], NULL, thread_load, &library), 0);
    }
    for (int i = 0; i < THREADS; i++) {
        void *good = NULL;
        pthread_join(threads[i], &good);
        assert_ptr_equal(good, &library);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_functions),
        cmocka_unit_test(missing_library),
        cmocka_unit_test(missing_function),
        cmocka_unit_test(many_threads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
