/*
 * The program killed -9 at any moment of the work, and what is there afterwards.
 *
 * A life of the program: some actions that are waited for, then a burst that is not, and
 * the end. Every action leads to a state of the worksheet; the states of a life stand in
 * the order they were asked for. What the screen shows last is one of them; on the disk
 * there must be that one or a later one, and nothing else. A text that was being typed
 * must have come back.
 *
 * KILL_RUNS: how many lives (60); KILL_SEED: the seed of an earlier run, to see it again.
 */
#include "sonae/base/file.h"
#include "sonae/base/mem.h"
#include "sonae/store/draft.h"
#include "sonae/store/folder.h"
#include "support/pty.h"
#include "support/scratch.h"
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#define SHEET "kills"
#define FORM \
	"[form]\nkind = \"table\"\nprefix = \"KT\"\ntitle_ja = \"記録\"\ntitle_en = \"Notes\"\n" \
	"purpose_ja = \"何か\"\npurpose_en = \"What\"\n" \
	"[field name]\ntype = \"text\"\nlabel_ja = \"名前\"\nlabel_en = \"Name\"\n" \
	"help_ja = \"名\"\nhelp_en = \"A name\"\n" \
	"[field note]\ntype = \"memo\"\nlabel_ja = \"備考\"\nlabel_en = \"Note\"\n" \
	"help_ja = \"何でも\"\nhelp_en = \"Anything\"\n" \
	"[view grid]\ncolumns = \"name note\"\n"
#define EDITING "Enter 確定"

enum { LIVES = 60, LIVES_OF_A_BOOK = 2, MOST_ROWS = 64, WORD = 64, MOST_STATES = 64,
       SYNCED_MOST = 5, BURST_MOST = 6, KILLED = 128 + SIGKILL };

struct row {
	char name[WORD], note[WORD];
};
struct rows {
	size_t count;
	struct row at[MOST_ROWS];
};

struct life {
	struct pty *p;
	const char *book;
	struct rows state[MOST_STATES]; /* [0]: as it was opened */
	size_t asked, shown;            /* indices: the last asked for, the last that was seen */
	size_t done[MOST_STATES], undone[MOST_STATES]; /* states to go back to, and forth */
	size_t done_count, undone_count;
	char typed[WORD]; /* and not written: the draft; "" = none */
};

/* ---- chance ---- */

static struct {
	unsigned long seed;
	uint64_t state;
	unsigned words;
} chance;

static unsigned below(unsigned limit)
{
	chance.state ^= chance.state << 13;
	chance.state ^= chance.state >> 7;
	chance.state ^= chance.state << 17;
	return (unsigned)(chance.state >> 33) % limit;
}

static void rest_ms(unsigned most)
{
	long long ns = (long long)below(most * 1000 + 1) * 1000;
	struct timespec time = {.tv_sec = ns / 1000000000, .tv_nsec = ns % 1000000000};

	nanosleep(&time, NULL);
}

/* No two are alike. */
static void new_word(char word[WORD])
{
	snprintf(word, WORD, "備え%05u", ++chance.words % 100000);
}

static void new_memo(char memo[WORD])
{
	unsigned number = ++chance.words % 100000;

	snprintf(memo, WORD, "憂い%05u\n無し%05u", number, number);
}

/* ---- hands ---- */

static void send_word(struct life *life, const char *word)
{
	/* In a memo a new line is ^J, which is the byte of the line feed. */
	pty_send(life->p, word, strlen(word));
}

static struct rows *next_state(struct life *life)
{
	struct rows *next = &life->state[life->asked + 1];

	assert_true(life->asked + 1 < MOST_STATES);
	*next = life->state[life->asked];
	life->done[life->done_count++] = life->asked;
	life->undone_count = 0;
	life->asked++;
	return next;
}

static void add(struct life *life)
{
	struct rows *rows = next_state(life);

	new_word(rows->at[rows->count].name);
	pty_keys(life->p, "^End Home Right");
	send_word(life, rows->at[rows->count++].name);
	pty_key(life->p, "Enter");
}

static void edit(struct life *life)
{
	struct rows *rows;

	if (life->state[life->asked].count == 0) {
		add(life);
		return;
	}
	rows = next_state(life);
	new_word(rows->at[rows->count - 1].name);
	pty_keys(life->p, "^End Up Home Right");
	send_word(life, rows->at[rows->count - 1].name);
	pty_key(life->p, "Enter");
}

static void note(struct life *life)
{
	struct rows *rows;

	if (life->state[life->asked].count == 0) {
		add(life);
		return;
	}
	rows = next_state(life);
	new_memo(rows->at[rows->count - 1].note);
	pty_keys(life->p, "^End Up End");
	send_word(life, rows->at[rows->count - 1].note);
	pty_key(life->p, "Enter");
}

