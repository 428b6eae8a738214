/* tree_foot.c - what an attack tree amounts to: the ways through it and the measures that help. */
#include "tree.h"

#include "sonae/app/say.h"
#include "sonae/base/utf8.h"
#include "sonae/ui/menu.h"
#include "sonae/ui/views.h"

#include <stdio.h>
#include <stdlib.h>

enum { FOOT_ROWS = 5, FOOT_FROM = 13, EDGE = 1, AT_ONCE = 300, EFFECTS = 3, PATHS = 10 };

int tree_foot_rows(const struct tree *tree, int rows)
{
	return tree->is_attack && tree->values.outline.at.count > 0 && rows >= FOOT_FROM ? FOOT_ROWS : 0;
}

void tree_foot_release(struct tree_foot *foot)
{
	str_release(&foot->cheapest);
	str_release(&foot->likeliest);
	str_release(&foot->helps);
	str_release(&foot->used);
	str_release(&foot->cheapest_value);
	str_release(&foot->likeliest_value);
}

/* ---- in words ---- */

/* The leaves that go together; a single one with what it hangs below. */
static void say_path(const struct tree *tree, const struct ui *ui, size_t root,
                     const struct attack_path *path, struct str *out)
{
	size_t above = tree->values.outline.at.at[path->leaves.at[0]].parent;

	if (path->leaves.count == 1 && above != OUTLINE_NONE && above != root) {
		tree_say_label(tree, ui, above, out);
		str_add(out, " > ");
	}
	for (size_t i = 0; i < path->leaves.count; i++) {
		str_add(out, i > 0 ? " + " : "");
		tree_say_label(tree, ui, path->leaves.at[i], out);
	}
}

static void say_best(struct tree *tree, struct ui *ui, size_t root)
{
	struct attack_paths paths = {0};

	attack_cheapest(&tree->values, root, false, 1, &paths);
	if (paths.at.count > 0) {
		say_path(tree, ui, root, &paths.at.at[0], &tree->foot.cheapest);
		tree_say_money(ui, paths.at.at[0].value, &tree->foot.cheapest_value);
	}
	attack_likeliest(&tree->values, root, false, 1, &paths);
	if (paths.at.count > 0) {
		say_path(tree, ui, root, &paths.at.at[0], &tree->foot.likeliest);
		tree_say_share(paths.at.at[0].value, &tree->foot.likeliest_value);
	}
	attack_paths_release(&paths);
}

/* The measure against it, or the leaf itself while none is named. */
static void say_measure(const struct tree *tree, const struct ui *ui, size_t leaf, struct str *out)
{
	const char *measure = tree->fields.measure < 0 ? "" : sheet_cell(
	    cell_view_sheet(&tree->cell, ui), tree_row_of(tree, leaf), (size_t)tree->fields.measure);

	if (measure[0])
		utf8_add_visible(out, measure, strlen(measure));
	else
		tree_say_label(tree, ui, leaf, out);
}

static void say_effects(struct tree *tree, struct ui *ui, size_t root)
{
	struct attack_effects effects = {0};
	struct str *out = &tree->foot.helps;
	char missing[24];

	if (tree->values.at.at[root].now.missing > 0) {
		snprintf(missing, sizeof(missing), "%zu", tree->values.at.at[root].now.missing);
		say_to(ui->session, out, "tree.helps_missing", "count", missing, NULL);
	}
	attack_effects(&tree->values, root, EFFECTS, &effects);
	for (size_t i = 0; i < effects.at.count; i++) {
		str_add(out, i > 0 ? "   " : "");
		say_measure(tree, ui, effects.at.at[i].leaf, out);
		str_add_byte(out, ' ');
		tree_say_share(tree->values.at.at[root].now.probability, out);
		str_add(out, " -> ");
		tree_say_share(effects.at.at[i].probability, out);
	}
	attack_effects_release(&effects);
}

static void clear(struct tree_foot *foot)
{
	str_clear(&foot->cheapest);
	str_clear(&foot->likeliest);
	str_clear(&foot->helps);
	str_clear(&foot->used);
	str_clear(&foot->cheapest_value);
	str_clear(&foot->likeliest_value);
}

/* Of the tree one stands in, or stood in before the line below all others. */
static size_t current_root(const struct tree *tree, const struct ui *ui)
{
	const struct outline *outline = &tree->values.outline;
	size_t node = tree_node(tree);

	if (node == OUTLINE_NONE && tree->slot.open)
		node = outline_find(outline, cell_view_sheet(&tree->cell, ui), tree->slot.parent);
	return node != OUTLINE_NONE ? outline_root(outline, node) : tree->foot.root;
}

void tree_foot_compute(struct tree *tree, struct ui *ui)
{
	struct tree_foot *foot = &tree->foot;
	size_t root = current_root(tree, ui);

	clear(foot);
	foot->root = root;
	foot->known = true;
	foot->waits = false;
	if (root >= tree->values.outline.at.count)
		return;
	say_best(tree, ui, root);
	say_effects(tree, ui, root);
	struct str risks = {0};
	if (tree_say_uses(tree, ui, root, &risks))
		say_to(ui->session, &foot->used, "tree.used", "risks", risks.at, NULL);
	str_release(&risks);
}

/* A large tree is looked through after the paint. */
static void update(struct tree *tree, struct ui *ui)
{
	size_t root = current_root(tree, ui);

	if (tree->foot.known && tree->foot.root == root)
		return;
	if (root < tree->values.outline.at.count && tree->values.outline.at.at[root].below > AT_ONCE)
		tree->foot.waits = true;
	else
		tree_foot_compute(tree, ui);
}

/* ---- drawing ---- */

