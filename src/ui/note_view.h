/*
 * note_view.h - the popup of margin notes, shared by view_note.c (what happens) and note_draw.c
 * (what it looks like).
 *
 *     +- Notes: A-003 Staff list ----------+
 *     | a line to type_                    |   grows with its text
 *     +------------------------------------+
 *     | [ ] 2026-11-20 ask Design …   Sato |   open ones first, the newest first
 *     | [x] 2026-11-03 …              Sato |
 *     +------------------------------------+
 */
#ifndef SONAE_SRC_UI_NOTE_VIEW_H
#define SONAE_SRC_UI_NOTE_VIEW_H

#include "sonae/app/notes.h"
#include "sonae/ui/edit.h"
#include "sonae/ui/ui.h"

enum { NOTE_LINE = 0 }; /* where one stands: on the line to type, or on note number `at` from 1 */

struct note_view {
	struct view view;       /* first */
	struct stand about;
	struct row_list notes;  /* rows of the worksheet of notes */
	size_t at, top;         /* top: first note shown, from 0 */
	struct edit edit;
	char rewritten[64];     /* the note whose text is in the line; "" = a new one */
	char *dropped;          /* what Esc threw away, */
	char dropped_of[64];    /* and the note it was the text of; "" = a new one */
	struct str next;        /* what a draft says of the note to be made */
	struct rect line, list; /* as drawn last */
};

/* "A-003 Staff list", the worksheet's title or "the whole workbook". Appends. */
void note_view_place(const struct note_view *notes, const struct ui *ui, struct str *out);
void note_view_draw(struct view *view, struct ui *ui, struct canvas *canvas);

#endif
