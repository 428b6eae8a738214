/* tree_risk.c - a tree and the risks that rest on it. */
#include "tree.h"

#include "sonae/app/entry.h"
#include "sonae/app/say.h"
#include "sonae/model/field_type.h"
#include "sonae/ui/menu.h"
#include "sonae/ui/views.h"

#include <stdlib.h>

static const char risks_name[] = "risks";

/* Risks, and the field in which they name a row of this worksheet. */
struct risks {
	struct sheet *sheet;
	int tree;
};

static bool find_risks(const struct tree *tree, const struct ui *ui, struct risks *out)
{
	out->sheet = book_sheet(folder_book(ui->session->folder), risks_name, NULL);
	out->tree = -1;
	const struct form *form = out->sheet ? sheet_form(out->sheet) : NULL;
	for (size_t i = 0; form && out->tree < 0 && i < form->fields.count; i++)
		if (form->fields.at[i].type->is_ref && text_is(form->fields.at[i].sheet, tree->cell.sheet))
			out->tree = (int)i;
	return out->tree >= 0;
}

static bool rests_on(const struct risks *risks, size_t row, const char *root)
{
	return text_is(sheet_cell(risks->sheet, row, (size_t)risks->tree), root);
}

/* "R-009 (likelihood 3)" */
static void say_use(struct ui *ui, const struct risks *risks, size_t row, struct str *out)
{
	const struct form *form = sheet_form(risks->sheet);
	int likelihood = form_field(form, "likelihood");
	struct str value = {0};

	str_add(out, sheet_row_id(risks->sheet, row));
	if (likelihood >= 0)
		say_cell(ui->session, risks->sheet, row, likelihood, &value);
	if (value.len > 0) {
		const char *label = say_words(ui->session, form->fields.at[likelihood].label);
		str_addf(out, " (%s %s)", label, value.at);
	}
	str_release(&value);
}

bool tree_say_uses(struct tree *tree, struct ui *ui, size_t root, struct str *out)
{
	const char *id = tree_node_id(tree, ui, root);
	struct risks risks;
	size_t before = out->len;

	if (!find_risks(tree, ui, &risks))
		return false;
	for (size_t row = 0; row < sheet_row_count(risks.sheet); row++) {
		if (!rests_on(&risks, row, id))
			continue;
		if (out->len > before)
			str_add(out, ", ");
		say_use(ui, &risks, row, out);
	}
	return out->len > before;
}

/* ---- a list of risks ---- */

struct risk_list {
	struct tree *tree;      /* the view below the list */
	char root[ROW_ID_MAX];
	VEC(char *) ids;        /* of each line; "" = a new one */
};

static void free_list(void *context)
{
	struct risk_list *list = context;

	for (size_t i = 0; i < list->ids.count; i++)
		free(list->ids.at[i]);
	vec_release(&list->ids);
	free(list);
}

static struct risk_list *new_list(struct tree *tree, const char *root)
{
	struct risk_list *list = mem_zero(1, sizeof(*list));

	list->tree = tree;
	text_copy(list->root, sizeof(list->root), root);
	return list;
}

/* All risks, or those that rest on `root`. */
static void add_risks(struct risk_list *list, struct menu *menu, struct ui *ui, const char *root)
{
	struct book *book = folder_book(ui->session->folder);
	struct risks risks;
	struct str text = {0};

	if (!find_risks(list->tree, ui, &risks))
		return;
	for (size_t row = 0; row < sheet_row_count(risks.sheet); row++) {
		if (root ? !rests_on(&risks, row, root) : book_is_retired(book, risks.sheet, row))
			continue;
		str_clear(&text);
		say_row(ui->session, risks.sheet, row, &text);
		menu_add(menu, str_text(&text), NULL);
		vec_push(&list->ids, mem_dup(sheet_row_id(risks.sheet, row)));
	}
	str_release(&text);
}

static void open_list(struct ui *ui, const char *title, struct risk_list *list, struct menu *menu,
                      void (*done)(struct ui *ui, void *context, size_t line, const char *typed))
{
	ui_push(ui, view_pick_new(&(struct pick){
	    .title = title, .menu = menu, .done = done, .context = list, .free_context = free_list,
	    .near = list->tree->cell.at,
	}));
}

/* ---- ^W ---- */

