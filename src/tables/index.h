/** Sorted keys of the tables, as tablec writes them; only lookup.c and the tests look at them. */
#ifndef VD_TABLES_INDEX_H
#define VD_TABLES_INDEX_H

#include "tables/tables.h"

/** One folded key and the row it belongs to; in byte order of the keys, then by row. */
typedef struct vd_table_key {
    const char *fold;
    size_t row;
} vd_table_key;

#define VD_TABLE_INDEX(name)               \
    extern const vd_table_key vd_##name[]; \
    extern const size_t vd_##name##_count;
VD_TABLE_INDEX(types_index_fold)
VD_TABLE_INDEX(types_index_abbr)
VD_TABLE_INDEX(ocr_words_index_word)
VD_TABLE_INDEX(ocr_words_index_misread)
VD_TABLE_INDEX(issuers_index_symbol)
VD_TABLE_INDEX(issuers_index_name)
VD_TABLE_INDEX(places_index_fold)
VD_TABLE_INDEX(catalogue_index_number)
VD_TABLE_INDEX(catalogue_index_title)
VD_TABLE_INDEX(decrees_index_number)
VD_TABLE_INDEX(amendments_index_acting)
VD_TABLE_INDEX(amendments_index_target)
VD_TABLE_INDEX(abbreviations_index_fold)
VD_TABLE_INDEX(terms_index_term)
#undef VD_TABLE_INDEX

#endif