/* Three rows, one step. */
static void paste(struct life *life)
{
	struct rows *rows = next_state(life);
	struct str text = {0};

	for (int i = 0; i < 3; i++) {
		new_word(rows->at[rows->count].name);
		str_addf(&text, "%s\n", rows->at[rows->count++].name);
	}
	pty_keys(life->p, "^End Home Right");
	pty_paste(life->p, str_text(&text));
	str_release(&text);
}

static void undo(struct life *life)
{
	if (life->done_count == 0)
		return;
	pty_key(life->p, "^Z");
	life->undone[life->undone_count++] = life->asked;
	life->state[life->asked + 1] = life->state[life->done[--life->done_count]];
	life->asked++;
}

static void redo(struct life *life)
{
	if (life->undone_count == 0)
		return;
	pty_key(life->p, "^Y");
	life->done[life->done_count++] = life->asked;
	life->state[life->asked + 1] = life->state[life->undone[--life->undone_count]];
	life->asked++;
}

static void save(struct life *life)
{
	pty_key(life->p, "^S");
}

static void act(struct life *life)
{
	static void (*const actions[])(struct life *life) = {
		add, add, add, edit, note, note, paste, undo, undo, redo, save,
	};

	if (life->asked + 2 < MOST_STATES && life->state[life->asked].count + 3 < 12)
		actions[below(sizeof(actions) / sizeof(actions[0]))](life);
	else
		undo(life);
}

/* ---- eyes ---- */

static void first_line(char line[WORD], const char *word)
{
	text_copy(line, WORD, word);
	line[strcspn(line, "\n")] = '\0';
}

/* In the grid a text of two lines is recognised by the first. */
static bool shows(const char *line, const struct row *row)
{
	char start[WORD];

	first_line(start, row->note);
	return strstr(line, row->name) && strstr(line, start) &&
	       (row->note[0] || !strstr(line, "憂い"));
}

/* Do the lines of the screen show these rows? The one being edited shows something else. */
static bool shows_state(struct life *life, const struct rows *rows)
{
	bool editing = pty_find(life->p, EDITING, NULL) >= 0;
	int row = 0, cursor = -1;
	size_t found = 0;

	if (editing)
		pty_cursor(life->p, &cursor, NULL);
	for (row = 0; row < 22; row++) {
		const char *line = pty_row(life->p, row);

		if (!strstr(line, " KT-"))
			continue;
		if (found >= rows->count || (row != cursor && !shows(line, &rows->at[found])))
			return false;
		found++;
	}
	return found == rows->count;
}

static void fail_life(const struct life *life, const char *what)
{
	print_error("KILL_SEED=%lu: %s\n", chance.seed, what);
	for (size_t i = 0; i <= life->asked; i++) {
		print_error("state %zu%s:", i, i == life->shown ? " (shown)" : "");
		for (size_t row = 0; row < life->state[i].count; row++)
			print_error(" %s|%s", life->state[i].at[row].name,
			            life->state[i].at[row].note);
		print_error("\n");
	}
	fail();
}

static void see(struct life *life)
{
	pty_settle(life->p);
	if (!shows_state(life, &life->state[life->asked]))
		fail_life(life, pty_screen(life->p));
	life->shown = life->asked;
}

/* The last frame may be one of the burst, or half of one, which says nothing. */
static void see_last(struct life *life)
{
	for (size_t i = life->shown; i <= life->asked; i++) {
		if (shows_state(life, &life->state[i])) {
			life->shown = i;
			return;
		}
	}
}

/* ---- what is there afterwards ---- */

static struct folder *open_book(const char *book)
{
	struct catalogue catalogue = {.program = mem_dup("forms")};
	struct err err = {0};
	char text[700];
	struct folder *folder = folder_open(book, FOLDER_READ, "誰か", &catalogue, NULL, &err);

	if (!folder)
		fail_msg("KILL_SEED=%lu: %s", chance.seed, err_text(&err, text, sizeof(text)));
	catalogue_release(&catalogue);
	return folder;
}

static struct rows rows_of(const char *book)
{
	struct folder *folder = open_book(book);
	struct sheet *sheet = book_sheet(folder_book(folder), SHEET, NULL);
	struct rows rows = {0};

	assert_non_null(sheet);
	for (size_t row = 0; row < sheet_row_count(sheet) && row < MOST_ROWS; row++) {
		text_copy(rows.at[rows.count].name, WORD, sheet_cell(sheet, row, 0));
		text_copy(rows.at[rows.count++].note, WORD, sheet_cell(sheet, row, 1));
	}
	folder_close(folder);
	return rows;
}

