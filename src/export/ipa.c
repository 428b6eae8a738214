/*
 * ipa.c - the asset inventory as a CSV file in the columns of IPA's sheet (model/ipa.h), to be
 * pasted into it: Japanese in either language. Assets that were disposed of are not in it.
 */
#include "exporter_list.h"

#include "sonae/model/field_type.h"
#include "sonae/model/ipa.h"
#include "sonae/store/csv.h"

#define ASSETS_SHEET "assets"

struct ledger {
	const struct outgoing *outgoing;
	const struct outgoing_sheet *at;
	size_t row;
	struct str *out;
};

/* Canonical; "" for what stays here, or is not applicable. */
static void read_cell(const struct ledger *ledger, enum ipa_column column, struct str *out)
{
	const struct form *form = sheet_form(ledger->at->sheet);
	int field = form_field(form, ipa_field(column));
	size_t begin = out->len;

	if (field < 0 || outgoing_hides_field(ledger->outgoing, form, field))
		return;
	book_cell(outgoing_book(ledger->outgoing), ledger->at->sheet, ledger->row, field, out);
	if (text_is(str_text(out) + begin, FIELD_NA))
		str_cut(out, begin);
}

/* -1 when there is none. */
static long number(const struct ledger *ledger, enum ipa_column column)
{
	struct str cell = {0};
	char *end;
	long number;

	read_cell(ledger, column, &cell);
	number = strtol(str_text(&cell), &end, 10);
	if (cell.len == 0 || *end != '\0')
		number = -1;
	else if (ipa_is_rating(column))
		number += IPA_SCALE_STEP;
	str_release(&cell);
	return number;
}

static void add_number(const struct ledger *ledger, enum ipa_column column, struct str *out)
{
	long at = number(ledger, column);

	if (column == IPA_RISK) {
		long importance = number(ledger, IPA_IMPORTANCE), likelihood = number(ledger, IPA_LIKELIHOOD);
		at = importance < 0 || likelihood < 0 ? -1 : importance * likelihood;
	}
	if (at >= 0)
		str_addf(out, "%ld%s", at, column == IPA_RETENTION ? "年" : "");
}

static void add_text(const struct ledger *ledger, enum ipa_column column, struct str *out)
{
	struct str cell = {0};

	read_cell(ledger, column, &cell);
	if (column == IPA_STORAGE)
		str_add(out, ipa_storage(str_text(&cell)));
	else if (column >= IPA_PERSONAL && column <= IPA_MY_NUMBER)
		str_add(out, text_is(str_text(&cell), "1") ? IPA_YES : "");
	else
		str_add(out, str_text(&cell));
	str_release(&cell);
}

static bool is_number(enum ipa_column column)
{
	return ipa_is_rating(column) || column == IPA_RETENTION || column >= IPA_THREAT;
}

static void add_row(const struct ledger *ledger)
{
	for (enum ipa_column column = 0; column < IPA_COLUMNS; column++) {
		struct str text = {0}, guarded = {0};
		if (is_number(column))
			add_number(ledger, column, &text);
		else
			add_text(ledger, column, &text);
		csv_guard(&guarded, str_text(&text));
		csv_add_cell(ledger->out, str_text(&guarded), column == 0);
		str_release(&text);
		str_release(&guarded);
	}
	csv_end_row(ledger->out);
}

bool export_ipa(const struct outgoing *outgoing, struct out_files *files, struct err *err)
{
	struct ledger ledger = {.outgoing = outgoing, .at = outgoing_find(outgoing, ASSETS_SHEET)};

	(void)err;
	if (!ledger.at || ledger.at->rows.at.count == 0)
		return true;
	ledger.out = out_files_add(files, "ipa.csv", "package.about_ipa");
	str_add(ledger.out, CSV_BOM);
	for (enum ipa_column column = 0; column < IPA_COLUMNS; column++)
		csv_add_cell(ledger.out, ipa_heading(column), column == 0);
	csv_end_row(ledger.out);
	for (size_t i = 0; i < ledger.at->rows.at.count; i++) {
		ledger.row = ledger.at->rows.at.at[i];
		if (!book_is_retired(outgoing_book(outgoing), ledger.at->sheet, ledger.row))
			add_row(&ledger);
	}
	return true;
}
