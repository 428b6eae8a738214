/* merging_past.c - where two histories part, and what was merged from there before. */
#include "merging_priv.h"

#include "sonae/model/row_image.h"

#include <stdio.h>

const char *before_key(struct pool *texts, const char *sheet, const char *id)
{
	char *key = mem_print("%s\t%s", sheet, id);
	const char *kept = pool_intern(texts, key, strlen(key));

	free(key);
	return kept;
}

void id_map_put(struct id_map *map, const char *key, const char *id)
{
	bool is_new;
	struct map_entry *entry = map_put(&map->index, key, &is_new);

	if (is_new)
		entry->index = map->ids.count;
	if (is_new)
		vec_push(&map->ids, id);
	else
		map->ids.at[entry->index] = id;
}

const char *id_map_find(const struct id_map *map, const char *key)
{
	const struct map_entry *entry = map_find(&map->index, key);

	return entry ? map->ids.at[entry->index] : NULL;
}

void id_map_release(struct id_map *map)
{
	map_release(&map->index);
	vec_release(&map->ids);
}

void before_release(struct before *before)
{
	for (size_t i = 0; i < before->taken.count; i++)
		change_release(&before->taken.at[i]);
	vec_release(&before->taken);
	id_map_release(&before->here);
	map_release(&before->taken_rows);
	map_release(&before->deleted);
	pool_release(&before->texts);
}

/* ---- the last record that both have ---- */

enum { CHAIN = 64 }; /* of a record's hash; salts follow */

struct knot {
	unsigned long seq;
	char chain[CHAIN + 1];
};
struct chain {
	VEC(struct knot) at;
};

static struct knot knot_of(const struct history_record *record)
{
	struct knot knot = {.seq = record->seq};

	snprintf(knot.chain, sizeof(knot.chain), "%s", record->hash);
	return knot;
}

static bool take_knot(void *context, const struct history_record *record)
{
	struct chain *chain = context;

	vec_push(&chain->at, knot_of(record));
	return true;
}

/* A chain is the same up to a record when it is the same there. */
static size_t count_common(const struct chain *ours, const struct chain *theirs)
{
	size_t count = 0;

	while (count < ours->at.count && count < theirs->at.count &&
	       text_is(ours->at.at[count].chain, theirs->at.at[count].chain))
		count++;
	return count;
}

void before_common(struct before *before, const struct folder *ours, const struct folder *theirs,
                 struct str *source)
{
	struct chain mine = {.at = {NULL, 0, 0}}, other = {.at = {NULL, 0, 0}};

	history_read(folder_history(ours), 0, take_knot, &mine, NULL);
	history_read(folder_history(theirs), 0, take_knot, &other, NULL);
	size_t count = count_common(&mine, &other);
	before->common = count > 0 ? mine.at.at[count - 1].seq : 0;
	if (count < other.at.count)
		str_add(source, other.at.at[count].chain);
	else if (count > 0)
		str_add(source, other.at.at[count - 1].chain);
	vec_release(&mine.at);
	vec_release(&other.at);
}

struct wanted {
	unsigned long seq;
	const char *chain;
	bool is_there;
};

static bool look_at(void *context, const struct history_record *record)
{
	struct wanted *wanted = context;
	struct knot knot = knot_of(record);

	if (record->seq == wanted->seq)
		wanted->is_there = text_is(knot.chain, wanted->chain);
	return record->seq < wanted->seq;
}

bool before_common_at(struct before *before, const struct folder *ours, const char *head)
{
	struct wanted wanted = {.seq = strtoul(head, NULL, 10)};
	const char *blank = strchr(head, ' ');

	wanted.chain = blank ? blank + 1 : "";
	if (wanted.seq > 0)
		history_read(folder_history(ours), wanted.seq - 1, look_at, &wanted, NULL);
	if (wanted.is_there)
		before->common = wanted.seq;
	return wanted.is_there;
}

/* ---- earlier merges ----
 *
 * A merge's record says of itself, in lines: its source, then "SHEET\tTHEIRS\tHERE" for each row
 * that was taken from there. */

struct merged {
	unsigned long seq;
	bool undone;
	char *about;
	struct step step;
};

struct reading {
	struct before *before;
	const char *source;
	enum history_kind kind; /* of the step that is read */
	VEC(struct merged) merges;
};

static bool is_of_source(const char *about, const char *source)
{
	size_t len = strlen(source);

	return len > 0 && strncmp(about, source, len) == 0 &&
	       (about[len] == '\0' || about[len] == '\n');
}

static void begin_step(struct reading *reading, const struct history_record *record)
{
	reading->kind = record->kind;
	if (record->kind == HISTORY_MERGE && is_of_source(record->after, reading->source)) {
		struct merged *merged = vec_add(&reading->merges);
		merged->seq = record->seq;
		merged->about = mem_dup(record->after);
	}
	for (size_t i = 0; i < reading->merges.count; i++)
		if (reading->merges.at[i].seq == record->of &&
		    (record->kind == HISTORY_UNDO || record->kind == HISTORY_REDO))
			reading->merges.at[i].undone = record->kind == HISTORY_UNDO;
}

