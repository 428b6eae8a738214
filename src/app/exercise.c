/* exercise.c - marks, words about wrong answers, and answers as a tree. */
#include "sonae/app/exercise.h"

#include "sonae/app/say.h"
#include "sonae/model/field_type.h"

#include <stdio.h>
#include <stdlib.h>

static const char *answer_of(const struct sheet *sheet, size_t row)
{
	return sheet_cell(sheet, row, (size_t)form_field(sheet_form(sheet), "answer"));
}

enum exercise_mark exercise_mark(struct session *session, struct sheet *sheet, size_t row)
{
	int mark = form_field(sheet_form(sheet), "mark");

	if (!answer_of(sheet, row)[0])
		return EXERCISE_OPEN;
	return value_holds(book_value(folder_book(session->folder), sheet, row, mark)) ? EXERCISE_RIGHT
	                                                                               : EXERCISE_WRONG;
}

struct exercise_score exercise_score(struct session *session, struct sheet *sheet)
{
	const struct form *form = sheet_form(sheet);
	struct exercise_score score = {.count = form->items.count};
	size_t row;

	for (size_t i = 0; i < score.count; i++) {
		bool there = sheet_find(sheet, form->items.at[i].id, &row);
		enum exercise_mark mark = there ? exercise_mark(session, sheet, row) : EXERCISE_OPEN;
		score.open += mark == EXERCISE_OPEN;
		score.right += mark == EXERCISE_RIGHT;
		score.wrong += mark == EXERCISE_WRONG;
	}
	return score;
}

/* ---- words ---- */

void exercise_say_wrong(struct session *session, struct sheet *sheet, size_t row, struct str *out)
{
	const struct form *form = sheet_form(sheet);
	int item = form_row_item(form, sheet_row_id(sheet, row));

	if (item >= 0 && exercise_mark(session, sheet, row) == EXERCISE_WRONG)
		item_wrong(&form->items.at[item], answer_of(sheet, row), session->lang, out);
}

/* ---- taking on ---- */

/* The rows are not there yet, so that the ids are counted here. */
struct tree_maker {
	struct step *step;
	struct sheet *to;
	int parent, order, label, gate; /* fields; order and gate may be -1 */
	char (*ids)[64];                /* of the root, then one a question */
	int *parts;                     /* below each, so far */
	size_t made;
};

static bool find_fields(struct tree_maker *maker, struct err *err)
{
	const struct form *form = sheet_form(maker->to);

	maker->parent = form_field(form, "parent");
	maker->order = form_field(form, "order");
	maker->label = form_field(form, "label");
	maker->gate = form_field(form, "gate");
	if (maker->gate >= 0 && !field_choice(&form->fields.at[maker->gate], "or"))
		maker->gate = -1;
	if (maker->parent < 0 || maker->label < 0 || !form->addable)
		return err_set(err, ERR_NO_FIELD, NULL, 0, "%s.%s", form->id,
		               maker->parent < 0 ? "parent" : "label");
	return true;
}

/* One node, behind the one made before; `under` is the number of the node above, -1 for none. */
static void make_node(struct tree_maker *maker, int under, const char *label, bool has_parts)
{
	const struct form *form = sheet_form(maker->to);
	size_t count = sheet_row_count(maker->to), number = maker->made++;
	const char *last = count > 0 ? sheet_row_id(maker->to, count - 1) : "";
	const char **cells = mem_zero(form->fields.count + 1, sizeof(*cells));
	char order[16];

	snprintf(maker->ids[number], sizeof(*maker->ids), "%s-%03lu", form->prefix,
	         sheet_next_number(maker->to) + number);
	snprintf(order, sizeof(order), "%d", under >= 0 ? ++maker->parts[under] : 1);
	if (under >= 0)
		cells[maker->parent] = maker->ids[under];
	if (under >= 0 && maker->order >= 0)
		cells[maker->order] = order;
	if (has_parts && maker->gate >= 0)
		cells[maker->gate] = "or";
	cells[maker->label] = label;
	step_insert(maker->step, maker->to, maker->ids[number], number > 0 ? maker->ids[number - 1] : last,
	            cells);
	free(cells);
}

static bool has_parts(const struct form *form, size_t item)
{
	for (size_t i = item + 1; i < form->items.count; i++)
		if (form->items.at[i].under == (int)item)
			return true;
	return false;
}

static void make_tree(struct tree_maker *maker, const struct session *session, struct sheet *sheet)
{
	const struct form *form = sheet_form(sheet);
	size_t row;

	make_node(maker, -1, say_words(session, form->exercise.root), true);
	for (size_t i = 0; i < form->items.count; i++) {
		bool there = sheet_find(sheet, form->items.at[i].id, &row);
		make_node(maker, form->items.at[i].under + 1, there ? answer_of(sheet, row) : "",
		          has_parts(form, i));
	}
}

bool exercise_take_on(struct session *session, struct step *step, struct sheet *sheet, char root[64],
                      struct err *err)
{
	const struct form *form = sheet_form(sheet);
	struct tree_maker maker = {.step = step};

	maker.to = book_sheet(folder_book(session->folder), form->exercise.takes_on, err);
	if (!maker.to || !find_fields(&maker, err))
		return false;
	maker.ids = mem_zero(form->items.count + 1, sizeof(*maker.ids));
	maker.parts = mem_zero(form->items.count + 1, sizeof(*maker.parts));
	make_tree(&maker, session, sheet);
	text_copy(root, 64, maker.ids[0]);
	free(maker.ids);
	free(maker.parts);
	return true;
}
