/* merging_base.c - what was sent: what ours and theirs began with. */
#include "merging_priv.h"

#include "sonae/base/file.h"

/* ---- which it is ---- */

static void set_text(char **text, const char *to)
{
	free(*text);
	*text = mem_dup(to);
}

static bool open_chosen_base(struct plan *plan)
{
	const char *base = plan->choice->base;
	struct err err = {0};

	plan->base_kind = BASE_SENT;
	set_text(&plan->merging->base, base);
	if (source_open_sent(&plan->base, plan->session, base, &err))
		return source_know_files(&plan->base, plan->session, NULL, base, plan->err);
	if (!file_exists(base)) {
		if (plan->err)
			*plan->err = err;
		return false;
	}
	source_release(&plan->base);
	plan->base = (struct source){.folder = NULL};
	return source_open(&plan->base, plan->session, base, plan->err) &&
	       source_know_files(&plan->base, plan->session, NULL, base, plan->err);
}

/* The copy that was kept, else the history, back to where the manifest says. */
static bool open_sent_base(struct plan *plan)
{
	const struct manifest *manifest = &plan->theirs.package.manifest;
	struct err err = {0};

	if (source_open_sent(&plan->base, plan->session, manifest->package, &err)) {
		plan->base_kind = BASE_SENT;
		set_text(&plan->merging->base, manifest->package);
		return source_know_files(&plan->base, plan->session, NULL, manifest->package,
		                         plan->err);
	}
	if (before_common_at(&plan->before, plan->session->folder, manifest->head)) {
		plan->base_kind = BASE_RECORD;
		set_text(&plan->merging->base, manifest->package);
	}
	return true;
}

static void part_from_copy(struct plan *plan)
{
	struct str source = {0};

	before_common(&plan->before, plan->session->folder, plan->theirs.folder, &source);
	set_text(&plan->merging->source, str_text(&source));
	str_release(&source);
	if (plan->before.common == 0 || plan->base_kind != BASE_NONE)
		return;
	plan->base_kind = BASE_RECORD;
	free(plan->merging->base);
	plan->merging->base = mem_print("%lu", plan->before.common);
}

/* The chain without its salts (store/history.h), as the manifest has it. */
static bool take_first(void *context, const struct history_record *record)
{
	text_copy(context, DIGEST_HEX + 1, record->hash);
	return false;
}

/* All copies of a workbook begin alike. */
static bool is_of_another(const struct plan *plan)
{
	const struct package *package = &plan->theirs.package;
	char first[DIGEST_HEX + 1] = "";

	if (package->kind != PACKAGE_SENT_BACK || !package->manifest.workbook[0])
		return false;
	history_read(folder_history(plan->session->folder), 0, take_first, first, NULL);
	return !text_is(package->manifest.workbook, first);
}

bool plan_find_base(struct plan *plan)
{
	const struct package *package = &plan->theirs.package;
	bool done = true;

	plan->merging->is_foreign = is_of_another(plan);
	if (plan->choice->base && plan->choice->base[0])
		done = open_chosen_base(plan);
	else if (package->kind == PACKAGE_SENT_BACK && package->has_manifest)
		done = open_sent_base(plan);
	if (package->kind == PACKAGE_WORKBOOK)
		part_from_copy(plan);
	else if (package->has_manifest)
		set_text(&plan->merging->source, package->manifest.package);
	else
		set_text(&plan->merging->source, plan->base.package.manifest.package);
	return done;
}

/* A copy that was broken off has no manifest, and cannot be compared with. */
static bool is_whole(const char *dir, const char *id)
{
	char *manifest = mem_print("%s/%s/%s", dir, id, MANIFEST_FILE);
	bool is = file_exists(manifest);

	free(manifest);
	return is;
}

void plan_list_sent(struct plan *plan)
{
	char *dir = path_join(folder_path(plan->session->folder), PACKAGE_SENT);
	char **names = NULL;
	size_t count = 0;

	if (plan->base_kind == BASE_NONE && plan->merging->kind != PACKAGE_WORKBOOK)
		file_list(dir, &names, &count, NULL);
	while (count-- > 0)
		if (is_whole(dir, names[count]))
			vec_push(&plan->merging->sent, names[count]);
		else
			free(names[count]);
	free(names);
	free(dir);
}

/* ---- its rows ---- */

static bool was_sent(const struct sheet *of, const char *id, size_t len)
{
	char *name = mem_dup_n(id, len);
	size_t row;
	bool is = sheet_find(of, name, &row);

	free(name);
	return is;
}

/* Rows of a checklist per row stand for rows that were there. */
static bool drop_later_items(struct plan *plan, struct sheet *base)
{
	struct folder *folder = plan->session->folder;
	const struct form *form = sheet_form(base);
	const struct form *per = book_form(folder_book(folder), form->per, plan->err);
	struct sheet *of = per ? sheet_new(per) : NULL;
	bool done = of && folder_rows_after(folder, form->per, plan->before.common, of, plan->err);

	for (size_t row = sheet_row_count(base); done && row-- > 0;) {
		size_t len = form_row_of(form, sheet_row_id(base, row));
		if (len > 0 && !was_sent(of, sheet_row_id(base, row), len))
			sheet_remove_row(base, row);
	}
	if (of)
		sheet_free(of);
	return done;
}

/* What a package may not have held all of: nobody knows which rows were sent. */
static void drop_unsent(const struct plan *plan, const struct work *work)
{
	const struct manifest *manifest = &plan->theirs.package.manifest;
	struct sheet *base = work->at->base;

	if (plan->merging->kind == PACKAGE_WORKBOOK || (!manifest->redacted && !manifest->part))
		return;
	for (size_t row = sheet_row_count(base); row-- > 0;)
		if (!was_sent(work->raw, sheet_row_id(base, row), strlen(sheet_row_id(base, row))))
			sheet_remove_row(base, row);
}

bool plan_read_base(struct plan *plan, struct work *work, struct sheet_reading *reading)
{
	struct merging_sheet *at = work->at;

	*reading = (struct sheet_reading){.rows_without_id = 0};
	if (plan->base_kind == BASE_SENT && source_has(&plan->base, at->form->id)) {
		at->base = source_rows(&plan->base, at->form, at->mine, reading, plan->err);
		return at->base;
	}
	if (plan->base_kind != BASE_RECORD)
		return true;
	at->base = sheet_new(at->form);
	if (!folder_rows_after(plan->session->folder, at->form->id, plan->before.common, at->base,
	                       plan->err))
		return false;
	drop_unsent(plan, work);
	return text_is(at->form->per, "") || drop_later_items(plan, at->base);
}
