/* app_merging_random.c - random work on both sides, brought together: what one side alone did is
 * there, what both did is told, references mean the rows they meant. */
#include "merging_fixture.h"

#include "sonae/base/file_copy.h"
#include "sonae/base/list.h"
#include "sonae/model/field_type.h"

/* Rows are known by a mark of their own, whatever their ids become. */
struct kind {
	const char *sheet, *mark; /* "" : a checklist per row, known by its device and item */
	const char *fields[4];    /* that are edited */
};
static const struct kind kinds[] = {
	{"assets", "name", {"note", "records", "confidentiality", NULL}},
	{"devices", "name", {"os", "place", NULL, NULL}},
	{"risks", "vulnerability", {"asset", "frequency", NULL, NULL}},
	{"apps", "name", {"used_on", "use", NULL, NULL}},
	{"attack_tree", "label", {"measure", "probability", "parent", NULL}},
	{"vuln_check", "", {"note", NULL, NULL, NULL}},
};
enum { KINDS = sizeof(kinds) / sizeof(kinds[0]), CHECK = KINDS - 1, TREE = KINDS - 2 };

/* One state of the worksheets: copies, or the book's own. */
struct state {
	struct sheet *sheets[KINDS];
};

struct trial {
	struct desk *desk;
	struct desk other; /* a department's copy, opened */
	bool is_copy;
	struct state base, ours, theirs;
	unsigned seed;
	int marks;
};

static unsigned roll(struct trial *trial, unsigned sides)
{
	trial->seed = trial->seed * 1103515245u + 12345u;
	return (trial->seed >> 16) % sides;
}

static struct sheet *live(struct desk *desk, size_t kind)
{
	return desk_sheet(desk, kinds[kind].sheet);
}

/* With the forms of the desk that stays. */
static void snapshot_of(struct desk *stays, struct desk *desk, struct state *out)
{
	for (size_t i = 0; i < KINDS; i++) {
		out->sheets[i] = sheet_new(sheet_form(live(stays, i)));
		sheet_copy_rows(live(desk, i), out->sheets[i]);
	}
}

static void snapshot(struct desk *desk, struct state *out)
{
	snapshot_of(desk, desk, out);
}

static void state_release(struct state *state)
{
	for (size_t i = 0; i < KINDS; i++)
		if (state->sheets[i])
			sheet_free(state->sheets[i]);
}

/* ---- by marks ---- */

static const struct state *all_sent; /* a row deleted since is still the one that was meant */

static int kind_of(const char *sheet)
{
	for (size_t i = 0; i < KINDS; i++)
		if (text_is(kinds[i].sheet, sheet))
			return (int)i;
	return -1;
}

static const char *mark_of(const struct state *state, size_t kind, size_t row)
{
	const struct sheet *sheet = state->sheets[kind];

	return sheet_cell(sheet, row, (size_t)form_field(sheet_form(sheet), kinds[kind].mark));
}

/* "a3", of a checklist "d2/script". */
static void add_key(const struct state *state, size_t kind, size_t row, struct str *out)
{
	const char *id = sheet_row_id(state->sheets[kind], row);
	size_t of = form_row_of(sheet_form(state->sheets[kind]), id), device;

	if (kind != CHECK) {
		str_add(out, mark_of(state, kind, row));
		return;
	}
	char *parent = mem_dup_n(id, of);
	str_add(out, sheet_find(state->sheets[1], parent, &device) ? mark_of(state, 1, device) : parent);
	str_add(out, id + of);
	free(parent);
}

static bool find_key(const struct state *state, size_t kind, const char *key, size_t *row)
{
	bool found = false;

	for (size_t i = 0; i < sheet_row_count(state->sheets[kind]) && !found; i++) {
		struct str other = {0};
		add_key(state, kind, i, &other);
		found = text_is(str_text(&other), key);
		*row = i;
		str_release(&other);
	}
	return found;
}

