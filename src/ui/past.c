/* past.c - reading steps backwards, keeping what is wanted. */
#include "past.h"

#include "place.h"
#include "sonae/base/clock.h"
#include "sonae/base/utf8.h"

#include <stdio.h>
#include <stdlib.h>

static void change_clear(struct past_change *change)
{
	free(change->sheet);
	free(change->row);
	free(change->field);
	free(change->before);
	free(change->after);
}

static void step_clear(struct past_step *step)
{
	for (size_t i = 0; i < step->changes.count; i++)
		change_clear(&step->changes.at[i]);
	vec_release(&step->changes);
	free(step->time);
	free(step->who);
	*step = (struct past_step){0};
}

static void forget_read(struct past *past)
{
	for (size_t i = 0; i < past->steps.count; i++)
		step_clear(&past->steps.at[i]);
	vec_clear(&past->steps);
	step_clear(&past->reading);
	map_release(&past->undone);
	pool_release(&past->seqs);
	past->before = 0;
	past->is_whole = false;
}

void past_release(struct past *past)
{
	forget_read(past);
	vec_release(&past->steps);
	free(past->sheet);
	free(past->row);
	free(past->words);
	past->sheet = past->row = past->words = NULL;
}

/* ---- what is wanted ---- */

/* Words and dates, taken apart. */
static void take_text(struct past *past, const char *text)
{
	char *folded = utf8_fold(text, strlen(text));
	struct str words = {0};
	struct date date;

	past->since[0] = '\0';
	for (const char *at = folded; *at;) {
		size_t len = strcspn(at, " ");
		char *word = mem_dup_n(at, len);
		if (date_parse(word, clock_today(), &date, NULL))
			date_iso(date, past->since);
		else if (len > 0)
			str_addf(&words, "%s ", word);
		free(word);
		at += len;
		at += strspn(at, " ");
	}
	free(past->words);
	past->words = str_take(&words);
	free(folded);
}

void past_ask(struct past *past, const struct past_wanted *wanted)
{
	char *sheet = mem_dup(wanted->sheet), *row = mem_dup(wanted->row);

	forget_read(past);
	free(past->sheet);
	free(past->row);
	past->sheet = sheet;
	past->row = row;
	take_text(past, wanted->text ? wanted->text : "");
}

static bool has_words(const char *words, const char *text)
{
	while (*words) {
		size_t len = strcspn(words, " ");
		if (!memmem(text, strlen(text), words, len))
			return false;
		words += len + 1;
	}
	return true;
}

/* Everything the list and the lines below it show of the change. */
static bool reads_as_wanted(const struct past *past, const struct ui *ui,
                            const struct past_step *step, const struct past_change *change)
{
	struct str text = {0};

	if (!past->words[0])
		return true;
	past_say_whole_time(step, &text);
	str_addf(&text, " %s %s ", step->who, place_sheet(ui, change->sheet));
	place_row(ui, change->sheet, change->row, &text);
	str_addf(&text, " %s ", past_field(ui, change));
	past_say_kind(ui, step, &text);
	past_say_change(ui, change, &text);
	char *folded = utf8_fold(str_text(&text), text.len);
	bool wanted = has_words(past->words, folded);
	free(folded);
	str_release(&text);
	return wanted;
}

static bool is_in_scope(const struct past *past, const struct history_record *record)
{
	return history_kind_is_change(record->kind) &&
	       (!past->sheet || text_is(past->sheet, record->sheet)) &&
	       (!past->row || text_is(past->row, record->row)) &&
	       strcmp(record->time, past->since) >= 0;
}

/* ---- reading ---- */

/* One call's work. */
struct reading {
	struct past *past;
	const struct ui *ui;
	size_t steps;
	long long end;   /* clock_ms */
	bool is_stopped;
};

