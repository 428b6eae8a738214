/* tree_look.c - what stands in the cells of a tree. */
#include "tree.h"

#include "sonae/app/say.h"
#include "sonae/base/utf8.h"
#include "sonae/model/field_type.h"
#include "sonae/model/number.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>

/* Small ones keep a digit that says something. */
void tree_say_share(double probability, struct str *out)
{
	double percent = probability * 100;

	if (isnan(percent))
		return;
	number_show(percent, percent == 0 || percent >= 1 ? 1 : percent >= 0.1 ? 2 : 4, out);
	str_add_byte(out, '%');
}

struct unit {
	double size;
	const char *text_id;
};

/* In the largest unit of the language that it reaches; nothing for what has no price. */
void tree_say_money(const struct ui *ui, double yen, struct str *out)
{
	static const struct unit units[LANG_COUNT][3] = {
		[LANG_JA] = {{1e8, "tree.money_large"}, {1e4, "tree.money_middle"}, {1, "tree.money"}},
		[LANG_EN] = {{1e6, "tree.money_large"}, {1e3, "tree.money_middle"}, {1, "tree.money"}},
	};
	const struct unit *unit = units[ui->session->lang];
	struct str number = {0};

	if (!isfinite(yen))
		return;
	while (unit->size > 1 && yen < unit->size)
		unit++;
	number_show(yen / unit->size, 1, &number);
	say_to(ui->session, out, unit->text_id, "number", str_text(&number), NULL);
	str_release(&number);
}

void tree_say_label(const struct tree *tree, const struct ui *ui, size_t node, struct str *out)
{
	const char *label = sheet_cell(cell_view_sheet(&tree->cell, ui), tree_row_of(tree, node),
	                               (size_t)tree->fields.label);

	if (label[0])
		utf8_add_visible(out, label, strlen(label));
	else
		str_add(out, tree_node_id(tree, ui, node));
}

/* ---- inner nodes: computed ---- */

static void look_missing(const struct ui *ui, size_t missing, struct str *out, enum style *style)
{
	char count[24];

	snprintf(count, sizeof(count), "%zu", missing);
	say_to(ui->session, out, "tree.missing", "count", count, NULL);
	*style = STYLE_ROLE_CAUTION;
}

/* What it would be with the planned measures, when that differs. */
static void look_what_if(const struct ui *ui, const struct attack_node *node, struct str *out,
                         enum style *style)
{
	struct str now = {0}, then = {0};

	tree_say_share(node->now.probability, &now);
	tree_say_share(node->planned_too.probability, &then);
	if (then.len > 0 && !text_is(str_text(&now), then.at))
		say_to(ui->session, out, "tree.after", "value", then.at, NULL);
	*style = STYLE_ROLE_GOOD;
	str_release(&now);
	str_release(&then);
}

static void look_computed(struct tree *tree, struct ui *ui, size_t node, int field, struct str *out,
                          enum style *style)
{
	const struct attack_node *at = &tree->values.at.at[node];

	*style = STYLE_ROLE_COMPUTED;
	if (field == tree->fields.measure)
		look_what_if(ui, at, out, style);
	else if (field == tree->fields.probability && at->now.missing > 0)
		look_missing(ui, at->now.missing, out, style);
	else if (field == tree->fields.probability)
		tree_say_share(at->now.probability, out);
	else if (field == tree->fields.cost)
		tree_say_money(ui, at->now.cost, out);
	else if (isfinite(at->now.skill))
		number_show(at->now.skill, 0, out);
	if (out->len == 0 && field != tree->fields.measure)
		str_add_byte(out, '-');
}

/* ---- leaves ---- */

/* "I 情報漏えい" is known by its letter. */
static void look_letter(struct ui *ui, struct sheet *sheet, size_t row, int field, struct str *out,
                        enum style *style)
{
	struct str whole = {0};

	cell_look(ui, sheet, row, field, &whole, style);
	const char *text = str_text(&whole);
	size_t len = isalpha((unsigned char)text[0]) && (text[1] == ' ' || !text[1]) ? 1 : whole.len;
	str_add_n(out, text, len);
	str_release(&whole);
}

/* No gate is an OR. */
static void look_gate(struct tree *tree, struct ui *ui, size_t row, struct str *out,
                      enum style *style)
{
	struct sheet *sheet = cell_view_sheet(&tree->cell, ui);

	cell_look(ui, sheet, row, tree->fields.gate, out, style);
	if (out->len > 0)
		return;
	str_add(out, "OR");
	*style = STYLE_ROLE_OFFER;
}

/* "[x] 接続禁止"; with "=" when it is in place. */
static void look_measure(struct tree *tree, struct ui *ui, size_t node, struct str *out,
                         enum style *style)
{
	const struct attack_node *at = &tree->values.at.at[node];

	str_add(out, at->done ? "[=] " : at->planned ? "[x] " : "[ ] ");
	cell_look(ui, cell_view_sheet(&tree->cell, ui), tree_row_of(tree, node),
	          tree->fields.measure, out, style);
}

static void look_leaf(struct tree *tree, struct ui *ui, size_t node, int field, struct str *out,
                      enum style *style)
{
	struct sheet *sheet = cell_view_sheet(&tree->cell, ui);
	const struct attack_node *at = &tree->values.at.at[node];
	size_t row = tree_row_of(tree, node);

	*style = STYLE_ROLE_PLAIN;
	if (field == tree->fields.measure)
		look_measure(tree, ui, node, out, style);
	else if (field == tree->fields.cost && isfinite(at->own.cost))
		tree_say_money(ui, at->own.cost, out);
	else
		cell_look(ui, sheet, row, field, out, style);
	if (at->done && *style == STYLE_ROLE_PLAIN)
		*style = STYLE_ROLE_MUTED;
}

void tree_look(struct tree *tree, struct ui *ui, size_t node, int field, struct str *out,
               enum style *style)
{
	struct sheet *sheet = cell_view_sheet(&tree->cell, ui);
	size_t row = tree_row_of(tree, node);

	if (tree_is_computed(tree, node, field))
		look_computed(tree, ui, node, field, out, style);
	else if (tree_is_leafs(tree, ui, node, field))
		*style = STYLE_ROLE_MUTED;
	else if (!tree->is_attack)
		cell_look(ui, sheet, row, field, out, style);
	else if (field == tree->fields.gate)
		look_gate(tree, ui, row, out, style);
	else if (field == tree->fields.stride)
		look_letter(ui, sheet, row, field, out, style);
	else if (tree_is_inner(tree, node))
		cell_look(ui, sheet, row, field, out, style);
	else
		look_leaf(tree, ui, node, field, out, style);
}
