/*
 * ui_desk.h - a person at the screen, without a terminal: keys in, a picture out.
 *
 * On small forms of the tests' own (things, a table; answers, a checklist; later, which is
 * not there) and the program's real texts. Tests run in the top folder.
 */
#ifndef TESTS_UNIT_UI_DESK_H
#define TESTS_UNIT_UI_DESK_H

#include "app_fixture.h"

#include "sonae/app/key.h"
#include "sonae/base/utf8.h"
#include "sonae/ui/ui.h"
#include "sonae/ui/views.h"

#include <unistd.h>

struct desk {
	struct session session;
	struct ui ui;
	char home[400], book[500];
};

/* ---- forms of our own ---- */

static const char course[] =
    "[curriculum]\ntitle_ja = \"試験の課程\"\ntitle_en = \"Trial course\"\n"
    "[session 1]\ntitle_ja = \"資産を数える\"\ntitle_en = \"Count assets\"\n"
    "purpose_ja = \"持ち物を並べます。\"\npurpose_en = \"List what you have.\"\n"
    "sheets = \"things later\"\nmore = \"answers\"\n"
    "[session 2]\ntitle_ja = \"その先\"\ntitle_en = \"Beyond\"\n"
    "purpose_ja = \"まだ先の話です。\"\npurpose_en = \"Not yet.\"\nsheets = \"later\"\n";

static const char things[] =
    "[form]\nkind = \"table\"\nprefix = \"T\"\ntitle_ja = \"持ち物\"\ntitle_en = \"Things\"\n"
    "purpose_ja = \"会社の持ち物。\"\npurpose_en = \"What we own.\"\n"
    "[field name]\ntype = \"text\"\nrequired = \"yes\"\nlabel_ja = \"名前\"\nlabel_en = \"Name\"\n"
    "help_ja = \"呼び名。\"\nhelp_en = \"Its name.\"\n"
    "[field grade]\ntype = \"choice\"\nrequired = \"yes\"\n"
    "label_ja = \"等級\"\nlabel_en = \"Grade\"\n"
    "help_ja = \"大事さ。\"\nhelp_en = \"How much it matters.\"\n"
    "[choice grade high]\nja = \"高い\"\nen = \"High\"\n"
    "[choice grade low]\nja = \"低い\"\nen = \"Low\"\n"
    "[field remark]\ntype = \"memo\"\nlabel_ja = \"備考\"\nlabel_en = \"Remark\"\n"
    "help_ja = \"何でも。\"\nhelp_en = \"Anything.\"\n"
    "[gap ungraded]\nlevel = \"warning\"\nwhen = \"empty(grade)\"\nfield = \"grade\"\n"
    "text_ja = \"等級がまだ決まっていません。話し合って決めましょう。\"\n"
    "text_en = \"It has no grade yet. Talk it over and decide.\"\n"
    "[view grid]\ncolumns = \"name grade remark\"\n";

static const char answers[] =
    "[form]\nkind = \"checklist\"\ntitle_ja = \"確認\"\ntitle_en = \"Questions\"\n"
    "purpose_ja = \"二つの問い。\"\npurpose_en = \"Two questions.\"\n"
    "[field state]\ntype = \"text\"\nrequired = \"yes\"\nlabel_ja = \"答え\"\nlabel_en = \"Answer\"\n"
    "help_ja = \"短く。\"\nhelp_en = \"In short.\"\n"
    "[view grid]\ncolumns = \"state\"\n";

static inline void write_forms(const char *dir)
{
	char texts[600], current[400], from[600];

	scratch_write(dir, "curricula/r4.ini", course);
	scratch_write(dir, "things.ini", things);
	scratch_write(dir, "answers.ini", answers);
	scratch_write(dir, "given/answers.csv",
	              "id,text.ja,text.en\n1,扉を閉めますか,Is the door shut?\n2,灯りを消しますか,Lights off?\n");
	scratch_write(dir, "examples/things.csv",
	              "name.ja,name.en,grade,remark.ja,remark.en\n"
	              "社員名簿,Staff list,high,金庫の中,In the safe\n会社案内,Brochure,low,,\n");
	scratch_write(dir, "examples/answers.csv",
	              "id,state.ja,state.en\n2,はい。帰りに,\"Yes, at night\"\n");
	scratch_write(dir, "guides/things.ja.md", "# 持ち物の数え方\n\n棚から**順に**見ます。\n");
	scratch_write(dir, "guides/things.en.md", "# How to count\n\nGo **shelf** by shelf.\n");
	assert_non_null(getcwd(current, sizeof(current)));
	snprintf(from, sizeof(from), "%s/forms/text", current);
	snprintf(texts, sizeof(texts), "%s/text", dir);
	assert_int_equal(symlink(from, texts), 0);
}

/* ---- a desk to sit at ---- */