static bool are_same(const struct rows *a, const struct rows *b)
{
	for (size_t i = 0; i < a->count && i < b->count; i++)
		if (strcmp(a->at[i].name, b->at[i].name) != 0 ||
		    strcmp(a->at[i].note, b->at[i].note) != 0)
			return false;
	return a->count == b->count;
}

static void check_rows(struct life *life, const struct rows *rows)
{
	struct str text = {0};

	for (size_t i = life->shown; i <= life->asked; i++)
		if (are_same(&life->state[i], rows))
			return;
	str_add(&text, "there is:");
	for (size_t row = 0; row < rows->count; row++)
		str_addf(&text, " %s|%s", rows->at[row].name, rows->at[row].note);
	print_error("%s\n", str_text(&text));
	str_release(&text);
	fail_life(life, "what was shown as done is not there");
}

static void check_draft(struct life *life)
{
	struct str store = {0};
	struct draft draft;

	if (!life->typed[0])
		return;
	if (!draft_read(life->book, &store, &draft) || !text_is(draft.text, life->typed))
		fail_life(life, "the text being typed is gone");
	str_release(&store);
}

/* ---- a life ---- */

static const char *program(void)
{
	const char *plain = getenv("SONAE_PLAIN");

	return plain && *plain ? plain : launch_sonae();
}

/* A text that came back is dropped, after a look at it. */
static void wake(struct life *life, const char *typed)
{
	char start[WORD];

	first_line(start, typed);
	life->p = pty_start(&(struct launch){
		.argv = LIST(program(), life->book, SHEET), .env = LIST("SONAE_WHO=佐藤")});
	pty_wait(life->p, "記録");
	if (typed[0]) {
		pty_wait(life->p, start);
		pty_wait(life->p, EDITING);
	}
	pty_settle(life->p);
	if (pty_find(life->p, EDITING, NULL) >= 0) {
		pty_key(life->p, "Esc");
		pty_wait_gone(life->p, EDITING);
	}
	see(life);
}

static void work(struct life *life)
{
	for (unsigned left = below(SYNCED_MOST + 1); left > 0; left--) {
		act(life);
		see(life);
	}
	if (below(8) == 0)
		rest_ms(1300); /* idle for a second it saves */
	if (below(4) == 0) {
		bool has_rows = life->state[life->asked].count > 0;

		(has_rows ? new_memo : new_word)(life->typed);
		pty_keys(life->p, has_rows ? "^End Up End" : "^End Home Right");
		send_word(life, life->typed);
		pty_settle(life->p);
		rest_ms(below(4) == 0 ? 1300 : 20);
		return;
	}
	for (unsigned left = below(BURST_MOST + 1); left > 0; left--)
		act(life);
	rest_ms(below(3) == 0 ? 3 : 40);
}

static void end(struct life *life)
{
	pty_kill(life->p, SIGKILL);
	assert_int_equal(pty_wait_exit(life->p), KILLED);
	see_last(life);
	pty_close(life->p);
}

static const char *make_book(void)
{
	struct folder_settings settings = {.lang = LANG_JA, .curriculum = "r4", .company = "備え"};
	const char *book = scratch_dir();

	assert_true(folder_create(book, &settings, NULL));
	scratch_write(book, "forms/" SHEET ".ini", FORM);
	return book;
}

static unsigned number_of(const char *name, unsigned otherwise)
{
	const char *text = getenv(name);

	return text && *text ? (unsigned)strtoul(text, NULL, 10) : otherwise;
}

static void test_kill__what_was_shown_is_there(void **state)
{
	unsigned lives = number_of("KILL_RUNS", LIVES), drafts = 0;
	const char *book = NULL;
	char typed[WORD] = "";

	(void)state;
	for (unsigned i = 0; i < lives; i++) {
		struct life *life = mem_zero(1, sizeof(*life));
		struct rows rows;

		if (i % LIVES_OF_A_BOOK == 0) {
			if (book)
				scratch_remove(book);
			book = make_book();
			typed[0] = '\0';
		}
		life->book = book;
		life->state[0] = rows_of(book);
		wake(life, typed);
		work(life);
		end(life);
		rows = rows_of(book);
		check_rows(life, &rows);
		check_draft(life);
		drafts += life->typed[0] != '\0';
		text_copy(typed, sizeof(typed), life->typed);
		free(life);
	}
	print_message("%u lives, %u of them ended while typing; KILL_SEED=%lu\n", lives, drafts,
	              chance.seed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_kill__what_was_shown_is_there, pty_teardown),
	};

	chance.seed = number_of("KILL_SEED", (unsigned)time(NULL) ^ (unsigned)getpid() << 16);
	chance.state = chance.seed * 2654435769u + 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
