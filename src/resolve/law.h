/** Laws by name.
 *  Only the files about laws by name see this header. */
#ifndef VD_RESOLVE_LAW_H
#define VD_RESOLVE_LAW_H

#include "resolve/past.h"

/* law.c */
/** The date given with a name: behind it, or its year in the name itself, which is `year` where the title has it.  The
 *  date behind "Luật sửa đổi … của Luật A" is the amending law's. */
vd_date vd_law_date(vd_pool *pool, const vd_ref *ref, int year);

/* law_act.c */
/** The document that by the text's words amends, ends, details, implements or rests on what the mention means; NULL:
 *  there is none, it is the text itself, or the mention stands in a title.  `*last_passed`: it acts on the law last
 *  passed, in force or not.
 *  Cost: that of the text's claims, once. */
const vd_wording *vd_law_actor(vd_pool *pool, const vd_ref *ref, bool *last_passed);
/** When that was made, as narrow as its words tell; {0}: they do not. */
vd_date vd_law_acted(const vd_wording *actor);
/** The day from which the text has effect by its own words, where that is later than the text and the mention is of the
 * text's own time; {0}: else.
 *
 * Whoever drafts a text that takes effect later knows which laws wait with it, and writes for the day on which it is
 * obeyed: a circular of June 2024, in force from August, cites articles 65 to 69 of the law that came into force in
 * July, which the old one had not.  Who means the old law still gives its number. */
vd_date vd_law_effect(vd_pool *pool, const vd_ref *ref);
/** The folded name of a law, said without its date, that by the text's words amends or ends what the mention means;
 * absent: there is none. */
vd_str vd_law_changer(vd_pool *pool, const vd_ref *ref);
/** By the built-in table some law called `changer`, passed by `last` where that is known, changed the one of this
 * number. */
bool vd_law_changed(vd_str number, vd_str changer, vd_date last);

/* law_said.c */
/** The words are the text's own: outside of titles, or in its own title. */
bool vd_ref_own(const vd_pool *pool, const vd_ref *ref);
/** How much the mention's text says that it means this law by the bare name: 2 where it rests on it, details or
 *  implements it by number or day, 1 where it names it so, 0 where it does not.
 *  Cost: that of the text's mentions, once. */
size_t vd_law_said(vd_pool *pool, const vd_ref *ref, vd_str name, int entity);

#endif
