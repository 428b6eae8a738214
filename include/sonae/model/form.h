/*
 * form.h - what a worksheet is: its fields, choices, rules and views.
 *
 * A form is data (forms/<id>.ini; the syntax stands in README.md), loaded by
 * store/form_file and read-only afterwards. All texts are borrowed from the
 * form's own pool. Texts for people come in both languages.
 */
#ifndef SONAE_MODEL_FORM_H
#define SONAE_MODEL_FORM_H

#include "sonae/base/lang.h"
#include "sonae/base/map.h"
#include "sonae/base/pool.h"
#include "sonae/base/str.h"
#include "sonae/base/vec.h"
#include <stdbool.h>

struct expr;
struct field_type;

enum form_kind {
	FORM_TABLE,
	FORM_RECORD,
	FORM_CHECKLIST,
	FORM_TREE,
	FORM_NOTE,
	FORM_TIMELINE,
	FORM_QUERY,
	FORM_EXERCISE,
	FORM_KIND_COUNT
};
const char *form_kind_name(enum form_kind kind); /* "table" */
bool form_kind_parse(const char *name, enum form_kind *kind);

enum finding_level { FINDING_NOTE, FINDING_WARNING, FINDING_ERROR };

/* A text in both languages; never NULL, "" when not given. */
struct words {
	const char *in[LANG_COUNT];
};

/* One of a field's choices. An id that is a number counts as that number. */
struct choice {
	const char *id;
	struct words label; /* what stands in the CSV and on the screen */
	struct words note;  /* what it means, shown beside it in the list */
	VEC(const char *) was; /* older labels, still read */
};

enum date_month { DATE_MONTH_FIRST, DATE_MONTH_LAST };

struct field {
	const char *id;
	const struct field_type *type; /* one of field_type.h */
	struct words label;
	struct words heading; /* over a grid column; the label when not given */
	struct words help;    /* one line: what to write, a short example */
	struct words unit;    /* after a number: 年, years */
	VEC(struct choice) choices;
	bool has_min, has_max;
	double min, max;
	int width;            /* columns in a grid; 0 = the type's */
	bool required;        /* home's next step goes to its first empty cell */
	bool personal;        /* names and addresses: left out by export --redact */
	bool leaf;            /* tree: said of rows without children, ignored in the others */
	const char *sheet;    /* ref, refs: the worksheet whose rows it names; else "" */
	int text_field;       /* "→x or text": index of the field `<id>_text`; else -1 */
	int ref_field;        /* of such a `<id>_text`: index of its reference; else -1 */
	enum date_month month; /* what a month alone stands for */
	struct expr *formula; /* computed, never typed; NULL for what people fill in */
	struct expr *offer;   /* a value to take over, shown grey while empty */
	struct expr *alarm;   /* shown as bad while it holds */
	struct expr *caution; /* shown as doubtful while it holds */
	long line;            /* of its section in the INI */
};

/* A given item of a checklist, a prompt of a note or a question of an exercise: the row with
 * this id. The last four are a question's. */
struct item {
	const char *id;
	struct words group; /* items of one group stand together under it */
	struct words text;
	struct words help;
	VEC(const char *) preset; /* canonical, one a field or NULL */
	struct words unit;  /* behind the answer: 円, yen */
	struct words why;   /* how one gets to the answer; for whoever has answered */
	struct words wrong; /* where a wrong answer comes from: lines "30000000: …", see item_wrong */
	int under;          /* the question it is a part of, which stands before it; -1 = none */
};

/* What an exercise says besides its questions. */
struct exercise {
	struct words right, wrong; /* beside an answer that is marked so; "" = the program's words */
	struct words all_right;    /* once every answer is */
	struct words root;         /* over questions that stand under each other: what they take apart */
	const char *takes_on;      /* the tree worksheet they can be taken on into; "" = none */
};

/* Rows that come with a form: starters, examples, the example company. */
struct sample {
	const char *id; /* "" = the next free one */
	VEC(struct words) cells; /* canonical, one a field, by language */
};
struct samples {
	VEC(struct sample) rows;
};

struct gap { /* something missing between worksheets, found by check */
	const char *id;
	enum finding_level level;
	bool per_sheet;       /* `when` is asked once, not for each row */
	struct expr *when;
	struct words title;   /* what it is, for counting: 重要度2の資産に脅威がない */
	struct words text;    /* what to do about it */
	int field;            /* where to jump; -1 = the row's first */
};

struct group { /* fields that stand together in the record view */
	const char *id;
	struct words title;
	VEC(int) fields;
};

