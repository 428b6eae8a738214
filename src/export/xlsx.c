/* xlsx.c - the workbook as one Excel file: formulas alive, to be looked through and tried out. */
#include "exporter_list.h"
#include "xlsx_parts.h"

void xlsx_set_print(const struct xlsx_work *work, struct xlsx_page *page, struct xlsx_print print)
{
	print.left = outgoing_company(work->outgoing);
	print.right = work->outgoing->mark;
	print.foot = xlsx_page_name(page);
	xlsx_print(page, &print);
}

static struct xlsx_book *begin(const struct outgoing *outgoing, struct err *err)
{
	struct xlsx_about about = {
		.title = outgoing_text(outgoing, "xlsx.title"),
		.company = outgoing_company(outgoing),
		.subject = outgoing->mark,
		.font = outgoing->lang == LANG_JA ? "Yu Gothic" : "Calibri",
		.made_at = outgoing->made_at,
	};

	return xlsx_begin(&about, err);
}

/* The pages in the order in which they stand. */
static void plan(struct xlsx_work *work)
{
	xlsx_cover_plan(work);
	xlsx_matrices_plan(work);
	xlsx_profiles_plan(work);
	xlsx_plan(work);
	xlsx_lists_plan(work);
}

/* The cover last: it tells what was cut. */
static void write(struct xlsx_work *work)
{
	xlsx_matrices_write(work);
	xlsx_profiles_write(work);
	for (size_t i = 0; i < work->sheets.count; i++) {
		struct xlsx_sheet *sheet = &work->sheets.at[i];
		if (xlsx_is_record(sheet))
			xlsx_write_record(work, sheet);
		else if (sheet->out->form->kind == FORM_QUERY)
			xlsx_write_query(work, sheet);
		else
			xlsx_write_sheet(work, sheet);
	}
	xlsx_lists_write(work);
	xlsx_cover_write(work);
}

bool export_xlsx(const struct outgoing *outgoing, struct out_files *files, struct err *err)
{
	struct xlsx_work work = {.outgoing = outgoing, .excel = begin(outgoing, err)};
	struct str bytes = {0};

	if (outgoing->sheets.count == 0 || !work.excel) {
		if (work.excel)
			xlsx_finish(work.excel, &bytes, NULL);
		str_release(&bytes);
		return work.excel != NULL;
	}
	plan(&work);
	write(&work);
	xlsx_plan_release(&work);
	bool done = xlsx_finish(work.excel, &bytes, err);
	if (done)
		*out_files_add(files, "workbook.xlsx", "package.about_xlsx") = bytes;
	else
		str_release(&bytes);
	return done;
}
