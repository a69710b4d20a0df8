/** What the files that read relations share: statements, and what citations stand in.
 *  Only files of this room see this header. */
#ifndef VD_EXTRACT_RELATION_H
#define VD_EXTRACT_RELATION_H

#include "extract/outlook.h"

/** So many drafts or statements back is near. */
enum { VD_NEAR_MAX = 16 };

/* statement.c */
/** Notes that `from` (< 0: VD_ACTOR_…, the source's own document) stands in `relation` to `to`; what cannot be, as that
 * an older document changes a younger one, is not noted: NULL.  Valid until the next. */
vd_statement *vd_statement_add(vd_scan *scan, vd_relation relation, int from, int to, double confidence);
/** The words that say it; `statement` may be NULL. */
void vd_statement_cue(vd_statement *statement, vd_range range);
/** The last statement of `from` about `to`, if it is near, or NULL. */
const vd_statement *vd_statement_to(const vd_scan *scan, int from, int to);
/** The cited document in whose title a draft stands, or -1. */
int vd_title_of(const vd_scan *scan, int index);
/** The draft of the same title, or at top level, that stands right before `index`, or -1. */
int vd_draft_before(const vd_scan *scan, int index);
/** The actor for what stands in the title of draft `parent`: a text promulgated with a decision acts through the
 *  decision. */
int vd_embedded_actor(const vd_scan *scan, int parent);

/* pinpoint.c */
/** The provisions named last before `at`, as far as no sentence or line ends between. */
void vd_pinpoint_before(vd_scan *scan, size_t at, vd_range *place);

/* embed.c */
/** Relates the draft to the one in whose title it stands. */
void vd_relate_embedded(vd_scan *scan, int index);
/** Do the words between a standard and a document say that it was promulgated with that? */
bool vd_says_promulgated(const vd_scan *scan, vd_range words);

/* passive.c */
/** The amenders that stand on lines of their own behind "được sửa đổi, bổ sung bởi:". */
typedef struct vd_amenders {
    int target; /* -1: no such list is open */
    vd_relation relation;
    vd_range words;
    const vd_type_row *type;
} vd_amenders;

/** True when the draft was related as what does something to one before it. */
bool vd_relate_passive(vd_scan *scan, vd_outlook *view, vd_amenders *list, int index);
/** True when the draft is an act told by when it amended the law before it, and was related so. */
bool vd_relate_elided(vd_scan *scan, vd_outlook *view, int index);
bool vd_relate_resumed(vd_scan *scan, const vd_outlook *view, int index);
/** "… được sửa đổi tại Điều 1 Luật này": what the draft, which is "Luật này", does to the one before it. */
void vd_relate_itself(vd_scan *scan, const vd_outlook *view, int index);
/** Does the draft stand in the head of a consolidated text, before its body? */
bool vd_in_consolidated_head(const vd_scan *scan, const vd_draft *draft);

/* row_reason.c */
/** The draft that the row around draft `index` is about; -1: no row, or none that opens it. */
int vd_row_subject(const vd_scan *scan, int index);
/** True when the draft was related as what ended or changed the document of its row, in a cell that says no more. */
bool vd_relate_reason(vd_scan *scan, int index);

/* told.c */
/** Is the text no document, and tells what documents do?  Needs pinpoints. */
vd_telling vd_telling_of(const vd_scan *scan);
/** Around `words` in their sentence: "… hết hiệu lực kể từ ngày Nghị định số A có hiệu lực"; the draft of A, or -1. */
int vd_ended_by(const vd_scan *scan, vd_range words);

/* closing.c */
/** Where the document itself is over, in the folded text. */
size_t vd_document_end(const vd_scan *scan);
/** Can the draft be a target in a document that ends at `end`? */
bool vd_takes_part(const vd_draft *draft, size_t end);

/* basis.c */
/** "Căn cứ" governs the draft: `head` becomes what that says, of the document or of another. */
void vd_basis_weigh(const vd_scan *scan, const vd_outlook *view, const vd_draft *draft, vd_cue *head);

#endif