static size_t count_key(const struct state *state, size_t kind, const char *key)
{
	size_t count = 0;

	for (size_t i = 0; i < sheet_row_count(state->sheets[kind]); i++) {
		struct str other = {0};
		add_key(state, kind, i, &other);
		count += text_is(str_text(&other), key);
		str_release(&other);
	}
	return count;
}

/* References as the marks of the rows they mean. */
static char *value_of(const struct state *state, size_t kind, size_t row, const char *field)
{
	const struct sheet *sheet = state->sheets[kind];
	const struct field *is = &sheet_form(sheet)->fields.at[form_field(sheet_form(sheet), field)];
	const char *cell = sheet_cell(sheet, row, (size_t)form_field(sheet_form(sheet), field));
	int to = is->type->is_ref ? kind_of(is->sheet) : -1;
	struct str out = {0};
	size_t len, at;

	if (to < 0)
		return mem_dup(cell);
	for (const char *id; (id = list_next(&cell, &len)) != NULL;) {
		char *one = mem_dup_n(id, len);
		str_add(&out, out.len > 0 ? ";" : "");
		bool is_there = sheet_find(state->sheets[to], one, &at);
		const struct state *in = is_there ? state : all_sent;
		is_there = is_there || sheet_find(all_sent->sheets[to], one, &at);
		str_add(&out, is_there ? mark_of(in, (size_t)to, at) : one);
		free(one);
	}
	return str_take(&out);
}

/* ---- work ---- */

/* One side at work: a workbook, or files that came out of one. */
struct worker {
	struct desk *desk; /* NULL: files */
	struct state *files;
	char letter;
};

static struct sheet *sheet_at(struct worker *worker, size_t kind)
{
	return worker->desk ? live(worker->desk, kind) : worker->files->sheets[kind];
}

static void put_cell(struct worker *worker, size_t kind, size_t row, const char *field,
                     const char *text)
{
	struct sheet *sheet = sheet_at(worker, kind);
	int at = form_field(sheet_form(sheet), field);
	struct step step = {.about = NULL};

	if (!worker->desk) {
		sheet_set_cell(sheet, row, (size_t)at, text, strlen(text));
		return;
	}
	step_set(&step, sheet, row, at, text);
	desk_do(worker->desk, &step);
}

static void add_row(struct trial *trial, struct worker *worker, size_t kind)
{
	struct sheet *sheet = sheet_at(worker, kind);
	char mark[24], id[64];

	snprintf(mark, sizeof(mark), "%c%d", worker->letter, trial->marks++);
	if (worker->desk) {
		desk_new(worker->desk, kinds[kind].sheet, kinds[kind].mark, mark);
		return;
	}
	size_t row = sheet_row_count(sheet);
	sheet_insert_row(sheet, row, sheet_next_id(sheet, id));
	put_cell(worker, kind, row, kinds[kind].mark, mark);
}

static const char *any_id(struct trial *trial, const struct sheet *sheet)
{
	size_t count = sheet_row_count(sheet);

	return count > 0 ? sheet_row_id(sheet, roll(trial, (unsigned)count)) : "";
}

static void random_text(struct trial *trial, struct worker *worker, const struct field *field,
                        size_t row, struct str *out)
{
	int to = field->type->is_ref ? kind_of(field->sheet) : -1;

	if (text_is(field->id, "parent")) { /* above it, so that nothing goes in a circle */
		if (row > 0)
			str_add(out, sheet_row_id(sheet_at(worker, TREE), roll(trial, (unsigned)row)));
	} else if (to >= 0) {
		str_add(out, any_id(trial, sheet_at(worker, (size_t)to)));
		if (field->type->many && roll(trial, 2))
			str_addf(out, ";%s", any_id(trial, sheet_at(worker, (size_t)to)));
	} else if (field->type->has_choices) {
		str_add(out, field->choices.at[roll(trial, (unsigned)field->choices.count)].id);
	} else if (field->type->kind == VALUE_TEXT) {
		static const char *const texts[] = {"", "=1+1", "一行\n二行", "a, \"b\"", "-1", "要確認"};
		str_add(out, texts[roll(trial, 6)]);
	} else {
		str_addf(out, "%u", roll(trial, 4));
	}
}

