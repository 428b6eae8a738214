/* xlsx_profile.c - a page for each checklist with [view profile]: means of its groups as they are
 * and should be, live, with charts. */
#include "xlsx_parts.h"

#include "sonae/model/field_type.h"
#include "sonae/model/profile.h"

enum { TITLE_ROW = 0, HOW_ROW = 1, HEAD_ROW = 3, PARTS_ROW = 4, FIGURES = 1, CHART_COLUMN = 5,
       RADAR_HIGH = 340, BARS_LINE = 26, BARS_FOOT = 110, CHART_WIDE = 560, ROW_HIGH = 20 };

struct page {
	struct xlsx_work *work;
	const struct xlsx_sheet *sheet;
	const struct form_view *view;
	struct xlsx_page *page;
	struct profile profile;
};

/* NULL unless the whole worksheet goes out, with the fields that it takes. */
static const struct form_view *profile_view(const struct outgoing_sheet *out)
{
	const struct form_view *view = form_way(out->form, "profile");

	if (!view || out->form->kind != FORM_CHECKLIST || view->value < 0 || view->value_after < 0 ||
	    out->rows.at.count < sheet_row_count(out->sheet) ||
	    !out->form->fields.at[view->value].type->is_number ||
	    !out->form->fields.at[view->value_after].type->is_number)
		return NULL;
	if (!outgoing_has_field(out, view->value) || !outgoing_has_field(out, view->value_after) ||
	    (view->rows >= 0 && !outgoing_has_field(out, view->rows)))
		return NULL;
	return view;
}

void xlsx_profiles_plan(struct xlsx_work *work)
{
	for (size_t i = 0; i < work->outgoing->sheets.count; i++) {
		struct str name = {0};
		if (!profile_view(&work->outgoing->sheets.at[i]))
			continue;
		outgoing_say(work->outgoing, &name, "xlsx.profile_of", "sheet",
		             outgoing_words(work->outgoing, work->outgoing->sheets.at[i].form->title), NULL);
		vec_push(&work->summaries, xlsx_add_page(work->excel, str_text(&name)));
		str_release(&name);
	}
}

/* ---- formulas ---- */

static void add_column(const struct page *page, size_t column, struct str *out)
{
	xlsx_add_area_of(out, page->sheet->page, xlsx_column_area(page->sheet, column));
}

static size_t field_column(const struct page *page, int field)
{
	return (size_t)page->sheet->column_of.at[field];
}

/* (column=A5)*(active=1): which rows. Column 0: all. */
static void add_which(const struct page *page, size_t column, size_t row, struct str *out)
{
	str_add(out, "1");
	if (column > 0) {
		str_add(out, "*(");
		add_column(page, column, out);
		str_add_byte(out, '=');
		xlsx_add_cell(out, row, 0);
		str_add_byte(out, ')');
	}
	if (page->sheet->active > 0) {
		str_add(out, "*(");
		add_column(page, page->sheet->active, out);
		str_add(out, "=1)");
	}
}

static void add_is_number(const struct page *page, int field, struct str *out)
{
	str_add(out, "*ISNUMBER(");
	add_column(page, field_column(page, field), out);
	str_add_byte(out, ')');
}

/* SUMPRODUCT(which, values); without a field to add up the number of rows. */
static void add_sum(const struct page *page, const char *which, int field, struct str *out)
{
	str_addf(out, "SUMPRODUCT(%s", which);
	if (field >= 0) {
		str_add_byte(out, ',');
		add_column(page, field_column(page, field), out);
	}
	str_add_byte(out, ')');
}

static void add_mean(const struct page *page, enum profile_measure measure, size_t column, size_t row,
                     struct str *out)
{
	const struct form_view *view = page->view;
	struct str which = {0};

	add_which(page, column, row, &which);
	if (measure != PROFILE_GOAL)
		add_is_number(page, view->value, &which);
	if (measure != PROFILE_NOW)
		add_is_number(page, view->value_after, &which);
	str_add(out, "IFERROR(ROUND((");
	add_sum(page, str_text(&which), measure == PROFILE_NOW ? view->value : view->value_after, out);
	if (measure == PROFILE_GAP) {
		str_add_byte(out, '-');
		add_sum(page, str_text(&which), view->value, out);
	}
	str_add(out, ")/");
	add_sum(page, str_text(&which), -1, out);
	str_add(out, ",1),\"\")");
	str_release(&which);
}

