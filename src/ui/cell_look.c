/* cell_look.c - what a cell looks like. */
#include "sonae/ui/cell_view.h"

#include "sonae/app/say.h"
#include "sonae/model/field_type.h"
#include "sonae/model/finding.h"

/* A tick reads at a glance where a word would not. */
static bool add_check(const char *cell, struct str *out)
{
	if (!text_is(cell, "0") && !text_is(cell, "1"))
		return false;
	str_add(out, text_is(cell, "1") ? "[x]" : "[ ]");
	return true;
}

static bool holds(struct book *book, struct sheet *sheet, size_t row, struct expr *condition)
{
	return condition && value_holds(book_eval(book, sheet, row, condition));
}

static enum style style_of(struct book *book, struct sheet *sheet, size_t row,
                           const struct field *field)
{
	if (book_is_retired(book, sheet, row))
		return STYLE_ROLE_MUTED;
	if (holds(book, sheet, row, field->alarm))
		return STYLE_ROLE_ALARM;
	if (holds(book, sheet, row, field->caution))
		return STYLE_ROLE_CAUTION;
	return field->formula ? STYLE_ROLE_COMPUTED : STYLE_ROLE_PLAIN;
}

void cell_offer(struct ui *ui, struct sheet *sheet, size_t row, int index, struct str *out)
{
	const struct field *field = &sheet_form(sheet)->fields.at[index];

	if (field->offer && row < sheet_row_count(sheet))
		field_store(field, book_eval(folder_book(ui->session->folder), sheet, row, field->offer), out);
}

static void add_offer(struct ui *ui, struct sheet *sheet, size_t row, int index, struct str *out)
{
	struct str cell = {0};

	cell_offer(ui, sheet, row, index, &cell);
	field_show(&sheet_form(sheet)->fields.at[index], ui->session->lang, str_text(&cell), out);
	str_release(&cell);
}

void cell_look(struct ui *ui, struct sheet *sheet, size_t row, int index, struct str *out,
               enum style *style)
{
	struct book *book = folder_book(ui->session->folder);
	const struct field *field = &sheet_form(sheet)->fields.at[index];
	const char *cell = sheet_cell(sheet, row, (size_t)index);
	size_t before = out->len;

	*style = style_of(book, sheet, row, field);
	if (cell[0] && !field->formula && !finding_check_cell(book, sheet, row, index, NULL)) {
		*style = STYLE_ROLE_ALARM;
		str_add_byte(out, '!');
	}
	if (field->type->kind != VALUE_CHECK || !add_check(cell, out))
		say_cell(ui->session, sheet, row, index, out);
	if (out->len == before && field->offer) {
		add_offer(ui, sheet, row, index, out);
		*style = STYLE_ROLE_OFFER;
	}
}