static void edit_row(struct trial *trial, struct worker *worker, size_t kind)
{
	struct sheet *sheet = sheet_at(worker, kind);
	size_t count = sheet_row_count(sheet), fields = 0;
	struct str text = {0};

	while (fields < 4 && kinds[kind].fields[fields])
		fields++;
	if (count == 0)
		return;
	size_t row = roll(trial, (unsigned)count);
	const char *field = kinds[kind].fields[roll(trial, (unsigned)fields)];
	const struct form *form = sheet_form(sheet);
	random_text(trial, worker, &form->fields.at[form_field(form, field)], row, &text);
	put_cell(worker, kind, row, field, str_text(&text));
	str_release(&text);
}

static void remove_row(struct trial *trial, struct worker *worker)
{
	struct sheet *sheet = sheet_at(worker, 0);

	if (sheet_row_count(sheet) == 0)
		return;
	const char *id = any_id(trial, sheet);
	size_t row;
	if (worker->desk)
		desk_delete(worker->desk, "assets", id);
	else if (sheet_find(sheet, id, &row) && mark_of(worker->files, 0, row)[0] == 'b')
		sheet_remove_row(sheet, row); /* one that was sent: others are gone with their id */
}

static void refer(struct worker *worker, size_t kind, const char *field, size_t to)
{
	const struct sheet *other = sheet_at(worker, to);

	put_cell(worker, kind, sheet_row_count(sheet_at(worker, kind)) - 1, field,
	         sheet_row_id(other, sheet_row_count(other) - 1));
}

/* New rows that refer to each other, with ids that the other side gives, too. */
static void add_family(struct trial *trial, struct worker *worker)
{
	for (size_t i = 0; i < CHECK; i++)
		add_row(trial, worker, i);
	refer(worker, 2, "asset", 0);
	refer(worker, 3, "used_on", 1);
	struct sheet *tree = sheet_at(worker, TREE);
	char *parent = mem_dup(sheet_row_id(tree, sheet_row_count(tree) - 1));
	add_row(trial, worker, TREE);
	put_cell(worker, TREE, sheet_row_count(tree) - 1, "parent", parent);
	free(parent);
	if (worker->desk) /* its items are there with the device */
		put_cell(worker, CHECK, sheet_row_count(sheet_at(worker, CHECK)) - 1, "note",
		         worker->letter == 't' ? "先方" : "当方");
}

static void work(struct trial *trial, struct worker *worker, int turns, bool may_remove)
{
	add_family(trial, worker);
	while (turns-- > 0) {
		unsigned what = roll(trial, 10);

		if (what < 3)
			add_row(trial, worker, roll(trial, CHECK));
		else if (what == 3 && may_remove)
			remove_row(trial, worker);
		else
			edit_row(trial, worker, roll(trial, KINDS));
	}
}

/* ---- what must have come of it ---- */

struct three {
	size_t base, ours, theirs; /* SIZE_MAX = not there */
};

static void check_conflict(struct trial *trial, size_t kind, const struct three *rows,
                           const char *field)
{
	const char *id = sheet_row_id(trial->base.sheets[kind], rows->base);
	const struct merging_item *item =
		desk_item(trial->desk, kinds[kind].sheet, id, field,
	                  field[0] ? MERGING_CELL : MERGING_GONE);

	if (!item || item->side != MERGING_BOTH)
		fail_msg("seed %u: the conflict of %s %s is not told", trial->seed, id, field);
}

