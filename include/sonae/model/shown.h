/*
 * shown.h - cells and rows as people read them: labels, commas, names beside ids.
 *
 * All append, in the language asked for. Names hold no control characters.
 */
#ifndef SONAE_MODEL_SHOWN_H
#define SONAE_MODEL_SHOWN_H

#include "sonae/model/book.h"

/* What a row is called besides its id: its item, or what its form's name_field holds (of a
 * reference, what the row there is called), or, while that is empty, its first text. Borrowed. */
struct words row_name(struct book *book, struct sheet *sheet, size_t row);
/* Its id and its name: "A-003 社員名簿". */
void shown_row(struct book *book, struct sheet *sheet, size_t row, enum lang lang, struct str *out);
/* What a row of a checklist asks, with the row it asks it of: "D-003 Reception PC / Default
 * password"; of any other row its id. */
void shown_item(struct book *book, struct sheet *sheet, size_t row, enum lang lang, struct str *out);
/* A cell: labels, commas, names of referenced rows after their id ("SU-001 さくら保管"); for an
 * empty reference its free text. */
void shown_cell(struct book *book, struct sheet *sheet, size_t row, int field, enum lang lang,
                struct str *out);

#endif
