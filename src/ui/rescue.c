#include "rescue.h"

#include "sonae/app/entry.h"
#include "sonae/app/say.h"
#include "sonae/base/clock.h"
#include "sonae/base/mem.h"
#include "sonae/model/field_type.h"
#include "sonae/model/row_image.h"
#include "sonae/store/backup.h"
#include "sonae/store/draft.h"
#include "sonae/ui/views.h"

#include <stdlib.h>

enum { SYNC_AFTER_MS = 1000 };

struct rescue {
	struct draft_file *drafts;
	bool is_kept;       /* a draft of ours, or an older one, is on the disk */
	bool is_held;       /* and stays there although nothing is typed */
	bool has_told;      /* that drafts cannot be kept: once */
	long long typed_at; /* clock_ms of the last change of the draft */
	struct backup_run *copies; /* of the files as they were on opening; NULL: made */
};

/* ---- bringing back ---- */

static struct sheet *sheet_of(struct ui *ui, const struct draft *draft)
{
	return book_sheet(folder_book(ui->session->folder), draft->sheet, NULL);
}

/* The row the text was for, or would have made. Is it there? */
static bool find_row(struct sheet *sheet, const struct draft *draft, size_t *row)
{
	struct str next = {0};

	row_image_read(draft->next, &next);
	bool found = sheet_find(sheet, draft->row[0] ? draft->row : str_text(&next), row);
	str_release(&next);
	return found;
}

/* Killed between the writing and the removal of its draft? */
static bool is_written(struct ui *ui, const struct draft *draft)
{
	struct sheet *sheet = sheet_of(ui, draft);
	int field = sheet ? form_field(sheet_form(sheet), draft->field) : -1;
	struct date today = book_today(folder_book(ui->session->folder));
	struct str stored = {0};
	size_t row;

	if (!draft->row[0] && !draft->text[0])
		return true;
	if (field < 0 || !find_row(sheet, draft, &row))
		return false;
	field_parse(&sheet_form(sheet)->fields.at[field], draft->text, today, &stored);
	bool is = text_is(str_text(&stored), sheet_cell(sheet, row, (size_t)field));
	str_release(&stored);
	return is;
}

static bool resume_in(struct view *view, struct ui *ui, const struct draft *draft)
{
	return view->ops->resume && view->ops->resume(view, ui, draft);
}

/* Its cell is where it was, or in a row that is made anew below the last. */
static bool resume(struct ui *ui, const struct draft *draft)
{
	struct sheet *sheet = sheet_of(ui, draft);
	int field = sheet ? form_field(sheet_form(sheet), draft->field) : -1;

	if (field < 0 || (!draft->row[0] && !sheet_form(sheet)->addable))
		return false;
	ui_jump(ui, draft->sheet, draft->row, draft->row[0] ? draft->field : "");
	if (resume_in(ui_base(ui), ui, draft))
		return true;
	if (draft->row[0])
		return false;
	ui_push(ui, view_record_new(ui, draft->sheet, "", field));
	return resume_in(ui_base(ui), ui, draft);
}

/* A row that was to hold more than the text being typed: it is made with that, so that nobody
 * has to choose again what the text is about. False: it was not, or cannot be made. */
static bool make_row_again(struct ui *ui, const struct draft *draft, char id[64])
{
	struct sheet *sheet = sheet_of(ui, draft);
	struct row_image_cell cell = {0};
	struct str unused = {0};
	const char *rest = row_image_read(draft->next, &unused);
	bool made = false;

	str_release(&unused);
	if (!sheet || draft->row[0] || !rest)
		return false;
	const struct form *form = sheet_form(sheet);
	char **cells = mem_zero(form->fields.count + 1, sizeof(*cells));
	while (row_image_next(&rest, &cell)) {
		int field = form_field(form, str_text(&cell.name));
		if (field >= 0 && !cells[field])
			cells[field] = mem_dup(str_text(&cell.text));
	}
	size_t count = sheet_row_count(sheet);
	struct step step = {0};
	made = entry_new_row_of(ui->session, &step, sheet, count ? sheet_row_id(sheet, count - 1) : "",
	                        (const char *const *)cells, id, NULL) &&
	       ui_do(ui, &step);
	step_release(&step);
	row_image_cell_release(&cell);
	for (size_t i = 0; i < form->fields.count; i++)
		free(cells[i]);
	free(cells);
	return made;
}

static void put_on_clipboard(struct ui *ui, const struct draft *draft)
{
	free(ui->clipboard);
	ui->clipboard = mem_dup(draft->text);
	if (ui->copy)
		ui->copy(ui->clipboard);
}

