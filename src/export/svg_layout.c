/* svg_layout.c - texts into boxes, boxes into bands. */
#include "svg_layout.h"

#include "sonae/base/utf8.h"
#include "sonae/base/wrap.h"

enum { LABEL_COLS = 30, SMALL_COLS = 38, LEAST_WIDTH = 110, BAND_GAP = 12 };

int svg_font_size(enum svg_role role)
{
	static const int sizes[SVG_ROLES] = {9, 13, 11, 11, 11};

	return sizes[role];
}

static int line_height(enum svg_role role)
{
	return svg_font_size(role) + 4;
}

/* In hundredths of the font's size; fonts differ, so rather wide. */
static int char_width(uint32_t cp)
{
	if (cp >= 0x80)
		return 50 * utf8_cp_cols(cp);
	if (strchr("MW@%mw", (int)cp))
		return 90;
	if (strchr(" .,:;'|!iljtfrI()[]", (int)cp))
		return 38;
	return cp >= 'A' && cp <= 'Z' ? 70 : 60;
}

int svg_text_width(const char *text, int font_size)
{
	size_t len = strlen(text);
	long width = 0;

	for (size_t at = 0; at < len;) {
		uint32_t cp;
		at += utf8_decode(text + at, len - at, &cp);
		width += char_width(cp);
	}
	return (int)((width * font_size + 99) / 100);
}

void svg_wrap(const char *text, int cols, enum svg_role role, struct svg_box *box)
{
	size_t len = strlen(text);
	struct wrap_line at;

	for (size_t from = 0; len > 0 && wrap_next(text, len, from, cols, &at); from = at.next) {
		struct svg_line *line = vec_add(&box->lines);
		line->role = role;
		line->text = mem_dup_n(text + at.at, at.len);
	}
}

/* The row and what it is of STRIDE: what one names it by in a talk. */
static void add_meta(const struct tree_file *file, size_t node, struct str *out)
{
	int index = form_field(sheet_form(file->sheet), "stride");
	const char *stride = tree_cell(file, node, "stride");
	const struct field *field = index < 0 ? NULL : &sheet_form(file->sheet)->fields.at[index];
	const struct choice *choice = field && stride[0] ? field_choice(field, stride) : NULL;

	str_add(out, tree_row_id(file, node));
	if (choice)
		str_addf(out, "  %s", words_in(choice->label, file->lang));
}

static void fill_box(const struct tree_file *file, size_t node, struct svg_box *box)
{
	struct str text = {0};

	add_meta(file, node, &text);
	svg_wrap(str_text(&text), SMALL_COLS, SVG_META, box);
	svg_wrap(tree_label(file, node), LABEL_COLS, SVG_LABEL, box);
	str_clear(&text);
	tree_add_values(file, node, &text);
	svg_wrap(str_text(&text), SMALL_COLS, SVG_VALUES, box);
	str_clear(&text);
	tree_add_what_if(file, node, &text);
	svg_wrap(str_text(&text), SMALL_COLS, SVG_WHAT_IF, box);
	str_clear(&text);
	tree_add_measure(file, node, &text);
	svg_wrap(str_text(&text), SMALL_COLS, SVG_MEASURE, box);
	str_release(&text);
	box->width = LEAST_WIDTH;
	box->height = 2 * SVG_PAD - 4;
	for (size_t i = 0; i < box->lines.count; i++) {
		const struct svg_line *line = &box->lines.at[i];
		int width = svg_text_width(line->text, svg_font_size(line->role)) + 2 * SVG_PAD;
		box->width = width > box->width ? width : box->width;
		box->height += line_height(line->role);
	}
}

static const struct outline_node *outline_at(const struct tree_file *file, size_t i)
{
	return &file->tree->outline.at.at[file->root + i];
}

/* Below the root it is 0. */
static int level_of(const struct tree_file *file, size_t i)
{
	return outline_at(file, i)->depth - outline_at(file, 0)->depth;
}

/* Nodes stand before what is below them, so from the last on bands add up. */
static void size_bands(const struct tree_file *file, struct svg_layout *layout)
{
	int *below = mem_zero(layout->count, sizeof(*below));

	for (size_t i = layout->count; i-- > 0;) {
		struct svg_box *box = &layout->boxes[i];
		int own = box->height + BAND_GAP;
		box->band = own > below[i] ? own : below[i];
		if (i > 0)
			below[outline_at(file, i)->parent - file->root] += box->band;
	}
	free(below);
}

/* `next` of a node is where the band of its next child begins. */
static void place_rows(const struct tree_file *file, struct svg_layout *layout)
{
	int *next = mem_zero(layout->count, sizeof(*next));

	for (size_t i = 0; i < layout->count; i++) {
		struct svg_box *box = &layout->boxes[i];
		int *top = i > 0 ? &next[outline_at(file, i)->parent - file->root] : NULL;
		int band = top ? *top : 0, below = 0;
		box->y = band + (box->band - BAND_GAP - box->height) / 2;
		size_t last = i + outline_at(file, i)->below;
		for (size_t k = i + 1; k <= last; k += outline_at(file, k)->below + 1)
			below += layout->boxes[k].band;
		next[i] = band + (box->band - below) / 2;
		if (top)
			*top += box->band;
	}
	free(next);
	layout->height = layout->boxes[0].band - BAND_GAP;
}

static void place_columns(const struct tree_file *file, struct svg_layout *layout)
{
	VEC(int) widths = {0}, starts = {0}; /* of the levels */

	for (size_t i = 0; i < layout->count; i++) {
		size_t level = (size_t)level_of(file, i);
		if (level == widths.count)
			vec_push(&widths, 0);
		if (layout->boxes[i].width > widths.at[level])
			widths.at[level] = layout->boxes[i].width;
	}
	for (size_t level = 0; level < widths.count; level++) {
		vec_push(&starts, level > 0 ? layout->width + SVG_GATE_WIDTH + SVG_GAP : 0);
		layout->width = starts.at[level] + widths.at[level];
	}
	for (size_t i = 0; i < layout->count; i++) {
		layout->boxes[i].x = starts.at[level_of(file, i)];
		layout->boxes[i].width = widths.at[level_of(file, i)];
	}
	vec_release(&widths);
	vec_release(&starts);
}

void svg_layout_make(const struct tree_file *file, struct svg_layout *layout)
{
	layout->count = file->tree->outline.at.at[file->root].below + 1;
	layout->boxes = mem_zero(layout->count, sizeof(*layout->boxes));
	for (size_t i = 0; i < layout->count; i++)
		fill_box(file, file->root + i, &layout->boxes[i]);
	size_bands(file, layout);
	place_rows(file, layout);
	place_columns(file, layout);
}

void svg_box_release(struct svg_box *box)
{
	for (size_t i = 0; i < box->lines.count; i++)
		free(box->lines.at[i].text);
	vec_release(&box->lines);
}

void svg_layout_release(struct svg_layout *layout)
{
	for (size_t i = 0; i < layout->count; i++)
		svg_box_release(&layout->boxes[i]);
	free(layout->boxes);
	*layout = (struct svg_layout){0};
}