/* What happens stands as its threat; which asset it is about comes later. */
static bool add_risk(struct ui *ui, struct step *step, const struct risks *risks,
                     const struct risk_list *list, const char *label, char id[ROW_ID_MAX], struct err *err)
{
	const struct form *form = sheet_form(risks->sheet);
	const char **typed = mem_zero(form->fields.count + 1, sizeof(*typed));
	size_t count = sheet_row_count(risks->sheet);
	int threat = form_field(form, "threat");

	typed[risks->tree] = list->root;
	if (threat >= 0)
		typed[threat] = label;
	bool fine = entry_new_row_of(ui->session, step, risks->sheet,
	                             count ? sheet_row_id(risks->sheet, count - 1) : "", typed, id, err);
	free(typed);
	return fine;
}

static void take_on(struct ui *ui, void *context, size_t line, const char *unused)
{
	const struct risk_list *list = context;
	struct tree *tree = list->tree;
	struct step step = {0};
	struct err err = {0};
	struct risks risks;
	struct sheet *trees = cell_view_sheet(&tree->cell, ui);
	size_t row, root = outline_find(&tree->values.outline, trees, list->root);
	char id[ROW_ID_MAX] = "";

	(void)unused;
	if (line >= list->ids.count || root == OUTLINE_NONE || !find_risks(tree, ui, &risks))
		return;
	text_copy(id, sizeof(id), list->ids.at[line]);
	const char *label = sheet_cell(trees, tree_row_of(tree, root), (size_t)tree->fields.label);
	bool fine = !id[0] ? add_risk(ui, &step, &risks, list, label, id, &err)
	                   : sheet_find(risks.sheet, id, &row) &&
	                         entry_set(ui->session, &step, risks.sheet, row, risks.tree,
	                                   list->root, &err);
	if (!fine)
		ui_alarm(ui, &err);
	else if (ui_do(ui, &step))
		ui_message(ui, "tree.taken_on", "row", id, NULL);
	step_release(&step);
	tree->foot.known = false;
}

void tree_take_on(struct tree *tree, struct ui *ui)
{
	size_t node = tree_node(tree);
	struct risks risks;
	struct menu menu = {0};

	if (node == OUTLINE_NONE || !find_risks(tree, ui, &risks)) {
		ui_message(ui, node == OUTLINE_NONE ? "sheet.no_row_here" : "ui.no_take_on", NULL);
		return;
	}
	if (!cell_view_may_write(&tree->cell, ui))
		return;
	size_t root = outline_root(&tree->values.outline, node);
	struct risk_list *list = new_list(tree, tree_node_id(tree, ui, root));
	menu_add(&menu, say(ui->session, "tree.new_risk"), NULL);
	vec_push(&list->ids, mem_dup(""));
	add_risks(list, &menu, ui, NULL);
	open_list(ui, say(ui->session, "tree.which_risk"), list, &menu, take_on);
}

/* ---- ^O ---- */

static void go_to(struct ui *ui, const char *id, const struct risks *risks)
{
	struct view *view = view_sheet_new(ui, risks_name);

	if (!view)
		return;
	ui_push(ui, view);
	view->ops->show(view, ui, risks_name, id, sheet_form(risks->sheet)->fields.at[risks->tree].id);
}

static void go_to_chosen(struct ui *ui, void *context, size_t line, const char *unused)
{
	const struct risk_list *list = context;
	struct risks risks;

	(void)unused;
	if (line < list->ids.count && find_risks(list->tree, ui, &risks))
		go_to(ui, list->ids.at[line], &risks);
}

void tree_follow(struct tree *tree, struct ui *ui)
{
	size_t node = tree_node(tree);
	struct risks risks;
	struct menu menu = {0};

	if (node == OUTLINE_NONE || !find_risks(tree, ui, &risks)) {
		ui_message(ui, "cell.no_reference", NULL);
		return;
	}
	const char *root = tree_node_id(tree, ui, outline_root(&tree->values.outline, node));
	struct risk_list *list = new_list(tree, root);
	add_risks(list, &menu, ui, root);
	if (list->ids.count > 1) {
		open_list(ui, say(ui->session, "tree.its_risks"), list, &menu, go_to_chosen);
		return;
	}
	if (list->ids.count == 1)
		go_to(ui, list->ids.at[0], &risks);
	else
		ui_message(ui, "tree.no_risk", NULL);
	menu_release(&menu);
	free_list(list);
}
