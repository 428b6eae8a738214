/* overview.c - the figures of the home screen, computed. overview_file.c remembers them. */
#include "overview_file.h"

#include "sonae/app/left_behind.h"
#include "sonae/app/say.h"
#include "sonae/model/field_type.h"

#include <stdlib.h>

/* The sessions and worksheets of the curriculum, nothing computed. */
static void lay_out(const struct session *session, struct overview *overview)
{
	const struct curriculum *curriculum = &session->curriculum;

	overview->next_session = -1;
	for (size_t i = 0; i < curriculum->sessions.count; i++) {
		const struct session_plan *plan = &curriculum->sessions.at[i];
		struct overview_session *shown = vec_add(&overview->sessions);
		for (size_t k = 0; k < plan->sheets.count; k++) {
			struct overview_sheet *sheet = vec_add(&shown->sheets);
			sheet->id = plan->sheets.at[k].id;
			sheet->more = plan->sheets.at[k].more;
		}
	}
}

static void count_core(struct overview *overview)
{
	for (size_t i = 0; i < overview->sessions.count; i++) {
		struct overview_session *shown = &overview->sessions.at[i];
		shown->core = shown->done = 0;
		shown->there = false;
		for (size_t k = 0; k < shown->sheets.count; k++) {
			const struct overview_sheet *sheet = &shown->sheets.at[k];
			shown->there |= sheet->there;
			if (!sheet->there || sheet->more)
				continue;
			shown->core++;
			shown->done += sheet->progress == PROGRESS_DONE;
		}
	}
}

/* ---- computing ---- */

static void measure_sheet(struct book *book, struct overview_sheet *shown)
{
	struct sheet *sheet = book_form(book, shown->id, NULL) ? book_sheet(book, shown->id, NULL) : NULL;

	shown->there = book_form(book, shown->id, NULL) != NULL;
	if (!sheet)
		return;
	shown->progress = progress_of(book, sheet);
	shown->rows = progress_rows(book, sheet);
}

static bool is_same_kind(const struct overview_finding *shown, const struct finding *finding)
{
	return shown->level == finding->level && text_is(shown->sheet, finding->sheet) &&
	       text_is(shown->gap, finding->gap ? finding->gap->id : "");
}

static struct words keep_words(struct overview *overview, struct words words)
{
	struct words kept;

	for (int lang = 0; lang < LANG_COUNT; lang++) {
		const char *text = words_in(words, (enum lang)lang);
		kept.in[lang] = pool_text(&overview->pool, text, strlen(text));
	}
	return kept;
}

static void add_finding(struct book *book, struct overview *overview, const struct finding *finding)
{
	const struct form *form = book_form(book, finding->sheet, NULL);

	for (size_t i = 0; i < overview->findings.count; i++) {
		if (is_same_kind(&overview->findings.at[i], finding)) {
			overview->findings.at[i].count++;
			return;
		}
	}
	struct overview_finding *shown = vec_add(&overview->findings);
	shown->level = finding->level;
	shown->count = 1;
	text_copy(shown->sheet, sizeof(shown->sheet), finding->sheet);
	text_copy(shown->row, sizeof(shown->row), finding->row);
	text_copy(shown->gap, sizeof(shown->gap), finding->gap ? finding->gap->id : "");
	if (form && finding->field >= 0)
		text_copy(shown->field, sizeof(shown->field), form->fields.at[finding->field].id);
	if (finding->gap) {
		bool named = words_in(finding->gap->title, LANG_JA)[0];
		shown->title = keep_words(overview, named ? finding->gap->title : finding->gap->text);
	} else if (form) {
		shown->title = keep_words(overview, form->title);
	}
}

static struct words keep_value(struct overview *overview, const struct summary *summary,
                               const char *cell)
{
	struct field plain = {.type = summary->type};
	struct words kept;

	for (int lang = 0; lang < LANG_COUNT; lang++) {
		struct str text = {0};
		field_show(&plain, (enum lang)lang, cell, &text);
		kept.in[lang] = pool_text(&overview->pool, str_text(&text), text.len);
		str_release(&text);
	}
	return kept;
}

static void add_figure(struct book *book, struct overview *overview, struct sheet *sheet,
                       const struct summary *summary)
{
	struct field plain = {.type = summary->type};
	struct str cell = {0};

	field_store(&plain, book_eval(book, sheet, 0, summary->value), &cell);
	if (cell.len > 0) {
		struct overview_figure *figure = vec_add(&overview->figures);
		text_copy(figure->sheet, sizeof(figure->sheet), sheet_form(sheet)->id);
		figure->alarm = summary->alarm && value_holds(book_eval(book, sheet, 0, summary->alarm));
		figure->sheet_title = keep_words(overview, sheet_form(sheet)->title);
		figure->label = keep_words(overview, summary->home);
		figure->value = keep_value(overview, summary, str_text(&cell));
	}
	str_release(&cell);
}

/* Of worksheets with work in them: of others there is nothing to say. */
static void add_figures(struct book *book, struct overview *overview,
                        const struct overview_sheet *at)
{
	const struct form *form = book_form(book, at->id, NULL);

	for (size_t i = 0; form && at->progress != PROGRESS_EMPTY && i < form->summaries.count; i++) {
		struct sheet *sheet = words_in(form->summaries.at[i].home, LANG_JA)[0]
		                          ? book_sheet(book, at->id, NULL) : NULL;
		if (sheet)
			add_figure(book, overview, sheet, &form->summaries.at[i]);
	}
}

