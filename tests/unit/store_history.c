#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "sonae/base/digest.h"
#include "sonae/store/history.h"
#include "temp_dir.h"

static void add_change(struct step *step, enum change_kind kind, const char *row,
                       const char *field, const char *before, const char *after)
{
	struct change *change = vec_add(&step->changes);

	change->kind = kind;
	change->sheet = mem_dup("assets");
	change->row = mem_dup(row);
	change->field = mem_dup(field);
	change->before = mem_dup(before);
	change->after = mem_dup(after);
}

static struct history *open_it(const char *path, bool may_write, bool expect_torn)
{
	bool torn = !expect_torn;
	struct history *history = history_open(path, may_write, &torn, NULL);

	assert_non_null(history);
	assert_int_equal(torn, expect_torn);
	return history;
}

static unsigned long append(struct history *history, enum history_kind kind, unsigned long of,
                            const char *after)
{
	struct step step = {0};
	unsigned long seq = 99;

	add_change(&step, CHANGE_SET, "A-001", "name", "旧", after);
	assert_true(history_append_step(history, "岡田", kind, of, &step, &seq, NULL));
	step_release(&step);
	return seq;
}

/* Records as lines of what is known beforehand: no time, no hash. */
struct seen {
	struct str lines;
	int stop_after; /* 0 = never */
};

static bool see(void *context, const struct history_record *r)
{
	struct seen *seen = context;

	str_addf(&seen->lines, "%lu %lu %s %lu|%s|%s|%s|%s|%s|%s\n", r->seq, r->step,
	         history_kind_name(r->kind), r->of, r->who, r->sheet, r->row, r->field, r->before,
	         r->after);
	return --seen->stop_after != 0;
}

static void assert_records(const struct history *history, unsigned long after_seq,
                           const char *expected)
{
	struct seen seen = {0};

	assert_true(history_read(history, after_seq, see, &seen, NULL));
	assert_string_equal(str_text(&seen.lines), expected);
	str_release(&seen.lines);
}

static void test_history__a_new_one_is_empty(void **state)
{
	char *path = temp_path(state, "history.csv");
	struct history *history = open_it(path, true, false);

	assert_int_equal(history_last_seq(history), 0);
	assert_records(history, 0, "");
	history_close(history);
	temp_assert_holds(path, "\xEF\xBB\xBFseq,time,who,step,kind,of,sheet,row,field,before,"
	                        "after,hash\r\n");
	free(path);
}

static void test_history__steps_undo_and_saves(void **state)
{
	char *path = temp_path(state, "history.csv");
	struct history *history = open_it(path, true, false);
	struct step step = {0};
	unsigned long seq;
	const char *all = "1 1 insert 0|岡田|assets|A-001|||\nname=一\n"
	                  "2 1 set 0|岡田|assets|A-001|note||a\nb\\n\r,\"=\n"
	                  "3 3 set 0|岡田|assets|A-001|name|旧|=新\n"
	                  "4 4 undo 3|岡田|||||\n"
	                  "5 4 set 0|岡田|assets|A-001|name|旧|戻\n"
	                  "6 6 save 0|田中|assets||||12 34 ab 5\n";

	add_change(&step, CHANGE_INSERT, "A-001", "", "", "\nname=一");
	add_change(&step, CHANGE_SET, "A-001", "note", "", "a\nb\\n\r,\"=");
	assert_true(history_append_step(history, "岡田", HISTORY_SET, 0, &step, &seq, NULL));
	assert_int_equal(seq, 1);
	step_release(&step);
	assert_int_equal(append(history, HISTORY_SET, 0, "=新"), 3);
	assert_int_equal(append(history, HISTORY_UNDO, 3, "戻"), 4);
	assert_true(history_append_save(history, "田中", "assets", "12 34 ab 5", NULL));
	assert_int_equal(history_last_seq(history), 6);
	assert_records(history, 0, all);
	assert_records(history, 5, strstr(all, "6 6 save"));
	history_close(history);

	history = open_it(path, false, false);
	assert_int_equal(history_last_seq(history), 6);
	assert_records(history, 0, all);
	history_close(history);
	free(path);
}

static void test_history__an_empty_step_writes_nothing(void **state)
{
	char *path = temp_path(state, "history.csv");
	struct history *history = open_it(path, true, false);
	struct step step = {0};
	unsigned long seq = 99;

	assert_true(history_append_step(history, "x", HISTORY_SET, 0, &step, &seq, NULL));
	assert_int_equal(seq, 0);
	assert_int_equal(history_last_seq(history), 0);
	history_close(history);
	free(path);
}

