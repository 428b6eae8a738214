/*
 * report_parts.h - report.html in parts: the one list of them, and what they share.
 *
 *     cover    whose, when, for whom, of which state of the history
 *     summary  one page for the management: what threatens, what it costs, what is asked
 *     tables   each session's worksheets
 *     trees    attack trees as pictures
 *     findings what is wrong, missing or late
 *     history  what was changed lately
 *     closing  what was left out, and who signs
 *
 * A part with nothing to tell writes nothing. Each begins with a heading of level 2 that the
 * contents list; worksheets and the like are of level 3.
 */
#ifndef SONAE_SRC_EXPORT_REPORT_PARTS_H
#define SONAE_SRC_EXPORT_REPORT_PARTS_H

#include "report_html.h"
#include "sonae/export/outgoing.h"

/* X(part), in order: report_PART in report_PART.c */
#define REPORT_PARTS(X) X(cover) X(summary) X(tables) X(trees) X(findings) X(history) X(closing)

struct report_heading {
	int level; /* 2 or 3 */
	char *id, *text; /* owned */
};
struct report {
	const struct outgoing *outgoing;
	struct book *book;
	struct str *out; /* the part being written */
	VEC(struct report_heading) headings;
};

#define REPORT_PART_EXTERN(part) void report_##part(struct report *report);
REPORT_PARTS(REPORT_PART_EXTERN)
#undef REPORT_PART_EXTERN

/* Appends the style sheet (report_css.c). */
void report_css(struct str *out);

/* ---- report.c: words ---- */

/* The text "report.ID". Borrowed. */
const char *report_text(const struct report *report, const char *id);
/* A text, filled in from NULL-ended pairs, in an element; `class` may be NULL. */
void report_say(struct report *report, const char *tag, const char *class, const char *id, ...)
    __attribute__((sentinel));
/* "1,234" */
const char *report_count(size_t count, char buffer[32]);

/* ---- report.c: headings and places ---- */

/* <section id="ID"> with its heading, which the contents list. */
void report_begin(struct report *report, int level, const char *id, const char *text);
void report_end(struct report *report);
/* Appends "sheet-FORM" and "row-FORM-ROW", as ids. */
void report_sheet_id(const char *form, struct str *out);
void report_row_id(const char *form, const char *row, struct str *out);
/* Does the row stand in that worksheet's part of the report, so that a link leads to it? */
bool report_has_row(const struct outgoing_sheet *at, size_t row);
/* The row's id and name, a link where there is one to go to. */
void report_row(struct report *report, struct sheet *sheet, size_t row);

/* ---- report_cells.c: cells and figures ---- */

/* Does the field say something, other than where a row of a tree or of a checklist hangs? */
bool report_is_shown(const struct form *form, int field);
/* Did somebody fill in the cell? Not: computed, or as the item brought it. Columns behind the
 * form's fields are unknown ones of the file. */
bool report_is_filled(const struct sheet *sheet, size_t row, size_t column);
/* Is it a row of given items that nobody answered? Of other rows never. */
bool report_is_unanswered(const struct sheet *sheet, size_t row);
/* The cell as text; appended. */
void report_cell_text(const struct report *report, struct sheet *sheet, size_t row, size_t column,
                      struct str *out);
/* How the cell stands out: "", or a class: wrong, alarm, caution. */
const char *report_cell_class(const struct report *report, struct sheet *sheet, size_t row,
                              size_t column);
/* The cell's content, with the mark and the word of its class in front. */
void report_cell(struct report *report, struct sheet *sheet, size_t row, size_t column);
/* The mark that goes with such a class; nothing for "". */
void report_mark(struct report *report, const char *class);
/* A figure with its label, in a list of such. `class` "" or alarm. */
void report_tile(struct report *report, const char *label, const char *value, const char *class);
/* A form's summary as a person reads it; appends nothing without a value. True: it is an alarm. */
bool report_summary_text(const struct report *report, const struct form *form,
                         const struct summary *summary, struct str *out);
/* All of the form's summaries under its table. */
void report_summaries(struct report *report, const struct form *form);

/* ---- report_grid.c, report_lists.c: a worksheet's rows ---- */

void report_grid(struct report *report, const struct outgoing_sheet *at);
/* Records, notes, exercises. */
void report_list(struct report *report, const struct outgoing_sheet *at);

#endif
