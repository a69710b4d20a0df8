/** Where igraph's functions are. */
#include "graph/igraph.h"

#include "base/library.h"

VD_LIBRARY_NOTE(note, "rank", "Ranks of documents and groups of them", VD_IGRAPH_FILE);

vd_igraph_functions vd_igraph;

static const vd_library_symbol symbols[] = {
#define F(name) {#name, &vd_igraph.name},
#include "graph/igraph.def"
#undef F
};

static vd_library library = {VD_IGRAPH_FILE, symbols, sizeof symbols / sizeof *symbols, false};

vd_status vd_igraph_load(vd_error *err)
{
    return vd_library_load(&library, err);
}
