/* tree_form.h - an attack tree's worksheet for tests, by hand, and rows for it. */
#ifndef TESTS_UNIT_TREE_FORM_H
#define TESTS_UNIT_TREE_FORM_H

#include "make_form.h"
#include "sonae/model/sheet.h"

#include <stdio.h>

enum { TREE_PARENT, TREE_ORDER, TREE_LABEL, TREE_GATE, TREE_STRIDE, TREE_PROBABILITY, TREE_COST, TREE_SKILL,
       TREE_MEASURE, TREE_PLANNED, TREE_DONE };

static inline void tree_field(struct form *form, const char *id, const char *type, const char *ja,
                              const char *en)
{
	struct field *field = make_field(form, id, type);

	field->label.in[LANG_JA] = ja;
	field->label.in[LANG_EN] = en;
}

static inline struct field *tree_last_field(struct form *form)
{
	return &form->fields.at[form->fields.count - 1];
}

/* A tree of labels. */
static inline struct form *tree_plain_form(void)
{
	struct form *form = make_form("attack_tree", FORM_TREE, "X");

	tree_field(form, "parent", "ref", "親", "Parent");
	tree_last_field(form)->sheet = "attack_tree";
	tree_field(form, "order", "number", "順", "Order");
	tree_field(form, "label", "text", "項目", "Item");
	form->name_field = TREE_LABEL;
	return form;
}

static inline struct form *tree_form(void)
{
	struct form *form = tree_plain_form();

	tree_field(form, "gate", "choice", "つなぎ", "Gate");
	make_choice(tree_last_field(form), "or", "OR", "OR");
	make_choice(tree_last_field(form), "and", "AND", "AND");
	tree_field(form, "stride", "choice", "STRIDE", "STRIDE");
	make_choice(tree_last_field(form), "s", "S なりすまし", "S Spoofing");
	make_choice(tree_last_field(form), "i", "I 情報漏えい", "I Disclosure");
	vec_push(&tree_last_field(form)->choices.at[0].was, "なりすまし");
	tree_field(form, "probability", "percent", "確率", "Probability");
	tree_field(form, "cost", "money", "費用", "Attack cost");
	tree_field(form, "skill", "int", "技", "Skill");
	tree_last_field(form)->heading = (struct words){{"要る技", ""}};
	tree_field(form, "measure", "text", "対策", "Measure");
	tree_field(form, "planned", "check", "予定", "Planned");
	tree_field(form, "done", "check", "対策済み", "Done");
	return form;
}

static inline void tree_set(struct sheet *sheet, size_t row, int field, const char *text)
{
	sheet_set_cell(sheet, row, (size_t)field, text, strlen(text));
}

/* A row at the end, X-001, X-002 …, below the row of that id ("" = top), in this order. */
static inline size_t tree_add(struct sheet *sheet, const char *parent, const char *label)
{
	size_t row = sheet_row_count(sheet);
	char text[64];

	sheet_insert_row(sheet, row, sheet_next_id(sheet, text));
	tree_set(sheet, row, TREE_PARENT, parent);
	snprintf(text, sizeof(text), "%zu", row + 1);
	tree_set(sheet, row, TREE_ORDER, text);
	tree_set(sheet, row, TREE_LABEL, label);
	return row;
}

#endif