/* Of a field what it must be, and whether both must be told. */
static char *expected(struct trial *trial, size_t kind, const struct three *rows, const char *field)
{
	char *base = rows->base == SIZE_MAX ? mem_dup("") : value_of(&trial->base, kind, rows->base, field);
	char *ours = rows->ours == SIZE_MAX ? mem_dup("") : value_of(&trial->ours, kind, rows->ours, field);
	char *theirs =
		rows->theirs == SIZE_MAX ? mem_dup(base) : value_of(&trial->theirs, kind, rows->theirs, field);
	bool only_theirs = rows->ours == SIZE_MAX || text_is(ours, base);
	char *wanted = mem_dup(only_theirs ? theirs : ours);

	if (!only_theirs && !text_is(theirs, base) && !text_is(theirs, ours) && rows->base != SIZE_MAX)
		check_conflict(trial, kind, rows, field);
	free(base);
	free(ours);
	free(theirs);
	return wanted;
}

static bool is_changed_there(struct trial *trial, size_t kind, const struct three *rows)
{
	bool is = false;

	for (size_t i = 0; i < 4 && kinds[kind].fields[i] && rows->theirs != SIZE_MAX; i++) {
		char *base = value_of(&trial->base, kind, rows->base, kinds[kind].fields[i]);
		char *theirs = value_of(&trial->theirs, kind, rows->theirs, kinds[kind].fields[i]);
		is = is || !text_is(base, theirs);
		free(base);
		free(theirs);
	}
	return is;
}

static void check_key(struct trial *trial, const struct state *merged, size_t kind, const char *key)
{
	struct three rows = {SIZE_MAX, SIZE_MAX, SIZE_MAX};
	size_t row;

	if (!find_key(&trial->base, kind, key, &rows.base))
		rows.base = SIZE_MAX;
	if (!find_key(&trial->ours, kind, key, &rows.ours))
		rows.ours = SIZE_MAX;
	if (!find_key(&trial->theirs, kind, key, &rows.theirs))
		rows.theirs = SIZE_MAX;
	if (rows.base != SIZE_MAX && rows.ours == SIZE_MAX) {
		if (kind != CHECK)
			assert_int_equal(count_key(merged, kind, key), 0);
		if (kind != CHECK && is_changed_there(trial, kind, &rows))
			check_conflict(trial, kind, &rows, "");
		return;
	}
	if (count_key(merged, kind, key) != 1)
		fail_msg("%s: %zu rows %s", kinds[kind].sheet, count_key(merged, kind, key), key);
	find_key(merged, kind, key, &row);
	for (size_t i = 0; i < 4 && kinds[kind].fields[i]; i++) {
		char *wanted = expected(trial, kind, &rows, kinds[kind].fields[i]);
		char *is = value_of(merged, kind, row, kinds[kind].fields[i]);
		if (!text_is(wanted, is))
			fail_msg("%s %s %s: is '%s', not '%s'", kinds[kind].sheet, key,
			         kinds[kind].fields[i], is, wanted);
		free(wanted);
		free(is);
	}
}

static void check_keys_of(struct trial *trial, const struct state *merged, const struct state *state)
{
	for (size_t kind = 0; kind < KINDS; kind++)
		for (size_t row = 0; row < sheet_row_count(state->sheets[kind]); row++) {
			struct str key = {0};
			add_key(state, kind, row, &key);
			check_key(trial, merged, kind, str_text(&key));
			str_release(&key);
		}
}

static char *dump(const struct state *state)
{
	struct str out = {0};

	for (size_t kind = 0; kind < KINDS; kind++) {
		const struct sheet *sheet = state->sheets[kind];
		for (size_t row = 0; row < sheet_row_count(sheet); row++) {
			str_addf(&out, "\n%s", sheet_row_id(sheet, row));
			for (size_t i = 0; i < sheet_column_count(sheet); i++)
				str_addf(&out, "|%s", sheet_cell(sheet, row, i));
		}
	}
	return str_take(&out);
}

static void assert_now(struct desk *desk, const struct state *expected_state)
{
	struct state now = {{NULL}};

	snapshot(desk, &now);
	char *is = dump(&now), *wanted = dump(expected_state);
	assert_string_equal(is, wanted);
	free(is);
	free(wanted);
	state_release(&now);
}

/* ---- a trial ---- */

