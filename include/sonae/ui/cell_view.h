/*
 * cell_view.h - standing on a cell and writing into it; shared by the grid and the
 * record form.
 *
 * Two states. Moving: typing replaces the cell, a list opens, a check toggles. Editing:
 * a text is open in `edit`; Enter, Tab, ↑↓ commit and move, Esc drops it (^Z brings
 * the dropped text back). A bad value is kept and flagged, never refused.
 */
#ifndef SONAE_UI_CELL_VIEW_H
#define SONAE_UI_CELL_VIEW_H

#include "sonae/ui/edit.h"
#include "sonae/ui/frame.h"
#include "sonae/ui/ui.h"

enum { ROW_ID_MAX = 64 };

struct cell_view {
	struct view view;       /* first */
	/* Where to go after a commit: ACTION_DOWN, UP, NEXT (right), PREVIOUS. */
	void (*go)(struct cell_view *cell, struct ui *ui, enum action direction);
	/* The row that is shown above it; false: none. NULL: the one before it in the file. */
	bool (*above)(const struct cell_view *cell, const struct ui *ui, size_t *row);
	/* Adds to `step` the row that is made with what was typed into the row below the last, and
	 * writes its id. NULL: the row comes last and holds nothing else. */
	bool (*make_row)(struct cell_view *cell, struct ui *ui, struct step *step, const char *typed,
	                 char id[64], struct err *err);
	char sheet[ROW_ID_MAX];
	char row[ROW_ID_MAX];   /* id; "" = the row below the last, not made yet */
	int field;              /* -1 = a place without a field (the id) */

	bool settled;           /* a digit was written just now: Enter goes on, as in a spreadsheet */
	bool editing;
	struct edit edit;
	char *dropped;          /* what Esc threw away, with its place; NULL = nothing */
	char dropped_row[ROW_ID_MAX];
	int dropped_field;
	struct rect at;         /* where the cell was drawn last; lists open below it */
	struct str about;       /* said of the row while nothing is wrong; kept by the view */
};

/* The worksheet; never NULL while the view lives. */
struct sheet *cell_view_sheet(const struct cell_view *cell, const struct ui *ui);
/* Position of `row`; the row count for the row below the last. */
size_t cell_view_row(const struct cell_view *cell, const struct ui *ui);
/* NULL at a place without a field. */
const struct field *cell_view_field(const struct cell_view *cell, const struct ui *ui);

/* What both views do with actions and text; REACT_UNUSED is for the view itself. */
unsigned cell_view_act(struct cell_view *cell, struct ui *ui, enum action action);
unsigned cell_view_text(struct cell_view *cell, struct ui *ui, const char *text, bool pasted);
/* Ends editing by writing what was typed; fine when nothing is edited. */
void cell_view_commit(struct cell_view *cell, struct ui *ui);
/* For view_ops: the row of the worksheet one stands in. */
void cell_view_where(struct view *view, struct ui *ui, struct stand *stand);
/* For view_ops: commits; for good, writes the worksheet's file too. */
void cell_view_leave(struct cell_view *cell, struct ui *ui, bool for_good);
/* For view_ops: the text being typed, and one to be typed on, which must be for the cell one
 * stands on. */
bool cell_view_typed(struct view *view, struct ui *ui, struct draft *draft, char next[64]);
bool cell_view_resume(struct cell_view *cell, struct ui *ui, const struct draft *draft);
/* Draws the text being typed, at least as large as `rect`, inside `body`. */
void cell_view_draw_edit(struct cell_view *cell, struct ui *ui, struct canvas *canvas, struct rect rect,
                         struct rect body);
/* Rows that the text being typed takes when it is drawn at `rect` (a memo may take several). */
int cell_view_edit_rows(const struct cell_view *cell, struct rect rect);
/* The frame of a view that stands on a cell: help for the field, what is wrong or missing there, a
 * checklist's question in full. Returns the body. */
struct rect cell_view_frame(struct cell_view *cell, struct ui *ui, struct canvas *canvas, const char *left,
                            const char *right);
/* The keys that work on this cell. */
void cell_view_keys(struct cell_view *cell, struct ui *ui, struct key_line *line);
void cell_view_release(struct cell_view *cell);

/* Writes into the cell what a person typed; makes the row if it is not there. */
bool cell_view_write(struct cell_view *cell, struct ui *ui, const char *typed);
/* May this worksheet be changed now? Else the message says why not. */
bool cell_view_may_write(const struct cell_view *cell, struct ui *ui);

/* Deletes the row one stands on and says how many cells name it; nothing on a row not made yet.
 * (cell_delete.c) */
void cell_view_delete_row(struct cell_view *cell, struct ui *ui);

/* A list for choice, multi, ref and refs; `typed` filters it. (cell_pick.c) */
void cell_pick_open(struct cell_view *cell, struct ui *ui, const char *typed);

/* What a cell looks like in a grid: marks for checks, "!" before a bad value. Appends.
 * `style` gets how it should look. (cell_look.c) */
#include "sonae/ui/style.h"
void cell_look(struct ui *ui, struct sheet *sheet, size_t row, int field, struct str *out,
               enum style *style);

/* The value the form offers for an empty cell, canonical; appends nothing when it offers none.
 * Opening the cell starts with it. */
void cell_offer(struct ui *ui, struct sheet *sheet, size_t row, int field, struct str *out);

#endif
