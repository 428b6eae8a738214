/* tree_parts.c - one node in words and numbers. */
#include "tree_parts.h"

#include "sonae/model/number.h"
#include "sonae/model/value.h"

#include <math.h>

size_t tree_last(const struct tree_file *file)
{
	return file->root + file->tree->outline.at.at[file->root].below;
}

static size_t row_of(const struct tree_file *file, size_t node)
{
	return file->tree->outline.at.at[node].row;
}

const char *tree_row_id(const struct tree_file *file, size_t node)
{
	return sheet_row_id(file->sheet, row_of(file, node));
}

const char *tree_cell(const struct tree_file *file, size_t node, const char *field)
{
	int index = form_field(sheet_form(file->sheet), field);

	return index < 0 ? "" : sheet_cell(file->sheet, row_of(file, node), (size_t)index);
}

const char *tree_label(const struct tree_file *file, size_t node)
{
	int field = sheet_form(file->sheet)->name_field;
	const char *label = field < 0 ? "" : sheet_cell(file->sheet, row_of(file, node), (size_t)field);

	return label[0] ? label : file->words[TREE_WORD_NO_LABEL];
}

const struct attack_node *tree_node_at(const struct tree_file *file, size_t node)
{
	return file->has_values ? &file->tree->at.at[node] : NULL;
}

enum attack_gate tree_gate(const struct tree_file *file, size_t node)
{
	if (file->tree->outline.at.at[node].below == 0)
		return ATTACK_LEAF;
	return file->has_values ? file->tree->at.at[node].gate : ATTACK_OR;
}

bool *tree_cheapest_nodes(const struct tree_file *file)
{
	bool *on = mem_zero(tree_last(file) + 1, sizeof(*on));
	struct attack_paths paths = {0};

	if (file->has_values)
		attack_cheapest(file->tree, file->root, false, 1, &paths);
	for (size_t i = 0; paths.at.count > 0 && i < paths.at.at[0].leaves.count; i++) {
		size_t node = paths.at.at[0].leaves.at[i];
		while (node != OUTLINE_NONE && node >= file->root && !on[node]) {
			on[node] = true;
			node = file->tree->outline.at.at[node].parent;
		}
	}
	attack_paths_release(&paths);
	return on;
}

/* ---- words and numbers ---- */

/* Two digits at least of what is below one in a hundred. */
static int places_of(double percent)
{
	if (percent == 0 || percent >= 1)
		return 1;
	return percent >= 0.1 ? 2 : 4;
}

static void add_percent(double share, struct str *out)
{
	double percent = share * 100;

	if (isnan(percent))
		return;
	number_show(value_round(percent, places_of(percent)), places_of(percent), out);
	str_add_byte(out, '%');
}

static void add_money(const struct tree_file *file, double yen, struct str *out)
{
	if (!isfinite(yen))
		return;
	number_show(yen, 0, out);
	str_add(out, file->words[TREE_WORD_YEN]);
}

/* "確率 34.1%", two blanks in front when something stands there. */
static void add_part(const struct tree_file *file, enum tree_word word, struct str *value,
                     struct str *out)
{
	if (value->len > 0)
		str_addf(out, "%s%s %s", out->len > 0 ? "  " : "", file->words[word], str_text(value));
	str_clear(value);
}

void tree_add_values(const struct tree_file *file, size_t node, struct str *out)
{
	const struct attack_node *is = tree_node_at(file, node);
	struct str value = {0};

	if (!is)
		return;
	add_percent(is->now.probability, &value);
	add_part(file, TREE_WORD_PROBABILITY, &value, out);
	if (is->now.missing > 0)
		str_addf(&value, "%zu", is->now.missing);
	add_part(file, TREE_WORD_MISSING, &value, out);
	add_money(file, is->now.cost, &value);
	add_part(file, TREE_WORD_COST, &value, out);
	if (isfinite(is->now.skill))
		number_show(is->now.skill, 0, &value);
	add_part(file, TREE_WORD_SKILL, &value, out);
	str_release(&value);
}

void tree_add_what_if(const struct tree_file *file, size_t node, struct str *out)
{
	const struct attack_node *is = tree_node_at(file, node);
	struct str now = {0}, then = {0};

	if (!is)
		return;
	add_percent(is->now.probability, &now);
	add_percent(is->planned_too.probability, &then);
	if (!text_is(str_text(&now), str_text(&then)))
		add_part(file, TREE_WORD_AFTER, &then, out);
	str_release(&now);
	str_release(&then);
}

void tree_add_measure(const struct tree_file *file, size_t node, struct str *out)
{
	const struct attack_node *is = tree_node_at(file, node);
	const char *measure = tree_cell(file, node, "measure"), *state = "";

	if (!is || is->gate != ATTACK_LEAF)
		return;
	if (is->done || is->planned)
		state = file->words[is->done ? TREE_WORD_DONE : TREE_WORD_PLANNED];
	if (measure[0] || state[0])
		str_add(out, file->words[TREE_WORD_MEASURE]);
	if (measure[0])
		str_addf(out, " %s", measure);
	if (state[0])
		str_addf(out, " (%s)", state);
}

const char *tree_assumption(const struct tree_file *file)
{
	return file->words[file->tree->best_path ? TREE_WORD_BEST : TREE_WORD_INDEPENDENT];
}

void tree_add_cheapest(const struct tree_file *file, struct str *out)
{
	const struct attack_node *root = tree_node_at(file, file->root);

	if (!root || !isfinite(root->now.cost))
		return;
	str_addf(out, "%s ", file->words[TREE_WORD_CHEAPEST]);
	add_money(file, root->now.cost, out);
}