static void add_findings(struct book *book, struct overview *overview, const char *sheet)
{
	struct findings findings = {0};

	findings_of_sheet(book, sheet, &findings, NULL);
	for (size_t i = 0; i < findings.at.count; i++)
		add_finding(book, overview, &findings.at.at[i]);
	findings_release(&findings);
}

/* All of them as one line. */
static void add_left_behind(struct session *session, struct overview *overview)
{
	struct findings behind = {0};

	left_behind(session, &behind);
	if (behind.at.count > 0) {
		const struct form *form = book_form(folder_book(session->folder), behind.at.at[0].sheet, NULL);
		struct overview_finding *shown = vec_add(&overview->findings);
		shown->level = FINDING_NOTE;
		shown->count = behind.at.count;
		text_copy(shown->sheet, sizeof(shown->sheet), form->id);
		text_copy(shown->gap, sizeof(shown->gap), OVERVIEW_LEFT_BEHIND);
		shown->title = keep_words(overview, *texts_find(&session->texts, "home.left_behind"));
	}
	findings_release(&behind);
}

static int by_level(const void *a, const void *b)
{
	const struct overview_finding *left = a, *right = b;

	return (int)right->level - (int)left->level;
}

static void point_at(struct book *book, struct overview *overview, struct sheet *sheet, size_t row,
                     int field)
{
	const struct form *form = sheet_form(sheet);

	text_copy(overview->next_sheet, sizeof(overview->next_sheet), form->id);
	overview->next_title = keep_words(overview, form->title);
	if (field < 0)
		return;
	text_copy(overview->next_field, sizeof(overview->next_field), form->fields.at[field].id);
	overview->next_label = keep_words(overview, form->fields.at[field].label);
	if (row >= sheet_row_count(sheet))
		return;
	text_copy(overview->next_row, sizeof(overview->next_row), sheet_row_id(sheet, row));
	overview->next_name = keep_words(overview, row_name(book, sheet, row));
}

/* The first empty required cell of the session's first unfinished core worksheet. */
static bool next_in(struct book *book, struct overview *overview, int index)
{
	struct overview_session *shown = &overview->sessions.at[index];

	for (size_t i = 0; i < shown->sheets.count; i++) {
		const struct overview_sheet *at = &shown->sheets.at[i];
		struct sheet *sheet = at->there && !at->more && at->progress != PROGRESS_DONE
		                          ? book_sheet(book, at->id, NULL) : NULL;
		size_t row = 0;
		int field = -1;
		if (!sheet)
			continue;
		overview->next_session = index;
		if (!progress_next_cell(book, sheet, &row, &field))
			field = -1;
		point_at(book, overview, sheet, row, field);
		return true;
	}
	return false;
}

static void find_next(struct book *book, struct overview *overview, int last_session)
{
	if (last_session >= 0 && next_in(book, overview, last_session))
		return;
	for (size_t i = 0; i < overview->sessions.count; i++)
		if (next_in(book, overview, (int)i))
			return;
}

static bool seen_before(const struct overview *overview, size_t session, const char *sheet)
{
	for (size_t i = 0; i < session; i++)
		for (size_t k = 0; k < overview->sessions.at[i].sheets.count; k++)
			if (text_is(overview->sessions.at[i].sheets.at[k].id, sheet))
				return true;
	return false;
}

/* ---- the two ways in ---- */

void overview_load(struct session *session, struct overview *overview)
{
	memset(overview, 0, sizeof(*overview));
	lay_out(session, overview);
	overview->is_stale = !overview_recall(session, overview);
	count_core(overview);
}

void overview_compute(struct session *session, int last_session, struct overview *overview)
{
	struct book *book = folder_book(session->folder);

	overview_release(overview);
	lay_out(session, overview);
	for (size_t i = 0; i < overview->sessions.count; i++) {
		struct overview_session *shown = &overview->sessions.at[i];
		for (size_t k = 0; k < shown->sheets.count; k++) {
			measure_sheet(book, &shown->sheets.at[k]);
			if (!shown->sheets.at[k].there || seen_before(overview, i, shown->sheets.at[k].id))
				continue;
			add_findings(book, overview, shown->sheets.at[k].id);
			add_figures(book, overview, &shown->sheets.at[k]);
		}
	}
	add_left_behind(session, overview);
	if (overview->findings.count > 1)
		qsort(overview->findings.at, overview->findings.count, sizeof(overview->findings.at[0]),
		      by_level);
	count_core(overview);
	find_next(book, overview, last_session);
	if (!session->read_only && folder_is_saved(session->folder, NULL))
		overview_remember(session, overview);
}

void overview_release(struct overview *overview)
{
	for (size_t i = 0; i < overview->sessions.count; i++)
		vec_release(&overview->sessions.at[i].sheets);
	vec_release(&overview->sessions);
	vec_release(&overview->figures);
	vec_release(&overview->findings);
	pool_release(&overview->pool);
	memset(overview, 0, sizeof(*overview));
}