static void test_history__reading_can_stop(void **state)
{
	char *path = temp_path(state, "history.csv");
	struct history *history = open_it(path, true, false);
	struct seen seen = {.stop_after = 1};

	append(history, HISTORY_SET, 0, "一");
	append(history, HISTORY_SET, 0, "二");
	assert_true(history_read(history, 0, see, &seen, NULL));
	assert_string_equal(str_text(&seen.lines), "1 1 set 0|岡田|assets|A-001|name|旧|一\n");
	str_release(&seen.lines);
	history_close(history);
	free(path);
}

/* One record a line, whatever stands in it. */
static void test_history__the_file_itself(void **state)
{
	char *path = temp_path(state, "history.csv");
	struct str text = {0};

	setenv("SONAE_NOW", "2026-11-22T07:30:00", 1);
	setenv("TZ", "Asia/Tokyo", 1);
	struct history *history = open_it(path, true, false);
	append(history, HISTORY_SET, 0, "-a\nb\\");
	history_close(history);
	unsetenv("SONAE_NOW");
	unsetenv("TZ");
	assert_true(file_read(path, &text, NULL));
	const char *line = strchr(text.at, '\n') + 1;
	assert_true(text_starts(line, "1,2026-11-22T07:30:00+09:00,岡田,1,set,,assets,A-001,name,"
	                              "旧,'-a\\nb\\\\,"));
	assert_true(text_ends(line, "\r\n"));
	assert_ptr_equal(strchr(line, '\n'), text.at + text.len - 1);
	str_release(&text);
	free(path);
}

/* By the rule in history.h, with the file's own salt. */
static void test_history__the_chain_can_be_followed(void **state)
{
	char *path = temp_path(state, "history.csv");
	char salted[100], before[65], after[65], chain[65];
	struct str text = {0}, line = {0};

	setenv("SONAE_NOW", "2026-11-22T07:30:00", 1);
	setenv("TZ", "Asia/Tokyo", 1);
	struct history *history = open_it(path, true, false);
	append(history, HISTORY_SET, 0, "-新");
	unsetenv("SONAE_NOW");
	unsetenv("TZ");
	assert_true(file_read(path, &text, NULL));
	const char *hash = strstr(text.at, "'-新,") + strlen("'-新,");
	const char *salts = hash + 65;
	snprintf(salted, sizeof salted, "%.16s旧", salts);
	digest_of(salted, strlen(salted), before);
	snprintf(salted, sizeof salted, "%.16s'-新", salts + 17);
	digest_of(salted, strlen(salted), after);
	str_add_repeat(&line, '0', 64);
	str_addf(&line, "\n1\n2026-11-22T07:30:00+09:00\n岡田\n1\nset\n\nassets\nA-001\nname\n"
	                "%s\n%s\n", before, after);
	digest_of(line.at, line.len, chain);
	assert_memory_equal(hash, chain, 64);
	assert_int_equal(hash[64], '.');
	assert_int_equal(hash[64 + 1 + 16], '.');
	assert_string_equal(hash + 64 + 1 + 16 + 1 + 16, "\r\n");
	assert_string_equal(history_head_hash(history), chain);
	history_close(history);
	str_release(&text);
	str_release(&line);
	free(path);
}

