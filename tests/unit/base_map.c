#include "sonae/base/map.h"
#include "sonae/base/mem.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { MANY = 5000 };

static char many[MANY][16];

static int name_many(void **state)
{
	(void)state;
	for (int i = 0; i < MANY; i++)
		snprintf(many[i], sizeof(many[i]), "A-%03d", i);
	return 0;
}

static void test_map__zeroed_is_empty(void **state)
{
	(void)state;
	struct map map = {0};

	assert_null(map_find(&map, "A-001"));
	assert_null(map_find(&map, ""));
	assert_false(map_remove(&map, "A-001"));
	map_clear(&map);
	map_release(&map);
	map_release(&map);
}

static void test_map__put_finds_what_is_there(void **state)
{
	(void)state;
	struct map map = {0};
	bool is_new;

	struct map_entry *entry = map_put(&map, "資産", &is_new);
	assert_true(is_new);
	assert_null(entry->pointer);
	entry->index = 7;
	assert_int_equal(map_put(&map, "資産", &is_new)->index, 7);
	assert_false(is_new);
	assert_int_equal(map.count, 1);
	map_put(&map, "", NULL)->index = 9;
	assert_int_equal(map_find(&map, "")->index, 9);
	map_release(&map);
}

static void test_map__finds_by_length_without_nul(void **state)
{
	(void)state;
	struct map map = {0};
	const char probe[] = {'i', 'd', 'x'}; /* no NUL anywhere */

	map_put(&map, "id", NULL)->index = 1;
	map_put(&map, "idx", NULL)->index = 2;
	assert_int_equal(map_find_n(&map, probe, 2)->index, 1);
	assert_int_equal(map_find_n(&map, probe, 3)->index, 2);
	assert_null(map_find_n(&map, probe, 1));
	assert_null(map_find_n(&map, "id\0x", 4));
	map_release(&map);
}

static void test_map__holds_thousands_in_order(void **state)
{
	(void)state;
	struct map map = {0};

	for (size_t i = 0; i < MANY; i++)
		map_put(&map, many[i], NULL)->index = i;
	assert_int_equal(map.count, MANY);
	for (size_t i = 0; i < MANY; i++) {
		assert_ptr_equal(map.entry[i].key, many[i]);
		assert_int_equal(map_find(&map, many[i])->index, i);
	}
	assert_null(map_find(&map, "A-5000"));
	map_release(&map);
}

static void test_map__removal_moves_the_last_into_the_gap(void **state)
{
	(void)state;
	struct map map = {0};

	map_put(&map, "a", NULL)->index = 1;
	map_put(&map, "b", NULL)->index = 2;
	map_put(&map, "c", NULL)->index = 3;
	assert_true(map_remove(&map, "a"));
	assert_false(map_remove(&map, "a"));
	assert_string_equal(map.entry[0].key, "c");
	assert_string_equal(map.entry[1].key, "b");
	assert_int_equal(map_find(&map, "c")->index, 3);
	assert_true(map_remove(&map, "b"));
	assert_true(map_remove(&map, "c"));
	assert_int_equal(map.count, 0);
	assert_null(map_find(&map, "c"));
	map_release(&map);
}

/* Every removal must leave all others findable, whatever slots they share. */
static void test_map__removal_breaks_no_probe_chain(void **state)
{
	(void)state;
	struct map map = {0};

	for (size_t i = 0; i < MANY; i++)
		map_put(&map, many[i], NULL)->index = i;
	for (size_t i = 0; i < MANY; i += 3)
		assert_true(map_remove(&map, many[i]));
	for (size_t i = 0; i < MANY; i++) {
		struct map_entry *entry = map_find(&map, many[i]);
		if (i % 3 == 0) {
			assert_null(entry);
		} else {
			assert_non_null(entry);
			assert_int_equal(entry->index, i);
		}
	}
	for (size_t i = 0; i < MANY; i += 3)
		map_put(&map, many[i], NULL)->index = i + 1;
	assert_int_equal(map.count, MANY);
	assert_int_equal(map_find(&map, many[999])->index, 1000);
	map_release(&map);
}

static void test_map__cleared_takes_entries_again(void **state)
{
	(void)state;
	struct map map = {0};

	map_put(&map, "a", NULL);
	map_put(&map, "b", NULL);
	map_clear(&map);
	assert_null(map_find(&map, "a"));
	map_put(&map, "b", NULL)->index = 5;
	assert_int_equal(map.count, 1);
	assert_int_equal(map_find(&map, "b")->index, 5);
	map_release(&map);
}

/* FNV-1a of nothing is its offset basis; ours folds the upper half onto the lower. */
static void test_map__hash_is_of_the_bytes_alone(void **state)
{
	(void)state;
	assert_true(map_hash("", 0) == (0xcbf29ce484222325u ^ 0xcbf29ce4u));
	assert_true(map_hash("ab", 1) == map_hash("ax", 1));
	assert_true(map_hash("ab", 2) != map_hash("ax", 2));
	assert_true(map_hash("ab", 2) != map_hash("ba", 2));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_map__zeroed_is_empty),
		cmocka_unit_test(test_map__put_finds_what_is_there),
		cmocka_unit_test(test_map__finds_by_length_without_nul),
		cmocka_unit_test(test_map__holds_thousands_in_order),
		cmocka_unit_test(test_map__removal_moves_the_last_into_the_gap),
		cmocka_unit_test(test_map__removal_breaks_no_probe_chain),
		cmocka_unit_test(test_map__cleared_takes_entries_again),
		cmocka_unit_test(test_map__hash_is_of_the_bytes_alone),
	};
	return cmocka_run_group_tests(tests, name_many, NULL);
}
