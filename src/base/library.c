/** Loading a shared library that was not there at the start. */
#include "base/library.h"

#include "base/error.h"

#include <dlfcn.h>
#include <pthread.h>
#include <string.h>

static pthread_mutex_t loading = PTHREAD_MUTEX_INITIALIZER;

static vd_status symbols_find(const vd_library *library, void *handle, vd_error *err)
{
    for (size_t i = 0; i < library->count; i++) {
        const vd_library_symbol *symbol = &library->symbols[i];
        void *address = dlsym(handle, symbol->name);
        if (!address) {
            return vd_fail(err, VD_IO, "%s has no %s", library->file, symbol->name);
        }
        /* C knows no way from data to functions; POSIX says that the bits are the same. */
        memcpy(symbol->into, &address, sizeof address);
    }
    return VD_OK;
}

static vd_status library_load(vd_library *library, vd_error *err)
{
    /* Local: its thirty libraries do not get in the way of ours.  Now: nothing is found missing halfway. */
    void *handle = dlopen(library->file, RTLD_NOW | RTLD_LOCAL);
    if (!handle) {
        const char *why = dlerror();
        return vd_fail(err, VD_IO, "a library that this needs cannot be loaded: %s", why ? why : library->file);
    }
    vd_status status = symbols_find(library, handle, err);
    if (status != VD_OK) {
        dlclose(handle);
    }
    return status;
}

vd_status vd_library_load(vd_library *library, vd_error *err)
{
    pthread_mutex_lock(&loading);
    vd_status status = library->loaded ? VD_OK : library_load(library, err);
    library->loaded = status == VD_OK;
    pthread_mutex_unlock(&loading);
    return status;
}