static void append_raw(const char *path, const char *text)
{
	FILE *file = fopen(path, "a");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static void assert_torn(void **state, const char *tail)
{
	char *path = temp_path(state, "history.csv"), head[65];
	struct history *history = open_it(path, true, false);
	struct str whole = {0}, now = {0};
	const char *one = "1 1 set 0|岡田|assets|A-001|name|旧|一\n";

	append(history, HISTORY_SET, 0, "一");
	snprintf(head, sizeof head, "%s", history_head_hash(history));
	history_close(history);
	assert_true(file_read(path, &whole, NULL));
	append_raw(path, tail);

	history = open_it(path, false, true);
	assert_int_equal(history_last_seq(history), 1);
	assert_string_equal(history_head_hash(history), head);
	assert_records(history, 0, one);
	history_close(history);
	assert_int_equal(file_stamp(path).size, whole.len + strlen(tail));

	history = open_it(path, true, true);
	assert_true(file_read(path, &now, NULL));
	assert_string_equal(now.at, whole.at);
	assert_int_equal(append(history, HISTORY_SET, 0, "二"), 2);
	assert_records(history, 1, "2 2 set 0|岡田|assets|A-001|name|旧|二\n");
	history_close(history);
	file_remove(path, NULL);
	str_release(&whole);
	str_release(&now);
	free(path);
}

static void test_history__torn_tails(void **state)
{
	assert_torn(state, "2");
	assert_torn(state, "2,2026-11-22T07:30:00+09:00,\"岡");
	assert_torn(state, "2,2026,x,2,set,,assets,A-001,name,a,b,0123\r\n");
	assert_torn(state, "2,\"\r\n");
}

static void test_history__a_torn_header(void **state)
{
	char *path = temp_path(state, "history.csv");

	temp_write(path, "\xEF\xBB\xBFseq,ti");
	struct history *history = open_it(path, true, true);
	assert_int_equal(append(history, HISTORY_SET, 0, "一"), 1);
	assert_records(history, 0, "1 1 set 0|岡田|assets|A-001|name|旧|一\n");
	history_close(history);
	free(path);
}

/* A line that somebody spoilt costs itself, not those after it. */
static void test_history__a_spoilt_line_is_passed_over(void **state)
{
	char *path = temp_path(state, "history.csv");
	struct history *history = open_it(path, true, false);
	struct str text = {0};

	append(history, HISTORY_SET, 0, "一");
	append(history, HISTORY_SET, 0, "二");
	append(history, HISTORY_SET, 0, "三");
	history_close(history);
	assert_true(file_read(path, &text, NULL));
	strstr(text.at, "二")[-1] = '"';
	temp_write(path, text.at);
	history = open_it(path, true, false);
	assert_int_equal(history_last_seq(history), 3);
	assert_records(history, 0, "1 1 set 0|岡田|assets|A-001|name|旧|一\n"
	                           "3 3 set 0|岡田|assets|A-001|name|旧|三\n");
	history_close(history);
	str_release(&text);
	free(path);
}

static void test_history__a_missing_one_is_empty_for_readers(void **state)
{
	char *path = temp_path(state, "history.csv");
	struct history *history = open_it(path, false, false);
	struct step step = {0};
	struct err err = {0};
	unsigned long seq;

	assert_records(history, 0, "");
	add_change(&step, CHANGE_SET, "A-001", "name", "", "x");
	assert_false(history_append_step(history, "x", HISTORY_SET, 0, &step, &seq, &err));
	assert_int_equal(err.code, ERR_READ_ONLY);
	assert_false(file_exists(path));
	step_release(&step);
	history_close(history);
	free(path);
}

/* Lines longer than the pieces in which the file is read. */
static void test_history__long_values(void **state)
{
	char *path = temp_path(state, "history.csv");
	struct history *history = open_it(path, true, false);
	struct str value = {0};

	for (int i = 0; i < 50000; i++)
		str_add(&value, i % 1000 ? "長" : "\n");
	append(history, HISTORY_SET, 0, value.at);
	append(history, HISTORY_SET, 0, value.at);
	history_close(history);
	history = open_it(path, true, false);
	assert_int_equal(history_last_seq(history), 2);
	struct seen seen = {0};
	assert_true(history_read(history, 1, see, &seen, NULL));
	assert_true(text_starts(seen.lines.at, "2 2 set 0|岡田|assets|A-001|name|旧|\n長長"));
	assert_int_equal(seen.lines.len,
	                 strlen("2 2 set 0|岡田|assets|A-001|name|旧|\n") + value.len);
	str_release(&seen.lines);
	str_release(&value);
	history_close(history);
	free(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_IN_DIR(test_history__a_new_one_is_empty),
		TEST_IN_DIR(test_history__steps_undo_and_saves),
		TEST_IN_DIR(test_history__an_empty_step_writes_nothing),
		TEST_IN_DIR(test_history__reading_can_stop),
		TEST_IN_DIR(test_history__the_file_itself),
		TEST_IN_DIR(test_history__the_chain_can_be_followed),
		TEST_IN_DIR(test_history__torn_tails),
		TEST_IN_DIR(test_history__a_torn_header),
		TEST_IN_DIR(test_history__a_spoilt_line_is_passed_over),
		TEST_IN_DIR(test_history__a_missing_one_is_empty_for_readers),
		TEST_IN_DIR(test_history__long_values),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