static int label_cols(const struct ui *ui)
{
	static const char *const ids[] = {"tree.cheapest", "tree.likeliest", "tree.helps"};
	int most = 0;

	for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
		const char *label = say(ui->session, ids[i]);
		int cols = utf8_cols(label, strlen(label));
		most = cols > most ? cols : most;
	}
	return most + 2;
}

static void draw_row(struct ui *ui, struct canvas *canvas, struct rect at, const char *label,
                     const struct str *text, const struct str *value)
{
	int labels = label_cols(ui), values = value ? utf8_cols(str_text(value), value->len) : 0;
	int room = at.cols - labels - (values > 0 ? values + 2 : 0);
	int used = 0;

	canvas_text(canvas, at.row, at.col, labels, STYLE_ROLE_MUTED, 0, say(ui->session, label));
	used = canvas_text(canvas, at.row, at.col + labels, room, STYLE_ROLE_PLAIN, TEXT_MARK,
	                   text->len > 0 ? text->at : "-");
	if (values > 0)
		canvas_text(canvas, at.row, at.col + labels + used + 2, values, STYLE_ROLE_COMPUTED, 0,
		            value->at);
}

void tree_foot_draw(struct tree *tree, struct ui *ui, struct canvas *canvas, struct rect rect)
{
	struct rect at = {rect.row + 1, rect.col + EDGE, 1, rect.cols - 2 * EDGE};
	const struct tree_foot *foot = &tree->foot;

	update(tree, ui);
	canvas_hline(canvas, rect.row, rect.col, rect.cols, STYLE_ROLE_RULE);
	draw_row(ui, canvas, at, "tree.cheapest", &foot->cheapest, &foot->cheapest_value);
	at.row++;
	draw_row(ui, canvas, at, "tree.likeliest", &foot->likeliest, &foot->likeliest_value);
	at.row++;
	draw_row(ui, canvas, at, "tree.helps", &foot->helps, NULL);
	at.row++;
	canvas_text(canvas, at.row, at.col, at.cols, STYLE_ROLE_MUTED, TEXT_MARK,
	            foot->used.len > 0 ? foot->used.at : say(ui->session, "tree.unused"));
}

/* ---- the list of ways ---- */

struct path_list {
	struct tree *tree; /* the view below the list */
	VEC(char *) ids;   /* row of the first leaf, for each line; headings have none */
};

static void free_list(void *context)
{
	struct path_list *list = context;

	for (size_t i = 0; i < list->ids.count; i++)
		free(list->ids.at[i]);
	vec_release(&list->ids);
	free(list);
}

static void go_to_leaf(struct ui *ui, void *context, size_t line, const char *unused)
{
	const struct path_list *list = context;

	(void)unused;
	if (line < list->ids.count && list->ids.at[line])
		tree_stand_on_row(list->tree, ui, list->ids.at[line]);
}

static void add_path(struct path_list *list, struct ui *ui, size_t root, struct menu *menu,
                     const struct attack_path *path, bool by_cost)
{
	struct str text = {0}, value = {0};

	say_path(list->tree, ui, root, path, &text);
	if (by_cost)
		tree_say_money(ui, path->value, &value);
	else
		tree_say_share(path->value, &value);
	menu_add(menu, str_text(&text), str_text(&value));
	vec_push(&list->ids, mem_dup(tree_node_id(list->tree, ui, path->leaves.at[0])));
	str_release(&text);
	str_release(&value);
}

/* The ways as they are, or as the planned measures leave them. */
static const struct path_kind {
	const char *heading;
	bool by_cost, planned;
} kinds[] = {
	{"tree.cheapest", true, false},
	{"tree.likeliest", false, false},
	{"tree.cheapest_after", true, true},
	{"tree.likeliest_after", false, true},
};

static void add_paths(struct path_list *list, struct ui *ui, size_t root, struct menu *menu,
                      const struct path_kind *kind)
{
	struct attack_paths paths = {0};

	if (kind->by_cost)
		attack_cheapest(&list->tree->values, root, kind->planned, PATHS, &paths);
	else
		attack_likeliest(&list->tree->values, root, kind->planned, PATHS, &paths);
	if (paths.at.count > 0) {
		menu_add_heading(menu, say(ui->session, kind->heading));
		vec_push(&list->ids, NULL);
	}
	for (size_t i = 0; i < paths.at.count; i++)
		add_path(list, ui, root, menu, &paths.at.at[i], kind->by_cost);
	attack_paths_release(&paths);
}

static bool has_plan(const struct tree *tree, size_t root)
{
	for (size_t i = root; i <= root + tree->values.outline.at.at[root].below; i++)
		if (tree->values.at.at[i].planned && !tree->values.at.at[i].done)
			return true;
	return false;
}

void tree_list_paths(struct tree *tree, struct ui *ui)
{
	size_t root = current_root(tree, ui);
	struct path_list *list = mem_zero(1, sizeof(*list));
	struct menu menu = {0};

	size_t count = root < tree->values.outline.at.count ? sizeof(kinds) / sizeof(kinds[0]) : 0;
	list->tree = tree;
	for (size_t i = 0; i < count; i++)
		if (!kinds[i].planned || has_plan(tree, root))
			add_paths(list, ui, root, &menu, &kinds[i]);
	if (list->ids.count > 0) {
		ui_push(ui, view_pick_new(&(struct pick){
		    .title = say(ui->session, "tree.paths"), .menu = &menu, .done = go_to_leaf,
		    .context = list, .free_context = free_list,
		}));
		return;
	}
	ui_message(ui, "tree.no_paths", NULL);
	menu_release(&menu);
	free_list(list);
}
