#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "sonae/base/digest.h"
#include "sonae/store/history.h"
#include "temp_dir.h"

#define NUMBER "123456789018"

static void add_change(struct step *step, enum change_kind kind, const char *row,
                       const char *field, const char *before, const char *after)
{
	struct change *change = vec_add(&step->changes);

	change->kind = kind;
	change->sheet = mem_dup("accounts");
	change->row = mem_dup(row);
	change->field = mem_dup(field);
	change->before = mem_dup(before);
	change->after = mem_dup(after);
}

static void append_one(struct history *history, enum change_kind kind, const char *row,
                       const char *field, const char *before, const char *after)
{
	struct step step = {0};
	unsigned long seq;

	add_change(&step, kind, row, field, before, after);
	assert_true(history_append_step(history, "岡田", HISTORY_SET, 0, &step, &seq, NULL));
	step_release(&step);
}

static struct history *open_it(const char *path, bool may_write)
{
	bool torn;
	struct history *history = history_open(path, may_write, &torn, NULL);

	assert_non_null(history);
	return history;
}

/* 1 insert, 2 3 set, 4 save, 5 delete, 6 set of another row, 7 save. */
static struct history *make_history(const char *path)
{
	struct history *history = open_it(path, true);

	append_one(history, CHANGE_INSERT, "K-001", "", "",
	           "K-000\nname=a,\"b\\nc\"\nnumber=" NUMBER "\nnote=-後");
	append_one(history, CHANGE_SET, "K-001", "number", NUMBER, "=別,\n\"物\"");
	append_one(history, CHANGE_SET, "K-001", "number", "=別,\n\"物\"", NUMBER);
	assert_true(history_append_save(history, "岡田", "accounts", "12 34 ab 5", NULL));
	append_one(history, CHANGE_DELETE, "K-001", "", "\nnumber=" NUMBER, "");
	append_one(history, CHANGE_SET, "K-002", "number", "", NUMBER);
	assert_true(history_append_save(history, "岡田", "accounts", "56 78 cd 9", NULL));
	return history;
}

static struct str read_all(const char *path)
{
	struct str text = {0};

	assert_true(file_read(path, &text, NULL));
	return text;
}

static void write_n(const char *path, const char *text, size_t len)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, len, file), len);
	assert_int_equal(fclose(file), 0);
}

static bool holds(const char *path, struct err *err)
{
	struct history *history = open_it(path, false);
	bool verified = history_verify(history, err);

	history_close(history);
	return verified;
}

static void test_history_verify__what_we_wrote(void **state)
{
	char *path = temp_path(state, "history.csv");

	struct history *history = open_it(path, true);
	assert_true(history_verify(history, NULL));
	history_close(history);
	history = make_history(path);
	assert_true(history_verify(history, NULL));
	history_close(history);
	assert_true(holds(path, NULL));
	file_remove(path, NULL);
	assert_true(holds(path, NULL));
	free(path);
}

static void assert_each_flip_is_seen(const char *path)
{
	static const char others[] = "0a,\"\r\n\\ '";
	struct str text = read_all(path);

	for (size_t i = 0; i < text.len; i++) {
		char was = text.at[i], other = others[i % (sizeof others - 1)];
		text.at[i] = other != was ? other : '5';
		write_n(path, text.at, text.len);
		if (holds(path, NULL))
			fail_msg("byte %zu of %zu may be '%c'", i, text.len, text.at[i]);
		text.at[i] = (char)(was ^ 1);
		write_n(path, text.at, text.len);
		if (holds(path, NULL))
			fail_msg("byte %zu of %zu may be flipped", i, text.len);
		text.at[i] = was;
	}
	write_n(path, text.at, text.len);
	assert_true(holds(path, NULL));
	str_release(&text);
}

static void test_history_verify__sees_any_byte_that_changed(void **state)
{
	char *path = temp_path(state, "history.csv");
	struct history_value value = {"accounts", "K-001", "number", NUMBER};
	struct history *history = make_history(path);
	size_t count;

	assert_each_flip_is_seen(path);
	assert_true(history_forget(history, &value, &count, NULL));
	assert_each_flip_is_seen(path);
	history_close(history);
	free(path);
}

static char *line_of(struct str *text, int line)
{
	char *at = text->at;

	while (--line > 0)
		at = strchr(at, '\n') + 1;
	return at;
}

static void test_history_verify__says_where(void **state)
{
	char *path = temp_path(state, "history.csv");
	struct err err = {0};

	history_close(make_history(path));
	struct str text = read_all(path);
	*strchr(line_of(&text, 4), '5') = '6'; /* in the year or the salt of record 3 */
	write_n(path, text.at, text.len);
	assert_false(holds(path, &err));
	assert_int_equal(err.code, ERR_HISTORY_BROKEN);
	assert_string_equal(err.file, "history.csv");
	assert_int_equal(err.line, 4);
	assert_string_equal(err.what, "3");
	str_release(&text);
	free(path);
}

