/*
 * tree.h - the tree's own state, shared by view_tree.c (what happens), tree_lines.c (which
 * rows show), tree_rows.c and tree_text.c (rows made, moved, deleted, pasted), tree_risk.c
 * (the risks that rest on it), tree_draw.c, tree_look.c and tree_foot.c (what it looks like).
 *
 *                               probability  cost  …   <- headings
 *     - OR  root                34.1%        1万円     <- lines, from `top`
 *       |- S  leaf              10%          2万円
 *       `+ AND folded (3)       17.2%        8万円
 *     +                                                <- always there: a new root
 *     ----------------------------------------------
 *     cheapest way …                                   <- the foot, of an attack tree
 *
 * A tree whose form has the fields of an attack tree is one; any other is an outline: a label
 * and the columns of its grid.
 */
#ifndef SONAE_SRC_UI_TREE_H
#define SONAE_SRC_UI_TREE_H

#include "sonae/base/map.h"
#include "sonae/model/attack_tree.h"
#include "sonae/ui/cell_view.h"

/* A column that is one field on inner nodes (the gate) and another on leaves (STRIDE). */
enum { TREE_MARK = -2 };

struct tree_column {
	int field; /* index, or TREE_MARK */
	int cols;  /* width as laid out, without the gutter */
	int at;    /* screen column; -1 = scrolled away */
};

/* Indices of fields; -1 = the form has none. */
struct tree_fields {
	int label, parent, order;
	int gate, stride, probability, cost, skill, measure, planned, done;
};

/* One line of the screen: a node, or a row that is not made yet (node OUTLINE_NONE). */
struct tree_line {
	size_t node;
	int depth;
	bool is_last; /* of the lines beside it */
};

/* Where a row that is not made yet will hang. Opened by ^N as a line of its own, gone as soon
 * as one leaves it; else it is the line below all others. Ids, for nodes come and go. */
struct tree_slot {
	bool open;
	bool made; /* the last key made a row of it */
	char parent[ROW_ID_MAX], after[ROW_ID_MAX]; /* "" = at the top; as the only child */
};

/* What the foot says, of the tree one stands in. */
struct tree_foot {
	bool known, waits;
	size_t root;
	unsigned long version;
	struct str cheapest, likeliest, helps, used;
	struct str cheapest_value, likeliest_value;
};

struct tree {
	struct cell_view cell; /* first */
	struct tree_fields fields;
	bool is_attack;
	VEC(struct tree_column) columns;
	size_t label_column; /* it and those before it never scroll */
	size_t column;
	size_t first;        /* first of the others that is shown */
	struct attack_tree values;
	VEC(struct tree_line) lines;
	size_t position, top;
	int shift;           /* so many levels are scrolled away to the left */
	struct map folded;   /* row id -> its own copy of the key */
	struct tree_slot slot;
	bool known;          /* the lines fit the rows of `version` */
	unsigned long version;
	struct tree_foot foot;
	struct rect body;    /* headings and lines, as drawn last */
	bool guide_fits; /* is there room for its pane? */
	bool has_examples;
};

/* ---- tree_lines.c ---- */

