#include "coverage_look.h"

#include "place.h"
#include "sonae/app/say.h"
#include "sonae/base/utf8.h"
#include "sonae/model/field_type.h"

/* Sides and verdicts are chosen from lists. */
static bool is_fit(const struct form *form, const struct form_view *view)
{
	return form->fields.at[view->columns].choices.count > 0 &&
	       form->fields.at[view->value].choices.count > 0;
}

const struct form_view *coverage_view(const struct ui *ui, const char *sheet, const char *name)
{
	const struct form *form = book_form(folder_book(ui->session->folder), sheet, NULL);

	for (size_t i = 0; form && i < form->views.count; i++)
		if (text_is(form->views.at[i].name, name) && is_fit(form, &form->views.at[i]))
			return &form->views.at[i];
	return NULL;
}

bool coverage_looks_at(const struct ui *ui, const char *sheet, const char *targets)
{
	const struct form *form = book_form(folder_book(ui->session->folder), sheet, NULL);
	const struct form_view *view = coverage_view(ui, sheet, "steps");

	return view && text_is(form->fields.at[view->rows].sheet, targets);
}

bool coverage_is_looked_at(const struct ui *ui, const char *targets)
{
	struct place_sheets sheets = {0};
	bool is = false;

	place_sheets(ui, &sheets);
	for (size_t i = 0; i < sheets.at.count && !is; i++)
		is = coverage_looks_at(ui, sheets.at.at[i], targets);
	place_sheets_release(&sheets);
	return is;
}

/* What a mark looks like and what the legend says of it. */
static const struct {
	const char *sign;
	enum style style;
	const char *text_id;
} looks[] = {
	[COVERAGE_NONE] = {"", STYLE_ROLE_PLAIN, NULL},
	[COVERAGE_BEGUN] = {"?", STYLE_ROLE_CAUTION, "coverage.begun"},
	[COVERAGE_NOTHING] = {".", STYLE_ROLE_MUTED, "coverage.nothing"},
	[COVERAGE_SEEN] = {"o", STYLE_ROLE_GOOD, "coverage.seen"},
	[COVERAGE_OPEN] = {"!", STYLE_ROLE_ALARM, "coverage.open"},
};

void coverage_add_mark(enum coverage_mark mark, size_t rows, struct str *out, enum style *style)
{
	str_add(out, looks[mark].sign);
	if (rows > 9)
		str_add_byte(out, '+');
	else if (rows > 1)
		str_addf(out, "%zu", rows);
	*style = looks[mark].style;
}

static const struct field *column_field(const struct form *form, const struct form_view *view)
{
	return &form->fields.at[view->columns];
}

void coverage_add_letter(const struct ui *ui, const struct form *form, const struct form_view *view,
                         size_t column, struct str *out)
{
	const char *label = say_words(ui->session, column_field(form, view)->choices.at[column].label);

	str_add_n(out, label, strcspn(label, " "));
}

void coverage_add_target(const struct ui *ui, const struct form *form, const struct form_view *view,
                         const struct pivot_line *line, struct str *out)
{
	struct book *book = folder_book(ui->session->folder);
	struct sheet *sheet = line->is_text ? NULL : book_sheet(book, form->fields.at[view->rows].sheet, NULL);
	size_t row;

	if (sheet && sheet_find(sheet, line->value, &row))
		say_row(ui->session, sheet, row, out);
	else
		str_add(out, line->value);
}

int coverage_text_field(const struct form *form)
{
	for (size_t i = 0; i < form->fields.count; i++)
		if (form->fields.at[i].type->many_lines && !form->fields.at[i].formula)
			return (int)i;
	return -1;
}

void coverage_add_legend(const struct ui *ui, int cols, struct str *out)
{
	static const enum coverage_mark order[] = {COVERAGE_NOTHING, COVERAGE_SEEN, COVERAGE_OPEN,
	                                           COVERAGE_BEGUN};

	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
		const char *text = say(ui->session, looks[order[i]].text_id);
		int used = utf8_cols(str_text(out), out->len);
		if (used + utf8_cols(text, strlen(text)) + 5 > cols)
			return;
		str_addf(out, "%s%s %s", out->len ? "   " : "", looks[order[i]].sign, text);
	}
}