struct summary { /* a line under the grid: label and value */
	const char *id;
	struct words label;
	struct words home; /* what home calls it, where it stands too; "" = it does not */
	struct expr *value;
	struct expr *alarm;
	const struct field_type *type; /* how the value is written; number unless given */
};

struct draw_fill {
	int field;
	struct expr *value; /* over the row drawn from; bound by whoever evaluates it */
};

/* Where new rows can be drawn from, a section [draw ID]: the rows of another worksheet, or
 * typical ones of a library, whose columns fill the fields of their names. */
struct draw {
	const char *id;
	struct words title;
	const char *sheet;   /* "" for a library */
	const char *library; /* "" for a worksheet */
	const char *group, *name, *note; /* library: columns to show; "" = none */
	bool at_new_year;    /* only for what a new year's workbook begins with */
	struct expr *where;  /* worksheet: which rows; of that worksheet's row; NULL = all */
	VEC(struct draw_fill) fills;
};

/* Another way to look at the rows (F7), a section [view NAME]: "matrix", "coverage" and so on.
 * What its fields are for, the view says; an index, -1 = not given. */
struct form_view {
	const char *name;
	int rows, columns, value;
	int rows_after, columns_after, value_after;
	struct expr *wanted; /* which rows of the worksheet that `rows` refers to should be there;
	                      * of such a row, bound by whoever evaluates it; NULL = none */
	VEC(int) fields;
	long line;            /* of its section in the INI */
};

struct form {
	struct pool pool;
	const char *id;
	const char *file; /* for messages: "forms/assets.ini" */
	enum form_kind kind;
	const char *prefix; /* of row ids: "A" for A-001; "" for kinds with given ids */
	const char *per;    /* checklist per row of this worksheet; "" = once */
	const char *of;     /* query: the worksheet whose rows it shows; else "" */
	struct expr *where; /* query: which of them; of that worksheet's row, see query_of_form */
	const char *shows;  /* query: the columns, field ids of that worksheet; "" = all of its own */
	bool starts_empty;  /* a new year's workbook does not take its rows over */
	int name_field;     /* what people call a row by; -1 = none */
	bool addable;       /* may rows be added? table, tree, timeline */
	struct words title;
	struct words purpose; /* one line */
	VEC(struct field) fields;
	struct map field_index; /* id -> index */
	VEC(struct item) items;
	VEC(struct gap) gaps;
	VEC(struct group) groups;
	VEC(struct summary) summaries;
	VEC(int) columns; /* of the grid, in order; field indices */
	VEC(struct draw) draws;
	VEC(struct form_view) views; /* besides the grid, in order */
	struct exercise exercise;
	struct expr *retired; /* rows that are greyed and leave every aggregate */
	struct expr *confidential; /* rows that do not go out when an export is redacted */
	struct expr *done;    /* per worksheet; NULL: every required cell answered */
	struct samples starters; /* rows a new worksheet begins with; no work until edited */
};

void samples_release(struct samples *samples);

void form_free(struct form *form);
/* Index in `fields`, or -1. */
int form_field(const struct form *form, const char *id);
/* The [view NAME] of that name, or NULL. */
const struct form_view *form_way(const struct form *form, const char *name);
/* Does it have items? (checklist, note, exercise) */
bool form_has_items(const struct form *form);
/* Does its file show them beside the answers? (checklist, exercise) */
bool form_writes_items(const struct form *form);
/* Index in `items`, or -1. */
int form_item(const struct form *form, const char *id);
/* The item that a row answers: of row "5", or "D-003/5" in a checklist per row. Or -1. */
int form_row_item(const struct form *form, const char *row_id);
/* Appends the id of the row that answers an item in a checklist per row: "D-003/5". */
void form_row_id(const struct form *form, const char *of, size_t item, struct str *out);
/* Of "D-003/5" the length of "D-003"; 0 for a row of any other form. */
size_t form_row_of(const struct form *form, const char *row_id);
/* Of how many questions a question is a part: 0, 1 … */
int form_item_depth(const struct form *form, size_t item);
/* What is said about this (canonical) wrong answer, appended; false: nothing. */
bool item_wrong(const struct item *item, const char *answer, enum lang lang, struct str *out);
const struct choice *field_choice(const struct field *field, const char *id);
/* Never NULL. A zeroed struct words reads as "". */
const char *words_in(struct words words, enum lang lang);
/* Are the rows' ids given (checklist, note, exercise, record), not counted? */
bool form_has_given_rows(const struct form *form);

#endif
