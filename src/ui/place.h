/* place.h - what sessions, worksheets, rows and folders are called on the screen. */
#ifndef SONAE_SRC_UI_PLACE_H
#define SONAE_SRC_UI_PLACE_H

#include "sonae/ui/ui.h"

/* "第4回 情報資産を洗い出す"; the title alone for what has no number. Appends. */
void place_session(const struct ui *ui, int index, struct str *out);
/* "第4回", or "" for what has no number. Appends. */
void place_session_number(const struct ui *ui, int index, struct str *out);
/* "18 rows". Appends. */
void place_rows(const struct ui *ui, size_t count, struct str *out);
/* The worksheet's title, or its id when it has no form. */
const char *place_sheet(const struct ui *ui, const char *sheet);
/* Where the worksheet's last changes are: in its file, in the history, or nowhere safe yet. */
const char *place_saved(const struct ui *ui, const char *sheet);
/* Is there a form? */
bool place_has_form(const struct ui *ui, const char *sheet);
/* Are there worked examples for it? */
bool place_has_examples(const struct ui *ui, const char *sheet);
/* "A-007 設計図面", the text alone of an item whose id has no number, the id alone while the
 * worksheet is not loaded. Appends. */
void place_row(const struct ui *ui, const char *sheet, const char *row, struct str *out);
/* The field's label, "" when there is no such field. */
const char *place_field(const struct ui *ui, const char *sheet, const char *field);

/* The worksheets of the workbook that have a form, each once, in the curriculum's order. */
struct place_sheets {
	VEC(char *) at; /* owned */
};
void place_sheets(const struct ui *ui, struct place_sheets *out);
void place_sheets_release(struct place_sheets *sheets);

/* A folder as people write it, with ~ for their own. Appends. */
void place_path(const char *path, struct str *out);
/* Full path of what somebody typed; the caller frees. */
char *place_full_path(const char *typed);

#endif