static struct past_change copy_of(const struct history_record *record)
{
	return (struct past_change){
		.kind = record->kind,
		.sheet = mem_dup(record->sheet),
		.row = mem_dup(record->row),
		.field = mem_dup(record->field),
		.before = mem_dup(record->before),
		.after = mem_dup(record->after),
		.before_forgotten = record->before_forgotten,
		.after_forgotten = record->after_forgotten,
	};
}

static struct map_entry *verdict_on(struct past *past, unsigned long seq, bool *is_new)
{
	char key[24];
	int len = snprintf(key, sizeof(key), "%lu", seq);
	struct map_entry *entry = map_find(&past->undone, key);

	*is_new = entry == NULL;
	return entry ? entry
	             : map_put(&past->undone, pool_text(&past->seqs, key, (size_t)len), NULL);
}

/* Going back in time, the first word on a step is the last one said. */
static void note_verdict(struct past *past, const struct history_record *record)
{
	bool is_new;
	struct map_entry *verdict;

	if (record->kind != HISTORY_UNDO && record->kind != HISTORY_REDO)
		return;
	verdict = verdict_on(past, record->of, &is_new);
	if (is_new)
		verdict->index = record->kind == HISTORY_UNDO;
}

static bool is_undone(const struct past *past, unsigned long seq)
{
	char key[24];

	snprintf(key, sizeof(key), "%lu", seq);
	const struct map_entry *verdict = map_find(&past->undone, key);
	return verdict && verdict->index == 1;
}

/* The changes came last first; those that do not read as wanted go. */
static void keep_wanted(struct past *past, const struct ui *ui, struct past_step *step)
{
	struct past_step all = *step;

	step->changes.at = NULL;
	step->changes.count = step->changes.room = 0;
	for (size_t i = all.changes.count; i-- > 0;) {
		if (reads_as_wanted(past, ui, step, &all.changes.at[i]))
			vec_push(&step->changes, all.changes.at[i]);
		else
			change_clear(&all.changes.at[i]);
	}
	vec_release(&all.changes);
}

static void finish_step(struct past *past, const struct ui *ui)
{
	struct past_step *step = &past->reading;

	keep_wanted(past, ui, step);
	step->undone = is_undone(past, step->seq);
	if (step->changes.count > 0)
		vec_push(&past->steps, *step);
	else
		step_clear(step);
	past->reading = (struct past_step){0};
}

/* The step that the record belongs to. */
static void begin_step(struct past *past, const struct ui *ui, const struct history_record *record)
{
	if (past->reading.seq == record->step)
		return;
	if (past->reading.seq != 0) /* its first record is lost */
		finish_step(past, ui);
	past->reading.seq = record->step;
	past->reading.kind = HISTORY_SET;
	past->reading.time = mem_dup(record->time);
	past->reading.who = mem_dup(record->who);
}

static bool take_record(void *context, const struct history_record *record)
{
	struct reading *reading = context;
	struct past *past = reading->past;

	begin_step(past, reading->ui, record);
	note_verdict(past, record);
	if (is_in_scope(past, record))
		vec_push(&past->reading.changes, copy_of(record));
	if (!history_kind_is_change(record->kind))
		past->reading.kind = record->kind;
	if (record->seq != record->step)
		return true;
	finish_step(past, reading->ui);
	past->before = record->at;
	reading->is_stopped = past->steps.count >= reading->steps || clock_ms() >= reading->end;
	return !reading->is_stopped;
}

void past_read(struct past *past, const struct ui *ui, size_t steps, long long ms)
{
	struct reading reading = {.past = past, .ui = ui, .steps = steps, .end = clock_ms() + ms};
	struct history_filter filter = {
		.changes_only = true, .newest_first = true, .before = past->before,
	};

	if (past->is_whole || past->steps.count >= steps)
		return;
	history_find(folder_history(ui->session->folder), &filter, take_record, &reading, NULL);
	past->is_whole = !reading.is_stopped;
	if (past->is_whole && past->reading.seq != 0) /* its first record is lost */
		finish_step(past, ui);
}
