/*
 * temp_dir.h - a folder for each test, for the unit tests that need files.
 *
 * Setup and teardown of cmocka: `*state` is the folder's path, a scratch folder (scratch.h)
 * that goes with the test.
 */
#ifndef TEMP_DIR_H
#define TEMP_DIR_H

#include "sonae/base/file.h"
#include "sonae/base/mem.h"
#include "support/scratch.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEST_IN_DIR(f) cmocka_unit_test_setup_teardown(f, temp_dir_make, temp_dir_remove)

static inline int temp_dir_make(void **state)
{
	*state = mem_dup(scratch_dir());
	return 0;
}

static inline int temp_dir_remove(void **state)
{
	scratch_remove(*state);
	free(*state);
	return 0;
}

/* The path of `name` in the folder; the caller frees. */
static inline char *temp_path(void **state, const char *name)
{
	return path_join(*state, name);
}

/* Without the functions under test. */
static inline void temp_write(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
	assert_int_equal(fclose(file), 0);
}

static inline void temp_assert_holds(const char *path, const char *text)
{
	char held[4096];
	FILE *file = fopen(path, "r");
	size_t len;

	assert_non_null(file);
	len = fread(held, 1, sizeof held - 1, file);
	fclose(file);
	held[len] = '\0';
	assert_string_equal(held, text);
}

/* How many entries the folder holds, hidden ones too. */
static inline size_t temp_count(void **state)
{
	char **names = NULL;
	size_t count = 0;

	assert_true(file_list(*state, &names, &count, NULL));
	for (size_t i = 0; i < count; i++)
		free(names[i]);
	free(names);
	return count;
}

#endif
