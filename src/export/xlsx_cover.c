/* xlsx_cover.c - the first page: whose workbook it is, how to read it, what is in it. */
#include "xlsx_parts.h"

#include "sonae/model/field_type.h"

#include <stdio.h>

enum {
	SESSION, TITLE, PURPOSE, ROWS, COLUMNS, /* columns */
	MARK_ROW = 0, COMPANY_ROW = 1, NAME_ROW = 2,
	TODAY_ROW = 4, /* formulas refer to this day */
};

void xlsx_cover_plan(struct xlsx_work *work)
{
	work->cover = xlsx_add_page(work->excel, outgoing_text(work->outgoing, "xlsx.cover"));
	xlsx_add_area_of(&work->today, work->cover, (struct xlsx_area){TODAY_ROW, TITLE, TODAY_ROW, TITLE});
}

static struct xlsx_cell at(const struct xlsx_work *work, size_t row, size_t column)
{
	return (struct xlsx_cell){work->cover, row, column};
}

/* ---- above ---- */

static void write_names(struct xlsx_work *work)
{
	static const struct xlsx_style company = {.size = 14};
	static const struct xlsx_style name = {.size = 22, .bold = true, .colour = XLSX_DARK};
	static const struct xlsx_style mark = {.size = 12, .bold = true, .colour = XLSX_WRONG, .right = true};

	if (work->outgoing->mark[0])
		xlsx_text(at(work, MARK_ROW, PURPOSE), work->outgoing->mark, &mark);
	xlsx_text(at(work, COMPANY_ROW, SESSION), outgoing_company(work->outgoing), &company);
	xlsx_text(at(work, NAME_ROW, SESSION), outgoing_text(work->outgoing, "xlsx.title"), &name);
	xlsx_height(work->cover, COMPANY_ROW, 24);
	xlsx_height(work->cover, NAME_ROW, 36);
}

static void write_today(struct xlsx_work *work)
{
	static const struct xlsx_style label = {.bold = true};
	static const struct xlsx_style day = {.number = "yyyy\\-mm\\-dd", .fill = XLSX_YELLOW, .border = true,
	                                      .centre = true};
	static const struct xlsx_style note = {.colour = XLSX_FAINT};
	struct date today = book_today(outgoing_book(work->outgoing));

	xlsx_text(at(work, TODAY_ROW, SESSION), outgoing_text(work->outgoing, "xlsx.today"), &label);
	xlsx_number(at(work, TODAY_ROW, TITLE), (double)(date_to_days(today) + XLSX_EPOCH), &day);
	xlsx_text(at(work, TODAY_ROW, PURPOSE), outgoing_text(work->outgoing, "xlsx.today_how"), &note);
}

/* ---- what was left out ---- */

static size_t write_note(struct xlsx_work *work, size_t row, const char *text)
{
	static const struct xlsx_style style = {.wrap = true, .bold = true, .colour = XLSX_WRONG};

	xlsx_merge(at(work, row, SESSION), ROWS, text, &style);
	return row + 1;
}

static size_t write_left_out(struct xlsx_work *work, size_t row)
{
	size_t fields = 0, rows = 0;
	struct str text = {0};
	char field_count[24], row_count[24];

	for (size_t i = 0; i < work->outgoing->sheets.count; i++) {
		fields += work->outgoing->sheets.at[i].hidden.at.count;
		rows += work->outgoing->sheets.at[i].hidden_rows;
	}
	if (work->outgoing->is_part)
		row = write_note(work, row, outgoing_text(work->outgoing, "xlsx.is_part"));
	snprintf(field_count, sizeof(field_count), "%zu", fields);
	snprintf(row_count, sizeof(row_count), "%zu", rows);
	outgoing_say(work->outgoing, &text, "xlsx.is_redacted", "fields", field_count, "rows", row_count, NULL);
	if (work->outgoing->redact)
		row = write_note(work, row, str_text(&text));
	str_clear(&text);
	snprintf(row_count, sizeof(row_count), "%zu", xlsx_cut_texts(work->excel));
	outgoing_say(work->outgoing, &text, "xlsx.is_cut", "count", row_count, NULL);
	if (xlsx_cut_texts(work->excel) > 0)
		row = write_note(work, row, str_text(&text));
	str_release(&text);
	return row;
}

/* ---- how to read it ---- */

static size_t write_heading(struct xlsx_work *work, size_t row, const char *id)
{
	static const struct xlsx_style style = {.size = 14, .bold = true, .colour = XLSX_DARK};

	xlsx_text(at(work, row, SESSION), outgoing_text(work->outgoing, id), &style);
	xlsx_height(work->cover, row, 24);
	return row + 1;
}