/* Reads the rows anew when they changed; one stays on the same row, or where it stood. */
void tree_update(struct tree *tree, struct ui *ui);
/* Lists the lines anew (folded, unfolded, a row to be made here). */
void tree_list(struct tree *tree, struct ui *ui);
/* Stops at the ends. */
void tree_stand(struct tree *tree, struct ui *ui, size_t position);
/* Unfolds what it hangs below. False when there is no such row. */
bool tree_stand_on_row(struct tree *tree, struct ui *ui, const char *row_id);
void tree_stand_on_column(struct tree *tree, size_t column);
/* Of the current line; OUTLINE_NONE on a row not made yet. */
size_t tree_node(const struct tree *tree);
/* Has it anything below? */
bool tree_is_inner(const struct tree *tree, size_t node);
/* Position of its row in the worksheet, and that row's id. */
size_t tree_row_of(const struct tree *tree, size_t node);
const char *tree_node_id(const struct tree *tree, const struct ui *ui, size_t node);
/* The field of a column on that line. */
int tree_field_at(const struct tree *tree, const struct tree_line *line, size_t column);
bool tree_is_folded(const struct tree *tree, const struct ui *ui, size_t node);
void tree_fold(struct tree *tree, struct ui *ui, size_t node, bool folded);
/* Is the field one for leaves, and the node none? */
bool tree_is_leafs(const struct tree *tree, const struct ui *ui, size_t node, int field);
/* The same, and what the leaves below amount to stands there instead. */
bool tree_is_computed(const struct tree *tree, size_t node, int field);
bool tree_may_add(const struct tree *tree, const struct ui *ui);
/* The line a row that is not made yet stands on below all others? */
bool tree_is_end(const struct tree *tree, size_t position);
void tree_release_lines(struct tree *tree);

/* ---- tree_rows.c ---- */

unsigned tree_rows_act(struct tree *tree, struct ui *ui, enum action action);
/* For cell_view: makes the row that was typed into. */
bool tree_make(struct cell_view *cell, struct ui *ui, struct step *step, const char *typed,
               char id[ROW_ID_MAX], struct err *err);
/* After a row was made: the next one is to come beside it. */
void tree_open_next(struct tree *tree, struct ui *ui);
/* Esc on a row that is to be made: there is none. */
bool tree_close_slot(struct tree *tree, struct ui *ui);
/* Space: folds, or ticks a measure as planned. False: neither is to be had here. */
bool tree_space(struct tree *tree, struct ui *ui);

/* ---- tree_text.c ---- */

/* Is it more than a label: several lines, or indented? */
bool tree_text_is_outline(const char *text);
/* Makes rows below the current one, by their indentation, in one step. */
void tree_paste(struct tree *tree, struct ui *ui, const char *text);
void tree_copy(struct tree *tree, struct ui *ui);

/* ---- tree_risk.c ---- */

/* ^W: a risk, a new one or one there is, is to rest on this tree. */
void tree_take_on(struct tree *tree, struct ui *ui);
/* ^O: to the risks that rest on it. */
void tree_follow(struct tree *tree, struct ui *ui);
/* "R-009 (likelihood 3)", the ids of those that rest on the tree below `root`; appended. False
 * when there is none. */
bool tree_say_uses(struct tree *tree, struct ui *ui, size_t root, struct str *out);

/* ---- drawing ---- */

void tree_draw(struct view *view, struct ui *ui, struct canvas *canvas);
/* Lines that fit below the headings. */
size_t tree_page(const struct tree *tree);
/* Screen column where what is before a label of that depth begins. */
int tree_mark_col(const struct tree *tree, int depth);
/* What stands in a cell of a node; appended. (tree_look.c) */
void tree_look(struct tree *tree, struct ui *ui, size_t node, int field, struct str *out,
               enum style *style);
/* 34.1% / 1.5万円 / 15k yen; appended. */
void tree_say_share(double probability, struct str *out);
void tree_say_money(const struct ui *ui, double yen, struct str *out);
/* The label, or a word for none; appended. */
void tree_say_label(const struct tree *tree, const struct ui *ui, size_t node, struct str *out);

/* The foot's rows on a screen that has `rows` for all; 0 = no room. (tree_foot.c) */
int tree_foot_rows(const struct tree *tree, int rows);
void tree_foot_draw(struct tree *tree, struct ui *ui, struct canvas *canvas, struct rect rect);
void tree_foot_compute(struct tree *tree, struct ui *ui);
/* ^R: the ten cheapest and the ten likeliest ways, to go to one. */
void tree_list_paths(struct tree *tree, struct ui *ui);
void tree_foot_release(struct tree_foot *foot);

#endif
