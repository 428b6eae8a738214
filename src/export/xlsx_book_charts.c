/* xlsx_book_charts.c - charts that draw what cells hold. */
#include "xlsx_library.h"

static void add_series(lxw_chart *chart, const struct xlsx_page *page, const struct xlsx_chart *all,
                       const struct xlsx_series *one)
{
	struct str categories = {0}, values = {0};
	char *name = xlsx_plain(one->name);
	lxw_chart_fill fill = {.color = one->colour};
	lxw_chart_line line = {.color = one->colour, .width = 2.25};

	str_add_byte(&categories, '=');
	str_add_byte(&values, '=');
	xlsx_add_area_of(&categories, page, all->categories);
	xlsx_add_area_of(&values, page, one->values);
	lxw_chart_series *series =
		excel.chart_add_series(chart, str_text(&categories), str_text(&values));
	excel.chart_series_set_name(series, name);
	if (all->kind == XLSX_RADAR)
		excel.chart_series_set_line(series, &line);
	else
		excel.chart_series_set_fill(series, &fill);
	if (all->kind == XLSX_COLUMNS)
		excel.chart_series_set_labels(series);
	free(name);
	str_release(&categories);
	str_release(&values);
}

static void set_axes(lxw_chart *chart, const struct xlsx_chart *all)
{
	/* In a chart of bars x and y have changed places. */
	lxw_chart_axis *values = all->kind == XLSX_BARS ? chart->x_axis : chart->y_axis;

	if (all->kind == XLSX_BARS)
		excel.chart_axis_set_reverse(chart->y_axis); /* the first at the top */
	excel.chart_axis_set_min(values, 0);
	if (!all->has_max)
		return;
	excel.chart_axis_set_max(values, all->max);
	excel.chart_axis_set_major_unit(values, 1);
}

void xlsx_add_chart(struct xlsx_cell at, const struct xlsx_chart *all)
{
	static const uint8_t kinds[] = {LXW_CHART_COLUMN, LXW_CHART_BAR, LXW_CHART_RADAR};
	lxw_chart *chart = excel.workbook_add_chart(at.page->book->workbook, kinds[all->kind]);
	char *title = xlsx_plain(all->title);
	/* The library draws a chart 480 x 288 pixels wide at a scale of 1. */
	lxw_chart_options options = {.x_scale = all->width / 480.0, .y_scale = all->height / 288.0,
	                             .description = title};

	for (size_t i = 0; i < all->series_count; i++)
		add_series(chart, at.page, all, &all->series[i]);
	excel.chart_title_set_name(chart, title);
	excel.chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
	set_axes(chart, all);
	xlsx_note(at.page->book, excel.worksheet_insert_chart_opt(XLSX_AT(at), chart, &options));
	free(title);
}
