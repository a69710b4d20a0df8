/** Inside the extract room: tasks while they are read.
 *
 *  What a text says of who does something and until when is kept as cleaned strings, so that the words of a running
 * text and the pieces of a table's cell are read by the same rules: a cell is folded as a text of its own. */
#ifndef VD_EXTRACT_TASK_H
#define VD_EXTRACT_TASK_H

#include "extract/scan.h"
#include "text/outline.h"

enum { VD_TASK_LEADS = 4 };

/** A time as printed, and what it comes to. */
typedef struct vd_when {
    vd_str printed;
    vd_date from, to;
    uint32_t recurring;
} vd_when;

/** Who, with whom, until when. */
typedef struct vd_charge {
    vd_task_lead leads[VD_TASK_LEADS];
    size_t lead_count;
    vd_str coordinate;
    vd_when when;
    bool own_duty; /* the words name no body but say which part an inherited one takes: */
    vd_duty duty;
    uint32_t inherited; /* bits VD_TASK_… */
    vd_str what;        /* of a field "Nội dung:"; absent */
} vd_charge;

/** The reading of one source's tasks. */
typedef struct vd_task_reader {
    vd_scan *scan;
    const vd_outline *outline;
    int year;       /* the plan is for, or 0 */
    uint8_t *taken; /* a byte a folded position: 1 where a table stands */
    vd_task *tasks;
    size_t count, cap;
} vd_task_reader;

/* task_charge.c */
/** Add a task; false when out of memory (scan->status is set). */
bool vd_task_add(vd_task_reader *reader, const vd_task *task);
/** Fill in what a charge says. */
bool vd_task_charge(vd_task_reader *reader, const vd_charge *charge, vd_task *task);
/** Give `own` what it lacks from `above`. */
void vd_charge_inherit(vd_charge *own, const vd_charge *above);
/** The same for a task that is made already; its coordinators come with its lead only. */
void vd_task_inherit(vd_task_reader *reader, vd_task *task, const vd_charge *above);

/* task_kind.c */
/** What a document does by its type: assigns nothing; orders from its first line on (a directive, a telegram); has
 *  something carried out if its title says so (a decision); plans in sections. */
typedef enum vd_task_kind { VD_TASK_SILENT, VD_TASK_DIRECT, VD_TASK_DECISION, VD_TASK_PLAN } vd_task_kind;
/** A type that only lays down rules, asks or reports states duties, not tasks; one not in types.tsv is not trusted. */
vd_task_kind vd_task_kind_of(const vd_header *header);
/** Does a document of this kind assign tasks, by its title?  Sets reader->year: the one year the title names, else that
 *  of the date; 0 where the title names several. */
bool vd_task_title_read(vd_task_reader *reader, const vd_header *header, vd_task_kind kind);

/* task_words.c */
/** The words of a task on one line, without the page numbers that stand among them.   Owner: in the scan's arena. */
vd_str vd_task_words(vd_scan *scan, vd_range range);
size_t vd_task_word_count(const vd_scan *scan, vd_range range);
/** Have its words, as vd_task_words() gives them, letters enough to be a task? */
bool vd_task_says(vd_scan *scan, vd_range what);

/* task_duty.c */
/** Whose name counts: of one who leads, is responsible or is told to; the subject of any verb; a heading's, in which
 *  verbs are part of the name ("Các chủ đầu tư xây dựng hạ tầng"). */
typedef enum vd_naming { VD_NAMING_STRONG, VD_NAMING_SUBJECT, VD_NAMING_HEADING } vd_naming;
/** Read who is charged at the start of `range`: "Sở Nội vụ chủ trì, phối hợp với … tham mưu".
 *  *rest is where the words behind it begin.  false: nobody is named there. */
bool vd_duty_read(vd_task_reader *reader, vd_range range, vd_naming naming, vd_charge *out, size_t *rest);
/** Read the fields ("Cơ quan chủ trì: …", "Thời gian thực hiện: …") in `range`; *first is where the first begins,
 *  range.to where there is none. */
void vd_fields_read(vd_task_reader *reader, vd_range range, vd_charge *out, size_t *first);
/** A field's label opens at `at`. */
bool vd_field_at(vd_scan *scan, size_t at, size_t to);
/** The value of a field of who does it. */
void vd_duty_value(vd_task_reader *reader, vd_range range, vd_duty duty, vd_charge *out);
/** `range` without blanks and separators at its ends. */
vd_range vd_task_trim(const vd_scan *scan, vd_range range);

/* task_when.c */
/** Read a range that is a time and nothing else. */
void vd_when_read(vd_scan *scan, vd_range range, int year, vd_when *out);
/** Find a deadline among the words of a task. */
bool vd_when_find(vd_scan *scan, vd_range range, int year, vd_when *out);
/** The one year a title names; 0 where it names none, -1 where it names several. */
int vd_when_year(vd_scan *scan, vd_range range);

/* task_table.c */
/** Add the tasks of all tables; marks in reader->taken what they cover. */
void vd_tables_read(vd_task_reader *reader);

#endif
