/** The words about rows of the graph: what is known of a document, and where a proof stands.
 *
 *  A row with its words costs more than finding it: three places of the file are read and the text around the evidence
 * unpacked.  Who asks in a session asks for the same rows again, so those shown last are kept with the graph. */
#ifndef VD_STORE_NET_WORDS_H
#define VD_STORE_NET_WORDS_H

#include "store/net.h"
#include "store/passage.h"

#include <sqlite3.h>

typedef struct vd_net_words_entry vd_net_words_entry;

/** Zero-initialise with `sql` set, prepared when first used; vd_net_words_clear() at the end.  As long as the graph
 * stands, what is kept here does. */
typedef struct vd_net_words {
    sqlite3 *sql;
    sqlite3_stmt *document, *evidence;
    vd_unpacker unpacker;
    vd_net_words_entry *entries; /* by a hash of their key; NULL: none yet */
    vd_arena kept;               /* what the entries hold, and have held */
    size_t bytes;                /* about as many in it */
} vd_net_words;

/** As the members of vd_net_view.    Errors: NO_MEMORY, database errors. */
VD_CHECKED vd_status vd_net_words_document(vd_net_words *words, uint32_t row, vd_arena *arena, vd_graph_document *out,
                                           vd_error *err);
VD_CHECKED vd_status vd_net_words_id(vd_net_words *words, uint32_t row, vd_arena *arena, vd_str *out, vd_error *err);
VD_CHECKED vd_status vd_net_words_evidence(vd_net_words *words, const vd_net_proof *proof, vd_arena *arena,
                                           vd_graph_edge *out, vd_error *err);
void vd_net_words_clear(vd_net_words *words);

#endif
