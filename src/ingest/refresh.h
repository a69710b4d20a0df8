/** Deciding anew what follows from all sources together. */
#ifndef VD_INGEST_REFRESH_H
#define VD_INGEST_REFRESH_H

#include "viendan.h"

/** Decide which document every mention means, where a source or the catalogue has changed since that was last done.
 *  Errors: NO_MEMORY, BUSY when another program keeps changing the database, database errors. */
VD_CHECKED vd_status vd_ingest_refresh(vd_db *db, vd_error *err);

/** How many sources that go are worth deciding one by one, since it may be for nothing. */
enum { VD_LEAVE_MOST = 8 };

/** Remove sources, and decide no more anew than they can matter to, all in one transaction, where that can be told.
 *  *done: they have gone; else nothing has changed.
 *  Errors: NO_MEMORY, database errors. */
VD_CHECKED vd_status vd_ingest_leave(vd_db *db, vd_str *paths, size_t count, bool *done, vd_error *err);

#endif