static void begin_copy(struct trial *trial, const char *path)
{
	struct err err = {0};

	assert_true(folder_save(desk_session(trial->desk)->folder, NULL, NULL));
	if (!file_copy(trial->desk->fixture.book, path, NULL, &err))
		fail_for(&err);
	char *lock = path_join(path, ".sonae/lock");
	file_remove(lock, NULL);
	free(lock);
	assert_true(session_init(&trial->other.fixture.session, &err));
	if (!session_open(&trial->other.fixture.session, path, FOLDER_WRITE, &err))
		fail_for(&err);
}

static void they_work_on_a_copy(struct trial *trial, const char *path)
{
	struct worker they = {.desk = &trial->other, .letter = 't'};

	begin_copy(trial, path);
	work(trial, &they, 12, false);
	snapshot_of(trial->desk, &trial->other, &trial->theirs);
	session_release(&trial->other.fixture.session);
}

static void they_work_on_the_package(struct trial *trial)
{
	struct worker they = {.files = &trial->theirs, .letter = 't'};

	desk_send(trial->desk, "assets,devices,risks,apps,attack_tree,vuln_check", false);
	for (size_t i = 0; i < KINDS; i++)
		trial->theirs.sheets[i] = their_sheet(trial->desk, kinds[i].sheet);
	work(trial, &they, 12, true);
	for (size_t i = 0; i < KINDS; i++) {
		struct sheet *copy = sheet_new(sheet_form(trial->theirs.sheets[i]));
		sheet_copy_rows(trial->theirs.sheets[i], copy);
		put_back(trial->desk, copy);
	}
}

static void bring_together(struct trial *trial, const char *path)
{
	struct folder *folder = desk_session(trial->desk)->folder;
	struct state merged = {{NULL}};

	desk_merge_from(trial->desk, path, NULL);
	snapshot(trial->desk, &merged);
	check_keys_of(trial, &merged, &trial->ours);
	check_keys_of(trial, &merged, &trial->theirs);
	size_t changes = trial->desk->merging.step.changes.count;
	desk_merge_from(trial->desk, path, NULL);
	assert_int_equal(trial->desk->merging.step.changes.count, 0);
	if (changes > 0) {
		assert_true(folder_undo(folder, NULL));
		assert_now(trial->desk, &trial->ours);
		assert_true(folder_redo(folder, NULL));
	}
	assert_now(trial->desk, &merged);
	state_release(&merged);
}

static void try_it(unsigned seed, bool is_copy)
{
	struct trial trial = {.desk = desk_begin(false, LANG_JA), .seed = seed, .is_copy = is_copy};
	struct worker we = {.desk = trial.desk, .letter = 'b'};
	char *copy = path_join(scratch_dir(), "copy");

	work(&trial, &we, 16, false);
	snapshot(trial.desk, &trial.base);
	all_sent = &trial.base;
	if (is_copy)
		they_work_on_a_copy(&trial, copy);
	else
		they_work_on_the_package(&trial);
	we.letter = 'o';
	work(&trial, &we, 12, true);
	snapshot(trial.desk, &trial.ours);
	bring_together(&trial, is_copy ? copy : trial.desk->out);
	state_release(&trial.base);
	state_release(&trial.ours);
	state_release(&trial.theirs);
	free(copy);
	desk_end(trial.desk);
}

/* SONAE_TRIALS=2000 looks longer. */
static unsigned trials(void)
{
	const char *wanted = getenv("SONAE_TRIALS");

	return wanted ? (unsigned)strtoul(wanted, NULL, 10) : 6;
}

static void test_merging_random__packages(void **state)
{
	(void)state;
	for (unsigned seed = 1; seed <= trials(); seed++) {
		print_message("package %u\n", seed);
		try_it(seed, false);
	}
}

static void test_merging_random__copies(void **state)
{
	(void)state;
	for (unsigned seed = 1001; seed <= 1000 + trials(); seed++) {
		print_message("copy %u\n", seed);
		try_it(seed, true);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_merging_random__packages),
		cmocka_unit_test(test_merging_random__copies),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
