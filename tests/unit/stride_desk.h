/* stride_desk.h - a desk with the program's own forms and three assets: two of importance 2. */
#ifndef TESTS_UNIT_STRIDE_DESK_H
#define TESTS_UNIT_STRIDE_DESK_H

#include "ui_desk.h"

#include "sonae/app/entry.h"
#include "sonae/model/progress.h"

static inline struct sheet *sheet_of(struct desk *desk, const char *id)
{
	return book_sheet(folder_book(desk->session.folder), id, NULL);
}

/* Writes as a person does; a new row when there is none of that id. */
static inline void fill_in(struct desk *desk, const char *sheet_id, const char *row_id, const char *field,
                           const char *typed)
{
	struct sheet *sheet = sheet_of(desk, sheet_id);
	size_t count = sheet_row_count(sheet), row;
	int index = form_field(sheet_form(sheet), field);
	struct step step = {0};
	char id[64];

	if (sheet_find(sheet, row_id, &row))
		assert_true(entry_set(&desk->session, &step, sheet, row, index, typed, NULL));
	else
		assert_true(entry_new_row(&desk->session, &step, sheet,
		                          count ? sheet_row_id(sheet, count - 1) : "", index, typed, id, NULL));
	assert_true(ui_do(&desk->ui, &step));
}

static inline void add_asset(struct desk *desk, const char *id, const char *name, const char *storage,
                             const char *rating)
{
	fill_in(desk, "assets", id, "name", name);
	fill_in(desk, "assets", id, "storage", storage);
	fill_in(desk, "assets", id, "confidentiality", rating);
	fill_in(desk, "assets", id, "integrity", "1");
	fill_in(desk, "assets", id, "availability", "1");
}

/* are of importance 2. The worksheet is empty, and one stands in its grid. */
static inline struct desk *stride_desk(int rows, int cols, enum lang lang)
{
	struct desk *desk = calloc(1, sizeof(*desk));

	fixture_environment();
	snprintf(desk->home, sizeof(desk->home), "%s", scratch_dir());
	setenv("HOME", desk->home, 1);
	assert_true(session_init(&desk->session, NULL));
	texts_load_rest(&desk->session.texts);
	desk->session.lang = lang;
	ui_init(&desk->ui, &desk->session, rows, cols);
	open_book(desk);
	add_asset(desk, "A-001", "顧客名簿", "own_server", "2");
	add_asset(desk, "A-002", "会社案内", "paper", "0");
	add_asset(desk, "A-003", "設計図面", "office_pc", "2");
	ui_jump(&desk->ui, "stride", "", "");
	assert_string_equal(top_name(desk), "sheet");
	return desk;
}

static inline size_t stride_rows(struct desk *desk)
{
	return sheet_row_count(sheet_of(desk, "stride"));
}

static inline const char *stride_cell(struct desk *desk, const char *row_id, const char *field)
{
	struct sheet *sheet = sheet_of(desk, "stride");
	size_t row;

	if (!sheet_find(sheet, row_id, &row))
		fail_msg("no row %s", row_id);
	return sheet_cell(sheet, row, (size_t)form_field(sheet_form(sheet), field));
}

static inline void add_stride(struct desk *desk, const char *id, const char *target, const char *element,
                              const char *judgement)
{
	fill_in(desk, "stride", id, "target", target);
	fill_in(desk, "stride", id, "element", element);
	if (judgement[0])
		fill_in(desk, "stride", id, "judgement", judgement);
}

#endif
