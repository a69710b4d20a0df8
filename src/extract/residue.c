/* What a cropped right margin leaves of citations.  Nothing is guessed here: a residue is kept with the fields that are
 * still printed, and means a document only when two of them agree with one known from elsewhere (room resolve).
 * A text that is not cropped has no residues: a name that only begins like a known one is a name of its own then. */
#include "extract/scan.h"

/* A broken name of at least two words behind its type word that was not broken off there before. */
static bool name_newly_cut(const vd_scan *scan, const vd_draft *draft, vd_str *seen, size_t count)
{
    vd_str fold = vd_scan_fold(scan, draft->span);
    size_t blanks = 0;
    for (size_t i = 0; i < fold.len; i++) {
        blanks += fold.ptr[i] == ' ';
    }
    for (size_t i = 0; i < count; i++) {
        if (vd_str_eq(seen[i], fold)) {
            return false;
        }
    }
    seen[count] = fold;
    return blanks >= 2;
}

/* Codes without their body ("33/CT", "23-QĐ") and names broken off, in several places each: a text that has both is
 * cropped. One law the catalogue lacks, cited again and again, is not enough. */
static bool text_cropped(const vd_scan *scan)
{
    enum { NAMES = 4 };
    vd_str seen[NAMES];
    size_t codes = 0;
    size_t names = 0;
    for (size_t i = 0; i < scan->draft_count && names < NAMES; i++) {
        const vd_draft *draft = &scan->drafts[i];
        if (draft->form == VD_FORM_TRUNCATED) {
            codes += draft->symbol.ptr != NULL;
            names += draft->number.ptr == NULL && name_newly_cut(scan, draft, seen, names);
        }
    }
    return (codes >= 1 && names >= 2) || names == NAMES;
}

/* Without a crop, "Luật Giao dịch …" is an unknown law (its name runs to `uncut`), and "Luật Thực …" is nothing. */
static void cuts_settle(vd_scan *scan)
{
    size_t kept = 0;
    for (size_t i = 0; i < scan->draft_count; i++) {
        vd_draft draft = scan->drafts[i];
        bool cut = draft.form == VD_FORM_TRUNCATED && draft.number.ptr == NULL;
        if (cut && !scan->cropped && !draft.line_cut) {
            if (draft.uncut == 0) {
                continue;
            }
            draft.form = VD_FORM_NAMED;
            vd_scan_widen(scan, &draft, draft.uncut);
            draft.catalogue = 0;
            draft.confidence = 0.7;
            draft.title_name = vd_scan_clean(scan, draft.span);
        } else if (cut) {
            draft.repairs = VD_LIT("name cut off");
        }
        scan->drafts[kept++] = draft;
    }
    scan->draft_count = kept;
}

static bool inside_tail(const vd_scan *scan, vd_range range)
{
    for (size_t i = 0; i < scan->draft_count; i++) {
        const vd_draft *draft = &scan->drafts[i];
        if (draft->form != VD_FORM_SELF && draft->span.from < range.to && range.from < draft->tail.to) {
            return true;
        }
    }
    return false;
}

/* ---- Date, body, title without type and number ------------------------------------------------------------------ */

static void residue_fields(vd_scan *scan)
{
    vd_match match;
    for (size_t at = scan->body / 2; vd_scan_find(scan, VD_PAT_residue, at, scan->text->fold_len, &match);
         at = match.end) {
        vd_range name = {0, 0};
        vd_range title = {0, 0};
        if (!vd_match_group(scan, &match, "name", &name) || inside_tail(scan, (vd_range){match.start, name.to})) {
            continue;
        }
        vd_date date = {(int16_t)vd_match_number(scan, &match, "y"), (int8_t)vd_match_number(scan, &match, "m"),
                        (int8_t)vd_match_number(scan, &match, "d")};
        bool titled = vd_match_group(scan, &match, "title", &title);
        while (titled && scan->text->fold[title.to - 1] == ' ') {
            title.to--;
        }
        vd_draft *draft =
            vd_scan_add(scan, (vd_range){match.start, titled ? title.to : name.to}, VD_FORM_TRUNCATED, NULL);
        if (draft == NULL) {
            return;
        }
        draft->date = date;
        draft->issuer = name;
        draft->confidence = 0.5;
        draft->repairs = VD_LIT("type and number cut off");
        if (titled) {
            draft->title = (vd_range){title.from + 1, title.to};
        }
        vd_issuer_name(scan, name, &draft->issuer_name, &draft->place);
    }
}