/* ---- lines ---- */

static void write_line(const struct page *page, size_t row, const char *title, size_t column,
                       const struct profile_figures *figures, bool bold)
{
	struct xlsx_style name = {.border = true, .bold = bold};
	struct xlsx_style style = {.border = true, .bold = bold, .number = "0.0", .fill = XLSX_GREY};
	struct xlsx_cell at = {page->page, row, 0};

	xlsx_text(at, title, &name);
	xlsx_height(page->page, row, ROW_HIGH);
	for (size_t measure = 0; measure < PROFILE_MEASURES; measure++) {
		struct str formula = {0};
		at.column = FIGURES + measure;
		add_mean(page, (enum profile_measure)measure, column, row, &formula);
		if (figures->of[measure].answered > 0)
			xlsx_formula_number(at, str_text(&formula), figures->of[measure].mean, &style);
		else
			xlsx_formula_text(at, str_text(&formula), "", &style);
		str_release(&formula);
	}
}

static void write_head(const struct page *page, size_t row, const char *first)
{
	static const struct xlsx_style style = {.bold = true, .border = true, .fill = XLSX_DARK_GREY,
	                                        .colour = XLSX_WHITE};
	const struct form *form = page->sheet->form;
	const struct outgoing *outgoing = page->work->outgoing;
	struct xlsx_cell at = {page->page, row, 0};

	xlsx_text(at, first, &style);
	at.column = FIGURES;
	xlsx_text(at, outgoing_words(outgoing, form->fields.at[page->view->value].label), &style);
	at.column++;
	xlsx_text(at, outgoing_words(outgoing, form->fields.at[page->view->value_after].label), &style);
	at.column++;
	xlsx_text(at, outgoing_text(outgoing, "profile.gap"), &style);
}

static void colour_gaps(const struct page *page, size_t row, size_t last_row)
{
	static const struct xlsx_style wide = {.fill = XLSX_CAUTION_FILL, .colour = XLSX_CAUTION_TEXT, .bold = true};
	struct xlsx_area area = {row, FIGURES + PROFILE_GAP, last_row, FIGURES + PROFILE_GAP};
	struct str cell = {0}, formula = {0};

	xlsx_add_cell(&cell, area.row, area.column);
	str_addf(&formula, "AND(ISNUMBER(%s),%s>=1)", str_text(&cell), str_text(&cell));
	xlsx_rule(page->page, area, str_text(&formula), &wide);
	str_release(&cell);
	str_release(&formula);
}

/* ---- tables ---- */

static size_t parts_count(const struct page *page)
{
	return page->view->rows >= 0 ? page->profile.parts.count : 0;
}

static size_t groups_row(const struct page *page)
{
	return PARTS_ROW + parts_count(page) + 3;
}

static void write_parts(const struct page *page)
{
	const struct outgoing *outgoing = page->work->outgoing;
	size_t count = parts_count(page);

	write_head(page, HEAD_ROW, count == 0 ? ""
	                                      : outgoing_words(outgoing,
	                                                       page->sheet->form->fields.at[page->view->rows].label));
	for (size_t i = 0; i < count; i++) {
		struct str label = {0};
		xlsx_add_labels(page->work, &page->sheet->form->fields.at[page->view->rows],
		                page->profile.parts.at[i].value, &label);
		write_line(page, PARTS_ROW + i, str_text(&label), field_column(page, page->view->rows),
		           &page->profile.parts.at[i].figures, false);
		str_release(&label);
	}
	write_line(page, PARTS_ROW + count, outgoing_text(outgoing, "profile.whole"), 0, &page->profile.whole,
	           true);
	colour_gaps(page, PARTS_ROW, PARTS_ROW + count);
}

static size_t group_column(const struct page *page)
{
	size_t column = 0;

	while (column < page->sheet->columns.count && page->sheet->columns.at[column].kind != XLSX_COLUMN_GROUP)
		column++;
	return column < page->sheet->columns.count ? column : 0;
}

