/* xlsx_book_pages.c - what holds for areas and pages: rules, widths, paper. */
#include "xlsx_library.h"

/* ---- areas ---- */

static void keep(struct xlsx_page *page, lxw_error error)
{
	xlsx_note(page->book, error);
}

static void validate(struct xlsx_page *page, struct xlsx_area area, lxw_data_validation *rule,
                     const char *message)
{
	char *text = xlsx_short(message);

	rule->error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
	rule->error_message = text;
	keep(page, excel.worksheet_data_validation_range(XLSX_OVER(page, area), rule));
	free(text);
}

/* Never a list inside the rule: one of more than 255 bytes ends the process. */
void xlsx_choose_from(struct xlsx_page *page, struct xlsx_area area, const char *from,
                      const char *message)
{
	char *formula = xlsx_equation(from);
	lxw_data_validation rule = {.validate = LXW_VALIDATION_TYPE_LIST_FORMULA,
	                            .value_formula = formula};

	validate(page, area, &rule, message);
	free(formula);
}

void xlsx_limit(struct xlsx_page *page, struct xlsx_area area, const struct xlsx_limits *limits,
                const char *message)
{
	lxw_data_validation rule = {
		.validate = limits->is_whole ? LXW_VALIDATION_TYPE_INTEGER
		                             : LXW_VALIDATION_TYPE_DECIMAL,
		.criteria = LXW_VALIDATION_CRITERIA_BETWEEN,
		.minimum_number = limits->min, .maximum_number = limits->max,
	};

	if (!limits->has_max || !limits->has_min) {
		rule.criteria = limits->has_min ? LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO
		                                : LXW_VALIDATION_CRITERIA_LESS_THAN_OR_EQUAL_TO;
		rule.value_number = limits->has_min ? limits->min : limits->max;
	}
	if (limits->has_min || limits->has_max)
		validate(page, area, &rule, message);
}

void xlsx_rule(struct xlsx_page *page, struct xlsx_area area, const char *formula,
               const struct xlsx_style *style)
{
	char *text = xlsx_equation(formula);
	lxw_conditional_format rule = {
		.type = LXW_CONDITIONAL_TYPE_FORMULA, .value_string = text,
		.format = xlsx_format(page->book, style, true),
	};

	keep(page, excel.worksheet_conditional_format_range(XLSX_OVER(page, area), &rule));
	free(text);
}

void xlsx_texts_are_meant(struct xlsx_page *page, struct xlsx_area area)
{
	struct str range = {0};

	xlsx_add_cell(&range, area.row, area.column);
	str_add_byte(&range, ':');
	xlsx_add_cell(&range, area.last_row, area.last_column);
	keep(page, excel.worksheet_ignore_errors(page->sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT,
	                                               str_text(&range)));
	str_release(&range);
}

/* ---- pages ---- */

void xlsx_width(struct xlsx_page *page, size_t first, size_t last, double characters)
{
	keep(page, excel.worksheet_set_column(page->sheet, (lxw_col_t)first, (lxw_col_t)last,
	                                            characters, NULL));
}

void xlsx_hide_columns(struct xlsx_page *page, size_t first, size_t last)
{
	lxw_row_col_options options = {.hidden = 1};

	keep(page, excel.worksheet_set_column_opt(page->sheet, (lxw_col_t)first, (lxw_col_t)last,
	                                                LXW_DEF_COL_WIDTH, NULL, &options));
}

void xlsx_height(struct xlsx_page *page, size_t row, double points)
{
	keep(page, excel.worksheet_set_row(page->sheet, (lxw_row_t)row, points, NULL));
}

void xlsx_hide_page(struct xlsx_page *page)
{
	excel.worksheet_hide(page->sheet);
}

void xlsx_tab(struct xlsx_page *page, unsigned colour)
{
	excel.worksheet_set_tab_color(page->sheet, colour);
}

void xlsx_without_lines(struct xlsx_page *page)
{
	excel.worksheet_gridlines(page->sheet, LXW_HIDE_ALL_GRIDLINES);
}

void xlsx_freeze(struct xlsx_page *page, size_t row, size_t column)
{
	excel.worksheet_freeze_panes(page->sheet, (lxw_row_t)row, (lxw_col_t)column);
}

void xlsx_filter(struct xlsx_page *page, struct xlsx_area area)
{
	keep(page, excel.worksheet_autofilter(XLSX_OVER(page, area)));
}

void xlsx_print(struct xlsx_page *page, const struct xlsx_print *print)
{
	struct str head = {0}, foot = {0};

	if (print->landscape)
		excel.worksheet_set_landscape(page->sheet);
	excel.worksheet_set_paper(page->sheet, 9);
	excel.worksheet_fit_to_pages(page->sheet, (uint16_t)print->pages_wide,
	                             (uint16_t)print->pages_high);
	excel.worksheet_set_margins(page->sheet, 0.4, 0.4, 0.7, 0.6);
	if (print->repeats_heading)
		keep(page, excel.worksheet_repeat_rows(page->sheet, 0, 0));
	xlsx_add_on_paper(&head, "&L", print->left, 90);
	xlsx_add_on_paper(&head, "&R", print->right, 90);
	xlsx_add_on_paper(&foot, "&L", print->foot, 150);
	str_add(&foot, "&R&8 &P / &N");
	keep(page, excel.worksheet_set_header(page->sheet, str_text(&head)));
	keep(page, excel.worksheet_set_footer(page->sheet, str_text(&foot)));
	str_release(&head);
	str_release(&foot);
}
