#include "sonae/base/bug.h"
#include "sonae/base/lang.h"
#include "sonae/base/mem.h"
#include "sonae/base/pool.h"
#include "sonae/base/str.h"
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static void test_str__zeroed_is_empty_text(void **state)
{
	(void)state;
	struct str s = {0};

	assert_string_equal(str_text(&s), "");
	str_clear(&s);
	str_cut(&s, 3);
	str_release(&s);
	str_release(&s);
	char *text = str_take(&s);
	assert_string_equal(text, "");
	free(text);
}

static void test_str__adds_in_order(void **state)
{
	(void)state;
	struct str s = {0};

	str_add(&s, "資産");
	str_add_n(&s, "台帳です", 6);
	str_add_byte(&s, '-');
	str_add_repeat(&s, '*', 3);
	str_addf(&s, " %d/%s", 12, "末");
	assert_string_equal(str_text(&s), "資産台帳-*** 12/末");
	assert_int_equal(s.len, 12 + 1 + 3 + 4 + 3);
	str_release(&s);
}

static void test_str__keeps_nul_bytes(void **state)
{
	(void)state;
	struct str s = {0};

	str_add_n(&s, "a\0b", 3);
	assert_int_equal(s.len, 3);
	assert_memory_equal(s.at, "a\0b", 4);
	str_release(&s);
}

static void test_str__empty_additions_end_with_nul(void **state)
{
	(void)state;
	struct str s = {0};

	str_add(&s, "");
	assert_non_null(s.at);
	assert_string_equal(s.at, "");
	str_addf(&s, "%s", "");
	assert_int_equal(s.len, 0);
	str_release(&s);
}

static void test_str__grows_past_any_room(void **state)
{
	(void)state;
	struct str s = {0};

	for (int i = 0; i < 1000; i++)
		str_addf(&s, "%03d", i);
	assert_int_equal(s.len, 3000);
	assert_int_equal(strlen(s.at), 3000);
	assert_memory_equal(s.at + 3 * 427, "427", 3);
	str_release(&s);
}

static void test_str__cut_take_and_begin_again(void **state)
{
	(void)state;
	struct str s = {0};

	str_add(&s, "abcdef");
	str_cut(&s, 9);
	assert_string_equal(str_text(&s), "abcdef");
	str_cut(&s, 2);
	assert_string_equal(str_text(&s), "ab");
	char *text = str_take(&s);
	assert_string_equal(text, "ab");
	assert_string_equal(str_text(&s), "");
	str_add(&s, "c");
	assert_string_equal(str_text(&s), "c");
	str_clear(&s);
	assert_string_equal(str_text(&s), "");
	free(text);
	str_release(&s);
}

static void test_str__text_comparisons(void **state)
{
	(void)state;
	assert_true(text_is("令和", "令和"));
	assert_false(text_is("令和", "令"));
	assert_true(text_is(NULL, ""));
	assert_true(text_is(NULL, NULL));
	assert_false(text_is("a", NULL));
	assert_true(text_starts("assets.csv", "assets"));
	assert_true(text_starts("assets", ""));
	assert_false(text_starts("ass", "assets"));
	assert_true(text_ends("assets.csv", ".csv"));
	assert_false(text_ends("csv", ".csv"));
	assert_false(text_ends("assets.CSV", ".csv"));
}

static void test_lang__names_and_back(void **state)
{
	(void)state;
	enum lang lang = LANG_EN;

	assert_string_equal(lang_name(LANG_JA), "ja");
	assert_true(lang_parse("ja", &lang));
	assert_int_equal(lang, LANG_JA);
	assert_false(lang_parse("EN", &lang));
	assert_false(lang_parse("", &lang));
	assert_int_equal(lang, LANG_JA);
	assert_int_equal(lang_other(LANG_JA), LANG_EN);
	assert_int_equal(lang_other(LANG_EN), LANG_JA);
}

static void test_mem__copies(void **state)
{
	(void)state;
	assert_null(mem_dup(NULL));
	char *whole = mem_dup("名前"), *part = mem_dup_n("abc", 2);
	char *printed = mem_print("%s-%03d", "A", 7);
	assert_string_equal(whole, "名前");
	assert_string_equal(part, "ab");
	assert_string_equal(printed, "A-007");
	free(whole);
	free(part);
	free(printed);
}

static void last_words(void)
{
	ssize_t written = write(STDERR_FILENO, "hook;", 5);
	(void)written;
}

