/*
 * import.h - a file that somebody made elsewhere, taken into a worksheet in one step.
 *
 *     import_open      reads the file, finds the line of headings and what each column means
 *     import_map       a person says what a column means
 *     import_plan      works out what would change: the step and the lines that tell about it
 *
 * The caller does the step, or drops it: until then nothing happened.
 *
 * Rules. A row with the id of one that is there changes that row, and only where the file says
 * something: an empty cell clears nothing. Any other row is new; its id is kept when it is a right
 * and free one. A row without such an id whose filled cells all stand in one row that is there is
 * passed over, so that importing twice adds nothing. Where rows are given (checklists, notes,
 * exercises), one is found by its id, by `of` and `item`, or by the text of its item; a record has
 * one row. Values are read as people write them; a reference may be the name of the row that is
 * meant. What does not fit is kept and flagged, as in typing. What we compute is not taken but
 * compared.
 */
#ifndef SONAE_APP_IMPORT_H
#define SONAE_APP_IMPORT_H

#include "sonae/app/session.h"
#include "sonae/base/pool.h"
#include "sonae/model/heading.h"
#include "sonae/model/outline_text.h"
#include "sonae/store/csv_table.h"

/* Where a column goes: a field's index, HEADING_ID, or one of these. */
enum import_to {
	IMPORT_NOWHERE = -10,
	IMPORT_ITEM_TEXT = -11, /* given rows: what the row asks */
	IMPORT_OF = -12,        /* checklist per row: of which row */
	IMPORT_ITEM = -13,      /* and which item */
};

/* Why it goes there. */
enum import_fate {
	IMPORT_KNOWN,    /* its heading says so */
	IMPORT_CHOSEN,   /* a person says so */
	IMPORT_OPEN,     /* nowhere: nobody knows its heading */
	IMPORT_LEFT_OUT, /* nowhere: a person says so */
	IMPORT_COMPUTED, /* nowhere: we compute it, and compare */
	IMPORT_TWICE,    /* nowhere: another column goes there */
	IMPORT_NOTE,     /* nowhere: a consultant's notes, which are for merging */
	IMPORT_BLANK,    /* nowhere: neither heading nor content */
};

struct import_column {
	const char *heading; /* as in the file; "" = none */
	int to;
	enum import_fate fate;
	int compared;        /* IMPORT_COMPUTED: the field; else -1 */
	int near;            /* of an open one: the field that its heading nearly names; else -1 */
};

enum import_kind {
	IMPORT_NEW,      /* a row; `after` is its name */
	IMPORT_CELL,     /* a cell of a row that is there, `before` -> `after` (canonical) */
	IMPORT_BAD,      /* `after` does not fit its field, says `why`; taken all the same */
	IMPORT_LOST,     /* a row of the file that has no row to go to; `after` begins it */
	IMPORT_REFUSED,  /* `after` cannot stand there, and is not taken */
	IMPORT_DIFFERS,  /* computed: the file has `before`, we have `after` */
	IMPORT_NUMBERED, /* a row's id `before` could not be kept */
	IMPORT_KIND_COUNT
};
struct import_line {
	enum import_kind kind;
	long line;          /* of the file, from 1 */
	const char *row;    /* its id here; "" = none */
	int field;          /* -1 = the row */
	const char *before, *after;
	const struct err *why; /* of IMPORT_BAD; else NULL */
};

struct import_counts {
	size_t of[IMPORT_KIND_COUNT];
	size_t changed_rows;
	size_t same;         /* rows passed over: all of it is there already */
};

/* The two scales of IPA's sheet for what a loss would mean; ours is 0 to 2. */
enum import_scale { IMPORT_SCALE_UNKNOWN, IMPORT_SCALE_0_2, IMPORT_SCALE_1_3 };

struct import_row;
/* All but the maps is for reading. */
struct import {
	struct session *session;
	struct sheet *sheet;
	char *shown;                /* the file's name */
	bool is_outline;            /* indented text for a tree: no columns */
	bool is_ipa;                /* IPA's ledger */
	enum import_scale scale;    /* of IPA's ratings; the caller may set it */
	VEC(struct import_column) columns;
	/* from import_plan on */
	struct step step;
	VEC(struct import_line) lines;
	struct import_counts counts;
	char first[64];             /* the first row that is new or changed; "" = none */
	/* inside */
	struct pool pool;           /* texts of the file */
	struct pool planned;        /* texts of the plan */
	struct csv_table table;
	size_t heading;             /* which row of the table */
	size_t data;                /* and the first below it */
	struct outline_text outline;
	VEC(struct import_row) rows;
	struct sheet *result;       /* the rows as they would be */
};

/* Reads the file whole. `headings` (NULL-ended, may be NULL) are known besides those of the form:
 * they help find the line. False when it cannot be read (ERR_READ, ERR_MISSING, ERR_CSV_QUOTE …),
 * is a folder or a pipe (ERR_NOT_PLAIN), an Excel file or the like (ERR_NO_TABLE), holds no row
 * (ERR_CSV_NO_HEADER), or the worksheet takes none (ERR_NOT_ADDABLE: a query). To be released in
 * any case. */
bool import_open(struct session *session, struct sheet *sheet, const char *path,
                 const char *const *headings, struct import *import, struct err *err);
void import_release(struct import *import);

/* The column that a person means: its heading, or "#3" for the third; SIZE_MAX: none. */
size_t import_column(const struct import *import, const char *theirs);
/* What a person means by "id", a field's id or label; "" = IMPORT_NOWHERE; HEADING_UNKNOWN: none.
 * A computed field is told by import_takes. */
int import_target(const struct import *import, const char *ours);
bool import_takes(const struct import *import, int to);
/* `to` is a field that import_takes, HEADING_ID or IMPORT_NOWHERE. A column that went there before
 * goes nowhere. */
void import_map(struct import *import, size_t column, int to);
/* Does any column go anywhere? */
bool import_is_mapped(const struct import *import);
/* How many rows (lines, of indented text) it has below its heading. */
size_t import_rows(const struct import *import);
/* The so-manieth cell below the heading that holds anything; "" = none. */
const char *import_sample(const struct import *import, size_t column, size_t index);

/* Must the scale be asked for? IPA's sheet, and the values do not tell. */
bool import_asks_scale(const struct import *import);

/* Works it out anew; the worksheet is as it will be when the step is done. */
void import_plan(struct import *import);

/* What a line of the plan says, in the session's language: "12行目: 新しい行 A-003 社員名簿". Appends. */
void import_say(const struct import *import, size_t line, struct str *out);
/* Why a column goes nowhere, or what its heading nearly names; else nothing. Appends. */
void import_say_column(const struct import *import, size_t column, struct str *out);
/* "3 new rows, 4 cells changed" or that there is nothing. Appends. */
void import_say_counts(const struct import *import, struct str *out);

#endif