static void test_history_verify__a_missing_line(void **state)
{
	char *path = temp_path(state, "history.csv");
	struct err err = {0};

	history_close(make_history(path));
	struct str text = read_all(path);
	char *from = line_of(&text, 3), *to = line_of(&text, 4);
	memmove(from, to, strlen(to));
	write_n(path, text.at, text.len - (size_t)(to - from));
	assert_false(holds(path, &err));
	assert_int_equal(err.line, 3);
	assert_string_equal(err.what, "3");
	str_release(&text);
	free(path);
}

static void test_history_verify__an_unfinished_line(void **state)
{
	char *path = temp_path(state, "history.csv");
	struct err err = {0};

	history_close(make_history(path));
	struct str text = read_all(path);
	write_n(path, text.at, text.len - 1);
	assert_false(holds(path, &err));
	assert_int_equal(err.code, ERR_HISTORY_TORN);
	assert_int_equal(err.line, 8);
	str_release(&text);
	free(path);
}

/* ---- forgetting ---- */

static bool add_values(void *context, const struct history_record *r)
{
	str_addf(context, "%lu %s|%s%s|%s%s\n", r->seq, history_kind_name(r->kind), r->before,
	         r->before_forgotten ? "#" : "", r->after, r->after_forgotten ? "#" : "");
	return true;
}

static void assert_values(const struct history *history, const char *expected)
{
	struct str text = {0};

	assert_true(history_read(history, 0, add_values, &text, NULL));
	assert_string_equal(str_text(&text), expected);
	str_release(&text);
}

static void test_history_forget__only_this_value(void **state)
{
	char *path = temp_path(state, "history.csv");
	struct history_value value = {"accounts", "K-001", "number", NUMBER};
	struct history *history = make_history(path);
	char head[DIGEST_HEX + 1];
	size_t count;

	memcpy(head, history_head_hash(history), sizeof head);
	assert_true(history_forget(history, &value, &count, NULL));
	assert_int_equal(count, 4);
	assert_values(history, "1 insert||K-000\nname=a,\"b\\nc\"\nnote=-後#\n"
	                       "2 set|#|=別,\n\"物\"\n"
	                       "3 set|=別,\n\"物\"|#\n"
	                       "4 save||#\n"
	                       "5 delete|#|\n"
	                       "6 set||" NUMBER "\n"
	                       "7 save||56 78 cd 9\n");
	assert_true(history_verify(history, NULL));
	assert_string_equal(history_head_hash(history), head);

	append_one(history, CHANGE_SET, "K-001", "note", "-後", "もっと後");
	assert_int_equal(history_last_seq(history), 8);
	history_close(history);
	assert_true(holds(path, NULL));
	free(path);
}

/* Its bytes are gone, and no salt is left that would help to guess it. */
static void test_history_forget__nothing_is_left(void **state)
{
	char *path = temp_path(state, "history.csv");
	struct history_value value = {"accounts", "K-001", "number", NUMBER};
	struct history *history = make_history(path);
	size_t count;

	value.row = "K-002";
	assert_true(history_forget(history, &value, &count, NULL));
	assert_int_equal(count, 1);
	value.row = "K-001";
	assert_true(history_forget(history, &value, &count, NULL));
	assert_int_equal(count, 4);
	struct str text = read_all(path);
	assert_null(strstr(text.at, NUMBER));
	/* Record 6: after is forgotten, so the hash ends with its salt's dot. */
	char *end = strstr(line_of(&text, 7), "\r\n");
	assert_int_equal(end[-1], '.');
	assert_int_equal(end[-1 - 16 - 1], '.');
	/* Record 1: the salts of four lines, the third's missing. */
	end = strstr(line_of(&text, 2), "\r\n");
	assert_memory_equal(end - 16 - 2, "--", 2);
	assert_true(history_verify(history, NULL));
	assert_true(history_forget(history, &value, &count, NULL));
	assert_int_equal(count, 0);
	str_release(&text);
	history_close(history);
	free(path);
}

/* A second value of the same row: the first stays forgotten. */
static void test_history_forget__one_after_the_other(void **state)
{
	char *path = temp_path(state, "history.csv");
	struct history_value number = {"accounts", "K-001", "number", NUMBER};
	struct history_value name = {"accounts", "K-001", "name", "a,\"b\nc\""};
	struct history *history = make_history(path);
	size_t count;

	assert_true(history_forget(history, &number, &count, NULL));
	assert_true(history_forget(history, &name, &count, NULL));
	assert_int_equal(count, 1);
	assert_true(history_verify(history, NULL));
	struct str text = {0};
	assert_true(history_read(history, 0, add_values, &text, NULL));
	assert_true(text_starts(text.at, "1 insert||K-000\nnote=-後#\n2 set|#|"));
	str_release(&text);
	history_close(history);
	free(path);
}

static void test_history_forget__not_for_readers(void **state)
{
	char *path = temp_path(state, "history.csv");
	struct history_value value = {"accounts", "K-001", "number", NUMBER};
	struct err err = {0};
	size_t count;

	history_close(make_history(path));
	struct history *history = open_it(path, false);
	assert_false(history_forget(history, &value, &count, &err));
	assert_int_equal(err.code, ERR_READ_ONLY);
	history_close(history);
	free(path);
}