/* Runs `die` in a child with the hook set; returns how it ended and what it said. */
static int status_of_death(void (*die)(void), char *said, size_t room)
{
	int pipes[2], status;
	ssize_t got;
	size_t used = 0;

	assert_int_equal(pipe(pipes), 0);
	pid_t child = fork();
	if (child == 0) {
		dup2(pipes[1], STDERR_FILENO);
		mem_on_death(last_words);
		die();
		_exit(0);
	}
	close(pipes[1]);
	while ((got = read(pipes[0], said + used, room - 1 - used)) > 0)
		used += (size_t)got;
	said[used] = '\0';
	close(pipes[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	return status;
}

static void want_too_much(void)
{
	mem_grow(NULL, SIZE_MAX / 2, 4);
}

static void find_a_bug(void)
{
	BUG("row %d of none", 3);
}

static void test_mem__an_impossible_size_ends_with_5_after_the_hook(void **state)
{
	(void)state;
	char said[256];
	int status = status_of_death(want_too_much, said, sizeof(said));

	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 5);
	assert_true(text_starts(said, "hook;sonae: out of memory"));
}

static void test_bug__aborts_after_the_hook(void **state)
{
	(void)state;
	char said[256];
	int status = status_of_death(find_a_bug, said, sizeof(said));

	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGABRT);
	assert_true(text_starts(said, "hook;sonae: BUG at "));
	assert_true(text_ends(said, ": row 3 of none\n"));
}

static void test_pool__texts_stay_where_they_are(void **state)
{
	(void)state;
	struct pool pool = {0};
	const char *texts[20000];
	char name[32];

	for (int i = 0; i < 20000; i++) {
		int len = snprintf(name, sizeof(name), "項目%d", i);
		texts[i] = pool_text(&pool, name, (size_t)len);
	}
	for (int i = 0; i < 20000; i++) {
		snprintf(name, sizeof(name), "項目%d", i);
		assert_string_equal(texts[i], name);
	}
	pool_release(&pool);
	pool_release(&pool);
}

static void test_pool__empty_text_is_shared(void **state)
{
	(void)state;
	struct pool pool = {0};

	assert_ptr_equal(pool_text(&pool, "x", 0), pool_text(&pool, NULL, 0));
	assert_string_equal(pool_text(&pool, "x", 0), "");
	assert_null(pool.block);
	pool_release(&pool);
}

static void test_pool__huge_text_leaves_the_newest_block_filling(void **state)
{
	(void)state;
	struct pool pool = {0};
	size_t huge = 300000;
	char *source = malloc(huge);

	assert_non_null(source);
	memset(source, 'h', huge);
	const char *first = pool_text(&pool, "ab", 2);
	const char *big = pool_text(&pool, source, huge);
	const char *second = pool_text(&pool, "cd", 2);
	assert_ptr_equal(second, first + 3);
	assert_int_equal(strlen(big), huge);
	assert_string_equal(first, "ab");
	free(source);
	pool_release(&pool);
}

static void test_pool__memory_is_zeroed_and_aligned(void **state)
{
	(void)state;
	struct pool pool = {0};

	pool_text(&pool, "odd", 4);
	unsigned char *memory = pool_alloc(&pool, 40);
	assert_int_equal((uintptr_t)memory % 16, 0);
	for (int i = 0; i < 40; i++)
		assert_int_equal(memory[i], 0);
	assert_int_equal((uintptr_t)pool_alloc(&pool, 100000) % 16, 0);
	pool_release(&pool);
}

static void test_pool__equal_texts_are_one_when_interned(void **state)
{
	(void)state;
	struct pool pool = {0};
	const char *ja = pool_intern(&pool, "社内", 6);

	assert_ptr_equal(pool_intern(&pool, "社内外", 6), ja);
	assert_ptr_not_equal(pool_intern(&pool, "社内外", 9), ja);
	assert_ptr_not_equal(pool_intern(&pool, "社", 3), ja);
	assert_string_equal(pool_intern(&pool, "", 0), "");
	assert_string_equal(ja, "社内");
	pool_release(&pool);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_str__zeroed_is_empty_text),
		cmocka_unit_test(test_str__adds_in_order),
		cmocka_unit_test(test_str__keeps_nul_bytes),
		cmocka_unit_test(test_str__empty_additions_end_with_nul),
		cmocka_unit_test(test_str__grows_past_any_room),
		cmocka_unit_test(test_str__cut_take_and_begin_again),
		cmocka_unit_test(test_str__text_comparisons),
		cmocka_unit_test(test_lang__names_and_back),
		cmocka_unit_test(test_mem__copies),
		cmocka_unit_test(test_mem__an_impossible_size_ends_with_5_after_the_hook),
		cmocka_unit_test(test_bug__aborts_after_the_hook),
		cmocka_unit_test(test_pool__texts_stay_where_they_are),
		cmocka_unit_test(test_pool__empty_text_is_shared),
		cmocka_unit_test(test_pool__huge_text_leaves_the_newest_block_filling),
		cmocka_unit_test(test_pool__memory_is_zeroed_and_aligned),
		cmocka_unit_test(test_pool__equal_texts_are_one_when_interned),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