/* "Chỉ thị số" and no number behind it. */
static void residue_types(vd_scan *scan)
{
    const char *fold = scan->text->fold;
    for (size_t at = 0; at + 4 < scan->text->fold_len && scan->status == VD_OK; at++) {
        if (!vd_scan_starts(scan, at, " so ") || (fold[at + 4] >= '0' && fold[at + 4] <= '9')) {
            continue;
        }
        size_t from = 0;
        const vd_type_row *type = vd_type_ending(scan, at, &from);
        vd_range span = {from, at + 3};
        if (type && !vd_type_law(type) && vd_scan_upper(scan, from) && !inside_tail(scan, span)) {
            vd_draft *draft = vd_scan_add(scan, span, VD_FORM_TRUNCATED, type);
            if (draft) {
                draft->type_stated = true;
                draft->confidence = 0.4;
                draft->repairs = VD_LIT("number cut off");
            }
        }
    }
}

/* ---- Amending laws in pieces ------------------------------------------------------------------------------------- */

/* The one act of the catalogue whose title names both laws; 0: none or several. */
static size_t act_naming(const char *a, const char *b)
{
    size_t found = 0;
    for (size_t i = 0; i < vd_catalogue_count; i++) {
        const char *title = vd_catalogue[i].title_fold;
        const char *first = strstr(title, " sua doi") ? strstr(title, a) : NULL;
        if (first && strstr(first + strlen(a), b)) {
            if (found) {
                return 0;
            }
            found = i + 1;
        }
    }
    return found;
}

/* The end of a law's name standing at `at` without its beginning ("hiện dân chủ ở cơ sở"): at least four words. */
static size_t law_ending(const vd_scan *scan, size_t at, size_t *row)
{
    size_t best = 0;
    for (size_t i = 0; i < scan->grammar->name_count; i++) {
        vd_str name = scan->grammar->names[i].fold;
        size_t words = 0;
        if (vd_str_find(name, VD_LIT(" sua doi"), 0) != SIZE_MAX) {
            continue; /* ends in the name of another law */
        }
        for (size_t from = name.len; from-- > 0;) {
            words += name.ptr[from] == ' ';
            if (name.ptr[from] != ' ' || words < 4) {
                continue;
            }
            size_t len = name.len - from - 1;
            bool same = at + len <= scan->text->fold_len &&
                        memcmp(scan->text->fold + at, name.ptr + from + 1, len) == 0 &&
                        (at + len == scan->text->fold_len || !vd_is_word(scan->text->fold[at + len]));
            if (same && len > best) {
                best = len;
                *row = scan->grammar->names[i].row + 1;
            }
        }
    }
    return best;
}

/* The law that stands right behind draft `index` with no separator: its catalogue row, end in *to; made when it is a
 * mere ending. */
static size_t law_behind(vd_scan *scan, size_t index, size_t *to)
{
    size_t at = scan->drafts[index].span.to + 1;
    for (size_t i = 0; i < scan->draft_count; i++) {
        if (scan->drafts[i].span.from == at && scan->drafts[i].law) {
            *to = scan->drafts[i].span.to;
            return scan->drafts[i].catalogue;
        }
    }
    size_t row = 0;
    size_t len = law_ending(scan, at, &row);
    if (len == 0) {
        return 0;
    }
    *to = at + len;
    vd_draft *draft =
        vd_scan_add(scan, (vd_range){at, *to}, VD_FORM_TRUNCATED, vd_type_named(vd_str_of(vd_catalogue[row - 1].type)));
    if (draft) {
        draft->law = true;
        draft->catalogue = row;
        draft->title_name = vd_str_of(vd_catalogue[row - 1].title);
        draft->issuer_name = vd_str_of(vd_catalogue[row - 1].issuer);
        draft->confidence = 0.6;
        draft->repairs = VD_LIT("name cut off");
    }
    return row;
}

static size_t back_over(const vd_scan *scan, size_t at, const char *words)
{
    size_t len = strlen(words);
    return at >= len && memcmp(scan->text->fold + at - len, words, len) == 0 ? at - len : at;
}

static void act_add(vd_scan *scan, vd_range span, size_t row)
{
    vd_draft *draft = vd_scan_add(scan, span, VD_FORM_TRUNCATED, vd_type_named(vd_str_of(vd_catalogue[row - 1].type)));
    if (draft) {
        draft->law = true;
        draft->amending = true;
        draft->catalogue = row;
        draft->title_name = vd_str_of(vd_catalogue[row - 1].title);
        draft->issuer_name = vd_str_of(vd_catalogue[row - 1].issuer);
        draft->confidence = 0.6;
        draft->repairs = VD_LIT("title cut into pieces");
    }
}

