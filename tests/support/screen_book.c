/* screen_book.c - a workbook for a screen test. */
#include "support/screen_book.h"

#include "support/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MAX_ARGS = 40 };

static const char *const who[] = {"SONAE_WHO=山田", NULL};

/* 1 says that something wants correcting, which a test may be about. */
static void run(const char *dir, const char *const *argv)
{
	struct run result = {0};

	run_program(&result, &(struct launch){.argv = argv, .dir = dir, .env = who});
	if (result.status > 1)
		fail_msg("%s ended with %d: %s%s", argv[1], result.status, str_text(&result.out),
		         str_text(&result.err));
	run_release(&result);
}

const char *screen_book_new(void)
{
	const char *dir = scratch_dir();

	run(dir, LIST(launch_sonae(), "new", "book", "--lang", "ja", "--company", "備え製作所"));
	return dir;
}

const char *screen_book_example(void)
{
	const char *dir = scratch_dir();

	run(dir, LIST(launch_sonae(), "new", "book", "--lang", "ja", "--example"));
	return dir;
}

void screen_book_run(const char *dir, const char *verb, const char *const *args)
{
	const char *argv[MAX_ARGS] = {launch_sonae(), verb, "book"};
	size_t count = 3;

	while (*args && count + 1 < MAX_ARGS)
		argv[count++] = *args++;
	assert_null(*args);
	run(dir, argv);
}

struct pty *screen_book_open(const char *dir, const char *sheet, int rows, int cols)
{
	const char *const argv[] = {launch_sonae(), "book", sheet, NULL};
	struct pty *p = pty_start(&(struct launch){
		.argv = argv, .dir = dir, .env = who, .rows = rows, .cols = cols});

	pty_wait(p, "F1 ヘルプ");
	pty_settle(p);
	if (!sheet)
		return p;
	pty_key(p, "F6"); /* from the pane to the whole guide */
	pty_wait(p, "下に続きがあります");
	pty_key(p, "Esc");
	pty_wait_gone(p, "下に続きがあります");
	return p;
}

void screen_book_quit_at(struct pty *p, const char *file, int line)
{
	pty_key_at(p, "^Q", file, line);
	int status = pty_wait_exit_at(p, file, line);
	if (status != 0)
		fail_msg("%s:%d: it ended with %d", file, line, status);
	pty_close_at(p, file, line);
}

/* ---- the files ---- */

/* The cell at `*at` without its quotes; `*at` goes behind the comma or the line's end, which
 * `ended` tells. */
static char *take_cell(const char **at, bool *ended)
{
	struct str cell = {0};
	const char *p = *at;
	bool quoted = *p == '"';

	for (p += quoted; *p; p++) {
		if (quoted && p[0] == '"' && p[1] == '"')
			p++;
		else if (quoted ? *p == '"' : *p == ',' || *p == '\r')
			break;
		str_add_byte(&cell, *p);
	}
	p += quoted && *p;
	*ended = *p != ',';
	*at = p + (*p == ',' ? 1 : strspn(p, "\r\n"));
	return str_take(&cell);
}

/* The number of the cell that holds `name`, -1 if none; `at` goes to the next line. */
static int find_in_line(const char **at, const char *name)
{
	int found = -1;
	bool ended = false;

	for (int i = 0; !ended; i++) {
		char *cell = take_cell(at, &ended);
		if (found < 0 && strcmp(cell, name) == 0)
			found = i;
		free(cell);
	}
	return found;
}

/* The wanted cell of a line, if the line is the row's; NULL otherwise. */
static char *cell_of_line(const char **at, const char *row, int wanted)
{
	char *found = NULL;
	bool ours = false, ended = false;

	for (int i = 0; !ended; i++) {
		char *cell = take_cell(at, &ended);
		if (i == 0)
			ours = strcmp(cell, row) == 0;
		if (i == wanted && ours)
			found = cell;
		else
			free(cell);
	}
	return found;
}

char *screen_book_cell(const char *dir, const char *sheet, const char *row, const char *field)
{
	struct str name = {0};

	str_addf(&name, "book/%s.csv", sheet);
	char *text = scratch_read(dir, str_text(&name), NULL), *found = NULL;
	str_release(&name);
	if (text) {
		const char *at = text + (text_starts(text, "\xEF\xBB\xBF") ? 3 : 0);
		int wanted = find_in_line(&at, field);
		while (!found && wanted >= 0 && *at)
			found = cell_of_line(&at, row, wanted);
		free(text);
	}
	return found ? found : strdup("");
}

void screen_book_expect_at(const char *dir, const char *sheet, const char *row, const char *field,
                           const char *expected, const char *file, int line)
{
	char *cell = screen_book_cell(dir, sheet, row, field);
	bool same = strcmp(cell, expected) == 0;

	if (!same) {
		print_error("%s %s %s holds \"%s\", not \"%s\"\n", sheet, row, field, cell, expected);
		free(cell);
		_fail(file, line);
	}
	free(cell);
}
