/* report_trees.c - attack trees as pictures; their words stand in the worksheet's table. */
#include "report_parts.h"

#include "sonae/export/tree_export.h"

#include <stdlib.h>

/* A picture shows whole rows, so all of them must be for the reader. */
static bool may_be_drawn(const struct outgoing_sheet *at, const struct outline *outline,
                         size_t root)
{
	for (size_t i = root; i <= root + outline->at.at[root].below; i++)
		if (!outgoing_has_row(at, outline->at.at[i].row))
			return false;
	return at->hidden.at.count == 0;
}

/* The picture as it stands in its own file, but for the line that only begins a file. */
static char *picture_of(struct tree_export *export, size_t root)
{
	struct str picture = {0};

	tree_export_text(export, root, tree_writer_find("svg"), &picture);
	const char *begin = strstr(str_text(&picture), "<svg");
	char *svg = mem_dup(begin ? begin : "");
	str_release(&picture);
	return svg;
}

/* Is it so much wider than high that it needs the page turned? */
static bool is_lying(const char *svg)
{
	const char *width = strstr(svg, " width=\""), *height = strstr(svg, " height=\"");

	return width && height &&
	       2 * strtol(width + strlen(" width=\""), NULL, 10) >
	           3 * strtol(height + strlen(" height=\""), NULL, 10);
}

static void add_tree(struct report *report, const struct outgoing_sheet *at,
                     struct tree_export *export, size_t root)
{
	size_t row = export->tree.outline.at.at[root].row;
	struct str name = {0}, id = {0}, table = {0};
	char *svg = picture_of(export, root);

	outgoing_row(report->outgoing, at->sheet, row, &name);
	str_add(&id, "tree-");
	report_row_id(at->form->id, sheet_row_id(at->sheet, row), &id);
	str_add_byte(&table, '#');
	report_row_id(at->form->id, sheet_row_id(at->sheet, row), &table);
	report_begin(report, 3, str_text(&id), str_text(&name));
	html_open(report->out, "figure", "class", is_lying(svg) ? "tree lying" : "tree", NULL);
	html_open(report->out, "div", "class", "wide", "tabindex", "0", "role", "group",
	          "aria-label", str_text(&name), NULL);
	str_add(report->out, svg);
	html_close(report->out, "div");
	html_open(report->out, "figcaption", NULL);
	html_open(report->out, "a", "href", str_text(&table), NULL);
	html_text(report->out, report_text(report, "tree_table"));
	html_close(report->out, "a");
	html_close(report->out, "figcaption");
	html_close(report->out, "figure");
	report_end(report);
	str_release(&name);
	str_release(&id);
	str_release(&table);
	free(svg);
}

static void add_trees(struct report *report, const struct outgoing_sheet *at, bool *is_open)
{
	const struct outgoing *outgoing = report->outgoing;
	struct tree_export_for whose = {report->book, outgoing->texts, outgoing_company(outgoing),
	                                outgoing->lang};
	struct tree_export export;

	tree_export_begin(&whose, at->sheet, &export);
	for (size_t root = OUTLINE_NONE;
	     (root = tree_export_next(&export, root)) != OUTLINE_NONE;) {
		if (!may_be_drawn(at, &export.tree.outline, root))
			continue;
		if (!*is_open) {
			report_begin(report, 2, "trees", report_text(report, "trees"));
			report_say(report, "p", "purpose", "trees_purpose", NULL);
		}
		*is_open = true;
		add_tree(report, at, &export, root);
	}
	tree_export_release(&export);
}

void report_trees(struct report *report)
{
	bool is_open = false;

	for (size_t i = 0; i < report->outgoing->sheets.count; i++)
		if (report->outgoing->sheets.at[i].form->kind == FORM_TREE)
			add_trees(report, &report->outgoing->sheets.at[i], &is_open);
	if (is_open)
		report_end(report);
}