static size_t write_how(struct xlsx_work *work, size_t row)
{
	static const struct {
		const char *id;
		unsigned fill, colour;
	} lines[] = {
		{"xlsx.how_yellow", XLSX_YELLOW, 0},
		{"xlsx.how_grey", XLSX_GREY, 0},
		{"xlsx.how_white", 0, 0},
		{"xlsx.how_red", XLSX_ALARM_FILL, XLSX_ALARM_TEXT},
		{"xlsx.how_heading", XLSX_DARK, XLSX_WHITE},
		{"xlsx.how_back", 0, 0},
	};
	static const struct xlsx_style text = {.wrap = true};

	row = write_heading(work, row, "xlsx.how");
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++, row++) {
		struct str sample = {0};
		struct xlsx_style style = {.fill = lines[i].fill, .colour = lines[i].colour, .border = true,
		                           .centre = true};
		str_addf(&sample, "%s_sample", lines[i].id);
		xlsx_text(at(work, row, SESSION), outgoing_text(work->outgoing, str_text(&sample)), &style);
		xlsx_merge(at(work, row, TITLE), ROWS, outgoing_text(work->outgoing, lines[i].id), &text);
		xlsx_height(work->cover, row, 32);
		str_release(&sample);
	}
	return row;
}

/* ---- contents ---- */

static void write_contents_head(struct xlsx_work *work, size_t row)
{
	static const char *const ids[COLUMNS] = {"xlsx.session", "xlsx.sheet", "xlsx.about", "xlsx.rows"};
	static const struct xlsx_style style = {.bold = true, .border = true, .fill = XLSX_DARK,
	                                        .colour = XLSX_WHITE};

	for (size_t i = 0; i < COLUMNS; i++)
		xlsx_text(at(work, row, i), outgoing_text(work->outgoing, ids[i]), &style);
}

static void write_entry(struct xlsx_work *work, size_t row, const char *session,
                        const struct xlsx_page *page, const char *about)
{
	static const struct xlsx_style plain = {.border = true, .wrap = true};
	static const struct xlsx_style link = {.border = true, .link = true};

	xlsx_text(at(work, row, SESSION), session, &plain);
	xlsx_link(at(work, row, TITLE), page, xlsx_page_name(page), &link);
	xlsx_text(at(work, row, PURPOSE), about, &plain);
	xlsx_blank(at(work, row, ROWS), &plain);
}

static void add_session(const struct xlsx_work *work, int index, struct str *out)
{
	const struct curriculum *curriculum = work->outgoing->curriculum;

	if (index < 0 || (size_t)index >= curriculum->sessions.count)
		return;
	const char *id = curriculum->sessions.at[index].id;
	bool is_number = id[strspn(id, "0123456789")] == '\0';
	outgoing_say(work->outgoing, out, is_number ? "xlsx.session_number" : "xlsx.session_visits", "number",
	             id, NULL);
}

static void write_sheet_entry(struct xlsx_work *work, size_t row, const struct xlsx_sheet *sheet)
{
	static const struct xlsx_style style = {.border = true, .right = true};
	struct str session = {0};

	add_session(work, sheet->out->session, &session);
	write_entry(work, row, str_text(&session), sheet->page,
	            outgoing_words(work->outgoing, sheet->out->form->purpose));
	if (!xlsx_is_record(sheet))
		xlsx_number(at(work, row, ROWS), (double)sheet->out->rows.at.count, &style);
	str_release(&session);
}

static size_t write_contents(struct xlsx_work *work, size_t row)
{
	row = write_heading(work, row, "xlsx.contents");
	write_contents_head(work, row++);
	for (size_t i = 0; i < work->summaries.count; i++)
		write_entry(work, row++, "", work->summaries.at[i],
		            outgoing_text(work->outgoing, i < work->matrices ? "xlsx.about_matrix"
		                                                             : "xlsx.about_profile"));
	for (size_t i = 0; i < work->sheets.count; i++)
		write_sheet_entry(work, row++, &work->sheets.at[i]);
	return row;
}

void xlsx_cover_write(struct xlsx_work *work)
{
	static const int widths[COLUMNS] = {16, 36, 72, 8};
	size_t row = TODAY_ROW + 1;

	for (size_t i = 0; i < COLUMNS; i++)
		xlsx_width(work->cover, i, i, widths[i]);
	write_names(work);
	write_today(work);
	row = write_left_out(work, row);
	row = write_how(work, row + 1);
	write_contents(work, row + 1);
	xlsx_without_lines(work->cover);
	xlsx_tab(work->cover, XLSX_DARK);
	xlsx_set_print(work, work->cover, (struct xlsx_print){.pages_wide = 1});
}