/* On the forms of that folder; NULL = the program's own. */
static inline struct desk *desk_on(const char *forms, int rows, int cols, enum lang lang)
{
	struct desk *desk = calloc(1, sizeof(*desk));
	struct err err = {0};

	fixture_environment();
	if (forms)
		setenv("SONAE_FORMS", forms, 1);
	snprintf(desk->home, sizeof(desk->home), "%s", scratch_dir());
	setenv("HOME", desk->home, 1);
	assert_true(session_init(&desk->session, &err));
	texts_load_rest(&desk->session.texts);
	desk->session.lang = lang;
	ui_init(&desk->ui, &desk->session, rows, cols);
	return desk;
}

/* On small forms of the tests' own. */
static inline struct desk *desk_at(int rows, int cols, enum lang lang)
{
	const char *forms = scratch_dir();

	write_forms(forms);
	return desk_on(forms, rows, cols, lang);
}

/* `curriculum` NULL = the first there is. */
static inline void open_book_of(struct desk *desk, const char *curriculum, enum lang lang)
{
	struct new_workbook wanted = {.company = "試験製作所", .curriculum = curriculum, .lang = lang};

	snprintf(desk->book, sizeof(desk->book), "%s/book", desk->home);
	wanted.path = desk->book;
	assert_true(session_create(&desk->session, &wanted, NULL));
	assert_true(ui_open(&desk->ui, desk->book));
}

static inline void open_book(struct desk *desk)
{
	open_book_of(desk, NULL, LANG_JA);
}

/* A new workbook on the program's own worksheets. */
static inline struct desk *desk_with_forms(int rows, int cols, enum lang lang)
{
	struct desk *desk = desk_on(NULL, rows, cols, lang);

	open_book(desk);
	return desk;
}

static inline struct desk *desk_with_book(int rows, int cols, enum lang lang)
{
	struct desk *desk = desk_at(rows, cols, lang);

	open_book(desk);
	return desk;
}

static inline void leave_desk(struct desk *desk)
{
	ui_release(&desk->ui);
	session_release(&desk->session);
	free(desk);
}

static inline bool press(struct desk *desk, const char *name)
{
	struct event event = {.kind = EVENT_KEY, .key = key_parse(name)};

	if (event.key == 0)
		fail_msg("no key %s", name);
	return ui_handle(&desk->ui, &event);
}

static inline void type(struct desk *desk, const char *text)
{
	struct event event = {.kind = EVENT_TEXT, .text = text};

	assert_true(ui_handle(&desk->ui, &event));
}

static inline void rest(struct desk *desk)
{
	for (int i = 0; i < 100 && ui_idle_wait(&desk->ui) == 0; i++)
		ui_idle(&desk->ui);
}

static inline void add_thing(struct desk *desk, const char *name, const char *grade,
                             const char *remark)
{
	struct sheet *sheet = book_sheet(folder_book(desk->session.folder), "things", NULL);
	const char *cells[] = {name, grade, remark};
	size_t count = sheet_row_count(sheet);
	struct step step = {0};
	char id[64];

	sheet_next_id(sheet, id);
	step_insert(&step, sheet, id, count ? sheet_row_id(sheet, count - 1) : "", cells);
	assert_true(ui_do(&desk->ui, &step));
}

static inline struct sheet *things_of(struct desk *desk)
{
	return book_sheet(folder_book(desk->session.folder), "things", NULL);
}

static inline const char *top_name(struct desk *desk)
{
	return ui_top(&desk->ui)->ops->name;
}

/* ---- looking at the screen ---- */

/* What no screen may do: write beyond its edge, or use what terminals show in two widths. */
static inline void assert_sound(const char *screen, int cols)
{
	for (const char *line = screen; *line;) {
		size_t len = strcspn(line, "\n");
		assert_true(utf8_cols(line, len) <= cols);
		for (size_t at = 0; at < len;) {
			uint32_t cp;
			at += utf8_decode(line + at, len - at, &cp);
			if (utf8_is_ambiguous(cp))
				fail_msg("U+%04X in %.*s", (unsigned)cp, (int)len, line);
		}
		line += len + 1;
	}
}

static inline char *screen_of(struct desk *desk)
{
	struct str screen = {0};

	ui_draw(&desk->ui);
	canvas_dump(&desk->ui.canvas, &screen);
	assert_sound(str_text(&screen), desk->ui.canvas.cols);
	return str_take(&screen);
}

/* Draws, for what a view learns from that. */
static inline void look(struct desk *desk)
{
	free(screen_of(desk));
}

static inline void assert_row(struct desk *desk, int row, const char *expected)
{
	char *screen = screen_of(desk), *line = screen;

	while (row-- > 0)
		line += strcspn(line, "\n") + 1;
	line[strcspn(line, "\n")] = '\0';
	assert_string_equal(line, expected);
	free(screen);
}

static inline bool shows(struct desk *desk, const char *text)
{
	char *screen = screen_of(desk);
	bool found = strstr(screen, text) != NULL;

	free(screen);
	return found;
}

static inline void assert_shows(struct desk *desk, const char *text)
{
	if (shows(desk, text))
		return;
	char *screen = screen_of(desk);
	print_error("%s", screen);
	free(screen);
	fail_msg("not on the screen: %s", text);
}

#endif