static void take_change(struct reading *reading, const struct history_record *record)
{
	struct before *before = reading->before;
	size_t count = reading->merges.count;
	struct merged *last = count > 0 ? &reading->merges.at[count - 1] : NULL;

	if (record->kind == HISTORY_DELETE && reading->kind != HISTORY_UNDO)
		map_put(&before->deleted, before_key(&before->texts, record->sheet, record->row),
		        NULL);
	if (!last || last->seq != record->step)
		return;
	vec_push(&last->step.changes,
	         ((struct change){.kind = (enum change_kind)record->kind,
	                          .sheet = mem_dup(record->sheet),
	                          .row = mem_dup(record->row),
	                          .field = mem_dup(record->field),
	                          .before = mem_dup(record->before),
	                          .after = mem_dup(record->after)}));
}

static bool take_record(void *context, const struct history_record *record)
{
	struct reading *reading = context;

	if (record->seq == record->step)
		begin_step(reading, record);
	if (history_kind_is_change(record->kind))
		take_change(reading, record);
	return true;
}

/* "SHEET\tTHEIRS\tHERE" */
static void take_line(struct before *before, const char *line, size_t len)
{
	char *copy = mem_dup_n(line, len), *id = strchr(copy, '\t');
	char *here = id ? strchr(id + 1, '\t') : NULL;

	if (here) {
		*id = *here = '\0';
		id_map_put(&before->here, before_key(&before->texts, copy, id + 1),
		           pool_intern(&before->texts, here + 1, strlen(here + 1)));
		map_put(&before->taken_rows, before_key(&before->texts, copy, here + 1), NULL);
	}
	free(copy);
}

static void take_about(struct before *before, const char *about)
{
	const char *line = strchr(about, '\n');

	while (line) {
		const char *end = strchr(++line, '\n');
		take_line(before, line, end ? (size_t)(end - line) : strlen(line));
		line = end;
	}
}

static void keep_merges(struct reading *reading)
{
	for (size_t i = 0; i < reading->merges.count; i++) {
		struct merged *merged = &reading->merges.at[i];

		if (!merged->undone)
			take_about(reading->before, merged->about);
		for (size_t k = 0; !merged->undone && k < merged->step.changes.count; k++)
			vec_push(&reading->before->taken, merged->step.changes.at[k]);
		if (!merged->undone)
			vec_release(&merged->step.changes);
		step_release(&merged->step);
		free(merged->about);
	}
	vec_release(&reading->merges);
}

void before_read(struct before *before, const struct folder *ours, const char *source)
{
	struct reading reading = {.before = before, .source = source};

	history_read(folder_history(ours), 0, take_record, &reading, NULL);
	keep_merges(&reading);
}

/* ---- the base goes on with them ---- */

static void set_cell(struct sheet *base, size_t row, const char *field, const char *text)
{
	size_t column = merging_column(base, field);

	if (column == SIZE_MAX)
		column = sheet_add_column(base, field);
	sheet_set_cell(base, row, column, text, strlen(text));
}

/* Only a row that they still have: what they took back themselves never was theirs. */
static void insert_row(struct plan *plan, struct merging_sheet *at, const struct change *change)
{
	struct row_image_cell cell = {0};
	struct str after = {0};
	size_t row;

	if (sheet_find(at->base, change->row, &row) || !sheet_find(at->theirs, change->row, &row) ||
	    !map_find(&plan->before.taken_rows,
	              before_key(&plan->texts, change->sheet, change->row)))
		return;
	row = sheet_row_count(at->base);
	sheet_insert_row(at->base, row, change->row);
	const char *rest = row_image_read(change->after, &after);
	while (row_image_next(&rest, &cell))
		set_cell(at->base, row, str_text(&cell.name), str_text(&cell.text));
	row_image_cell_release(&cell);
	str_release(&after);
}

static void advance(struct plan *plan, struct merging_sheet *at)
{
	for (size_t i = 0; i < plan->before.taken.count; i++) {
		const struct change *change = &plan->before.taken.at[i];
		size_t row;

		if (!text_is(change->sheet, at->form->id))
			continue;
		if (change->kind == CHANGE_INSERT)
			insert_row(plan, at, change);
		else if (change->kind == CHANGE_SET && sheet_find(at->base, change->row, &row))
			set_cell(at->base, row, change->field, change->after);
	}
}

void plan_advance(struct plan *plan)
{
	for (size_t i = 0; i < plan->works.count; i++)
		if (plan->works.at[i].at->base)
			advance(plan, plan->works.at[i].at);
}