/* Two laws side by side without a separator, both in the title of one amending act: pieces of that title. */
static void residue_acts(vd_scan *scan)
{
    size_t count = scan->draft_count;
    for (size_t i = 0; i < count && scan->status == VD_OK; i++) {
        vd_draft law = scan->drafts[i];
        if (!law.law || law.catalogue == 0 || law.number.ptr || scan->text->fold[law.span.to] != ' ') {
            continue;
        }
        size_t to = 0;
        size_t other = law_behind(scan, i, &to);
        size_t row = other && other != law.catalogue
                         ? act_naming(vd_catalogue[law.catalogue - 1].title_fold, vd_catalogue[other - 1].title_fold)
                         : 0;
        if (row) {
            size_t from = back_over(scan, law.span.from, "cua ");
            from = back_over(scan, from, "dieu ");
            act_add(scan, (vd_range){from, to}, row);
        }
    }
}

/* The law whose name without its type word ends at `end` ("Công đoàn"), two to five words long; its row + 1 or 0. */
static size_t law_bare(const vd_scan *scan, size_t floor, size_t end, size_t *from)
{
    size_t words = 0;
    for (size_t at = end; at-- > floor;) {
        bool begins = scan->text->fold[at] == ' ';
        words += begins;
        if (!begins || words < 2 || words > 5) {
            continue;
        }
        char name[64] = "luat ";
        size_t len = end - at - 1;
        if (len + 6 > sizeof name) {
            return 0;
        }
        memcpy(name + 5, scan->text->fold + at + 1, len);
        const vd_catalogue_row *row = vd_catalogue_by_title((vd_str){name, len + 5}, NULL);
        if (row) {
            *from = at + 1;
            return (size_t)(row - vd_catalogue) + 1;
        }
    }
    return 0;
}

/* In the list of an amending law's title, a law whose type word is cut away: "… đ|Công đoàn, Luật Thanh niên". */
static void residue_bare(vd_scan *scan, size_t floor, size_t end)
{
    for (size_t at = floor; at < end; at++) {
        size_t from = 0;
        size_t row = scan->text->fold[at] == ',' ? law_bare(scan, floor, at, &from) : 0;
        vd_range span = {from, at};
        if (row == 0 || vd_scan_taken(scan, span)) {
            continue;
        }
        vd_draft *draft =
            vd_scan_add(scan, span, VD_FORM_TRUNCATED, vd_type_named(vd_str_of(vd_catalogue[row - 1].type)));
        if (draft) {
            draft->law = true;
            draft->catalogue = row;
            draft->title_name = vd_str_of(vd_catalogue[row - 1].title);
            draft->issuer_name = vd_str_of(vd_catalogue[row - 1].issuer);
            draft->confidence = 0.5;
            draft->repairs = VD_LIT("type word cut off");
        }
    }
}

/* "Luật sửa đổi, bổ sung một số đ… Luật A, Luật B và": the beginning of an amending law's title and laws behind it. */
static void residue_amending(vd_scan *scan)
{
    static const char words[] = "luat sua doi, bo sung mot so ";
    for (size_t at = 0; at + sizeof words < scan->text->fold_len && scan->status == VD_OK; at++) {
        if (!vd_scan_starts(scan, at, words) || vd_scan_starts(scan, at + strlen(words), "dieu cua ")) {
            continue;
        }
        size_t end = at + strlen(words);
        for (size_t i = 0; i < scan->draft_count; i++) {
            const vd_draft *law = &scan->drafts[i];
            if (law->law && law->span.from > at && law->span.from < at + 110 && law->span.to > end &&
                memchr(scan->text->fold + at, '\n', law->span.from - at) == NULL) {
                end = law->span.to;
            }
        }
        if (end > at + strlen(words)) {
            residue_bare(scan, at + strlen(words) - 1, end);
        }
        vd_draft *draft = end > at + strlen(words)
                              ? vd_scan_add(scan, (vd_range){at, end}, VD_FORM_TRUNCATED, vd_type_named(VD_LIT("Luật")))
                              : NULL;
        if (draft) {
            draft->law = true;
            draft->type_stated = true;
            draft->amending = true;
            draft->title_name = vd_scan_clean(scan, draft->span);
            draft->issuer_name = VD_LIT("Quốc hội");
            draft->confidence = 0.6;
            draft->repairs = VD_LIT("title cut off");
        }
    }
}

void vd_pass_crop(vd_scan *scan)
{
    scan->cropped = text_cropped(scan);
    cuts_settle(scan);
}

void vd_pass_residues(vd_scan *scan)
{
    if (!scan->cropped) {
        return;
    }
    residue_types(scan);
    residue_acts(scan);
    residue_amending(scan);
    residue_fields(scan);
    vd_scan_sort(scan);
}