/* ---- finding ---- */

static bool add_seq(void *context, const struct history_record *r)
{
	str_addf(context, "%lu ", r->seq);
	return true;
}

static void assert_found(const struct history *history, struct history_filter filter,
                         const char *expected)
{
	struct str text = {0};

	assert_true(history_find(history, &filter, add_seq, &text, NULL));
	assert_string_equal(str_text(&text), expected);
	str_release(&text);
}

static void test_history_find__filters(void **state)
{
	char *path = temp_path(state, "history.csv");

	setenv("SONAE_NOW", "2026-11-20", 1);
	struct history *history = make_history(path);
	setenv("SONAE_NOW", "2026-11-22T07:30:00", 1);
	append_one(history, CHANGE_SET, "K-002", "number", NUMBER, "");
	unsetenv("SONAE_NOW");
	assert_found(history, (struct history_filter){.row = "K-002"}, "6 8 ");
	assert_found(history, (struct history_filter){.newest_first = true}, "8 7 6 5 4 3 2 1 ");
	assert_found(history, (struct history_filter){.changes_only = true, .newest_first = true},
	             "8 6 5 3 2 1 ");
	assert_found(history, (struct history_filter){.since = "2026-11-21"}, "8 ");
	assert_found(history, (struct history_filter){.since = "2026-11-22"}, "8 ");
	assert_found(history, (struct history_filter){.since = "2026-11-23"}, "");
	assert_found(history, (struct history_filter){.who = "田中"}, "");
	assert_found(history, (struct history_filter){.sheet = "accounts", .who = "岡田",
	                                              .row = "K-002"}, "6 8 ");
	assert_found(history, (struct history_filter){.sheet = "assets"}, "");
	history_close(history);
	free(path);
}

/* Backwards over records longer than the pieces in which the file is read. */
static void test_history_find__newest_first_of_long_ones(void **state)
{
	char *path = temp_path(state, "history.csv");
	struct history *history = open_it(path, true);
	struct str value = {0};

	for (int i = 0; i < 30; i++) {
		str_add_repeat(&value, 'x', (size_t)(i % 5) * 40000);
		append_one(history, CHANGE_SET, "K-001", "number", "", str_text(&value));
		str_clear(&value);
	}
	assert_found(history, (struct history_filter){.newest_first = true},
	             "30 29 28 27 26 25 24 23 22 21 20 19 18 17 16 15 14 13 12 11 10 9 8 7 6 5 4 3 "
	             "2 1 ");
	str_release(&value);
	history_close(history);
	free(path);
}

static bool note_mark(void *context, const struct history_record *r)
{
	struct history_mark *mark = context;

	*mark = (struct history_mark){.seq = r->seq, .at = r->at};
	return r->seq < 3;
}

static void test_history_read_from__a_mark(void **state)
{
	char *path = temp_path(state, "history.csv");
	struct history *history = make_history(path);
	struct history_mark mark;
	struct str text = {0};

	assert_true(history_read(history, 0, note_mark, &mark, NULL));
	assert_int_equal(mark.seq, 3);
	assert_true(history_read_from(history, mark, add_seq, &text, NULL));
	assert_string_equal(str_text(&text), "3 4 5 6 7 ");
	/* A mark that is wrong costs a look at all of it. */
	for (int by = -1; by <= 1; by += 2) {
		struct history_mark wrong = {.seq = 3, .at = mark.at + by};
		str_clear(&text);
		assert_true(history_read_from(history, wrong, add_seq, &text, NULL));
		assert_string_equal(str_text(&text), "3 4 5 6 7 ");
	}
	assert_int_equal(history_last(history).seq, 7);
	assert_true(history_holds(history, history_last(history), history_size(history),
	                          history_head_hash(history)));
	assert_false(history_holds(history, mark, history_size(history),
	                           history_head_hash(history)));
	assert_false(history_holds(history, history_last(history), history_size(history) - 1,
	                           history_head_hash(history)));
	str_release(&text);
	history_close(history);
	free(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_IN_DIR(test_history_verify__what_we_wrote),
		TEST_IN_DIR(test_history_verify__sees_any_byte_that_changed),
		TEST_IN_DIR(test_history_verify__says_where),
		TEST_IN_DIR(test_history_verify__a_missing_line),
		TEST_IN_DIR(test_history_verify__an_unfinished_line),
		TEST_IN_DIR(test_history_forget__only_this_value),
		TEST_IN_DIR(test_history_forget__nothing_is_left),
		TEST_IN_DIR(test_history_forget__one_after_the_other),
		TEST_IN_DIR(test_history_forget__not_for_readers),
		TEST_IN_DIR(test_history_find__filters),
		TEST_IN_DIR(test_history_find__newest_first_of_long_ones),
		TEST_IN_DIR(test_history_read_from__a_mark),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