static void bring_back(struct ui *ui, struct draft draft)
{
	struct sheet *sheet = sheet_of(ui, &draft);
	char made[64];
	size_t row;
	bool is_gone = sheet && draft.row[0] && !sheet_find(sheet, draft.row, &row);

	if (is_gone)
		draft.row = "";
	else if (make_row_again(ui, &draft, made))
		draft.row = made;
	if (resume(ui, &draft)) {
		ui_message(ui, is_gone ? "rescue.draft_row_gone" : "rescue.draft_back", NULL);
		return;
	}
	put_on_clipboard(ui, &draft);
	ui->rescue->is_held = true;
	ui_message(ui, "rescue.draft_on_clipboard", "text", draft.text, NULL);
}

static void look_for_draft(struct ui *ui)
{
	struct str store = {0};
	struct draft draft;

	if (draft_read(folder_path(ui->session->folder), &store, &draft)) {
		ui->rescue->is_kept = true;
		if (!is_written(ui, &draft))
			bring_back(ui, draft);
	}
	str_release(&store);
}

void rescue_begin(struct ui *ui)
{
	rescue_end(ui);
	if (ui->session->read_only)
		return;
	ui->rescue = mem_zero(1, sizeof(*ui->rescue));
	ui->rescue->drafts = draft_file_new(folder_path(ui->session->folder));
	ui->rescue->copies = backup_begin(folder_path(ui->session->folder));
	look_for_draft(ui);
}

/* ---- keeping ---- */

static void tell_once(struct ui *ui, const struct err *err)
{
	if (!ui->rescue->has_told)
		ui_alarm(ui, err);
	ui->rescue->has_told = true;
}

static void keep(struct ui *ui, struct draft *draft)
{
	struct rescue *rescue = ui->rescue;
	struct err err = {0};

	draft->who = config_who(&ui->session->config);
	rescue->is_held = false;
	rescue->typed_at = clock_ms();
	if (draft_keep(rescue->drafts, draft, &err)) {
		rescue->is_kept = true;
		rescue->has_told = false;
	} else {
		tell_once(ui, &err);
	}
}

/* While the disk takes no changes, the draft may be the only copy of what was written last. */
static void drop(struct ui *ui)
{
	struct rescue *rescue = ui->rescue;
	const struct folder *folder = ui->session->folder;

	if (!rescue->is_kept || rescue->is_held || (folder && folder_unsafe(folder)))
		return;
	if (draft_drop(rescue->drafts, NULL))
		rescue->is_kept = false;
}

void rescue_keep(struct ui *ui)
{
	struct view *top = ui_top(ui), *view = top && top->ops->typed ? top : ui_base(ui);
	struct draft draft = {0};
	char next[64];

	if (!ui->rescue)
		return;
	if (view && view->ops->typed && view->ops->typed(view, ui, &draft, next))
		keep(ui, &draft);
	else
		drop(ui);
}

void rescue_hold(struct ui *ui)
{
	if (ui->rescue)
		ui->rescue->is_held = true;
}

void rescue_end(struct ui *ui)
{
	if (!ui->rescue)
		return;
	drop(ui);
	draft_file_free(ui->rescue->drafts);
	backup_free(ui->rescue->copies);
	free(ui->rescue);
	ui->rescue = NULL;
}

/* ---- while nobody types ---- */

/* One file; false when that was the last. */
static bool copy_one(struct ui *ui)
{
	struct rescue *rescue = ui->rescue;
	struct err err = {0};

	if (backup_step(rescue->copies, &err))
		return true;
	backup_free(rescue->copies);
	rescue->copies = NULL;
	if (err.code != ERR_NONE && ui->message.len == 0)
		ui_alarm(ui, &err);
	return false;
}

int rescue_wait(const struct ui *ui)
{
	const struct rescue *rescue = ui->rescue;

	if (rescue && rescue->copies && !ui_is_editing(ui))
		return 0;
	if (!rescue || !draft_is_unsynced(rescue->drafts))
		return -1;
	long long left = rescue->typed_at + SYNC_AFTER_MS - clock_ms();
	return left > 0 ? (int)left : 0;
}

static bool is_sync_due(const struct rescue *rescue)
{
	return draft_is_unsynced(rescue->drafts) &&
	       clock_ms() - rescue->typed_at >= SYNC_AFTER_MS;
}

void rescue_idle(struct ui *ui)
{
	struct err err = {0};

	if (!ui->rescue)
		return;
	if (is_sync_due(ui->rescue) && !draft_sync(ui->rescue->drafts, &err))
		tell_once(ui, &err);
	if (ui->rescue->copies && !ui_is_editing(ui))
		copy_one(ui);
}

void rescue_before_save(struct ui *ui)
{
	while (ui->rescue && ui->rescue->copies && copy_one(ui))
		continue;
}