static void write_groups(const struct page *page)
{
	const struct profile *profile = &page->profile;
	size_t column = group_column(page), row = groups_row(page);

	if (column == 0)
		return;
	write_head(page, row, outgoing_text(page->work->outgoing, "xlsx.group"));
	for (size_t i = 0; i < profile->groups.count; i++)
		write_line(page, row + 1 + i, outgoing_words(page->work->outgoing, profile->groups.at[i].title),
		           column, &profile->groups.at[i].figures, false);
	if (profile->groups.count > 0)
		colour_gaps(page, row + 1, row + profile->groups.count);
}

/* ---- charts ---- */

static void add_chart(const struct page *page, enum xlsx_chart_kind kind, size_t row, size_t first,
                      size_t count, const char *title, int height)
{
	const struct outgoing *outgoing = page->work->outgoing;
	const struct form *form = page->sheet->form;
	const struct field *now = &form->fields.at[page->view->value];
	const struct field *goal = &form->fields.at[page->view->value_after];
	const struct xlsx_series series[] = {
		{outgoing_words(outgoing, now->label), {first, FIGURES, first + count - 1, FIGURES}, 0xc0504d},
		{outgoing_words(outgoing, goal->label), {first, FIGURES + 1, first + count - 1, FIGURES + 1}, 0x1f77b4},
	};
	const struct xlsx_chart chart = {
		.kind = kind, .title = title, .categories = {first, 0, first + count - 1, 0},
		.series = series, .series_count = 2, .has_max = now->has_max, .max = now->max,
		.width = CHART_WIDE, .height = height,
	};

	xlsx_add_chart((struct xlsx_cell){page->page, row, CHART_COLUMN}, &chart);
}

static void add_charts(const struct page *page)
{
	const struct outgoing *outgoing = page->work->outgoing;
	size_t groups = page->profile.groups.count, after = groups_row(page);

	if (parts_count(page) > 2)
		add_chart(page, XLSX_RADAR, HEAD_ROW, PARTS_ROW, parts_count(page),
		          outgoing_text(outgoing, "xlsx.chart_parts"), RADAR_HIGH);
	if (after < HEAD_ROW + RADAR_HIGH / ROW_HIGH)
		after = HEAD_ROW + RADAR_HIGH / ROW_HIGH;
	if (group_column(page) > 0 && groups > 0)
		add_chart(page, XLSX_BARS, after, groups_row(page) + 1, groups,
		          outgoing_text(outgoing, "xlsx.chart_groups"), BARS_FOOT + BARS_LINE * (int)groups);
}

static void write_page(const struct page *page)
{
	static const struct xlsx_style title = {.bold = true, .size = 16};
	static const struct xlsx_style note = {.colour = XLSX_FAINT};
	static const struct xlsx_style back = {.link = true};
	const struct outgoing *outgoing = page->work->outgoing;

	xlsx_text((struct xlsx_cell){page->page, TITLE_ROW, 0}, xlsx_page_name(page->page), &title);
	xlsx_text((struct xlsx_cell){page->page, HOW_ROW, 0}, outgoing_text(outgoing, "xlsx.profile_how"), &note);
	xlsx_link((struct xlsx_cell){page->page, HOW_ROW + 1, 0}, page->work->cover,
	          outgoing_text(outgoing, "xlsx.back"), &back);
	xlsx_width(page->page, 0, 0, 42);
	xlsx_width(page->page, FIGURES, FIGURES + PROFILE_MEASURES - 1, 12);
	write_parts(page);
	write_groups(page);
	add_charts(page);
	xlsx_without_lines(page->page);
	xlsx_tab(page->page, XLSX_DARK);
	xlsx_set_print(page->work, page->page,
	               (struct xlsx_print){.landscape = true, .pages_wide = 1, .pages_high = 1});
}

void xlsx_profiles_write(struct xlsx_work *work)
{
	size_t next = work->matrices;

	for (size_t i = 0; i < work->outgoing->sheets.count; i++) {
		const struct outgoing_sheet *out = &work->outgoing->sheets.at[i];
		struct page page = {.work = work, .view = profile_view(out)};
		if (!page.view)
			continue;
		page.sheet = xlsx_find(work, out->form->id);
		page.page = work->summaries.at[next++];
		profile_build(outgoing_book(work->outgoing), out->sheet, page.view, &page.profile);
		write_page(&page);
		profile_release(&page.profile);
	}
}
