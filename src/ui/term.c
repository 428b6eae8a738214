/* The one file that knows curses, and that only for output: input is term_input.c. */
#include "sonae/ui/term.h"

#include "sonae/base/clock.h"
#include "sonae/base/fd.h"
#include "sonae/base/mem.h"
#include "sonae/base/str.h"
#include "sonae/base/utf8.h"
#include "sonae/ui/term_input.h"
#include "term_signals.h"
#define NCURSES_NOMACROS 1
#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>
#undef cursor_visible /* term.h has a macro for every capability */

#define FALLBACK_TERM "xterm-256color"
#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"
#define MOUSE_ON "\033[?1002h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1002l"

/* How a style looks to curses. */
struct pen {
	attr_t attributes;
	short pair;
};

static struct {
	bool is_open, is_suspended, is_gone, mouse;
	SCREEN *screen;
	bool has_lines;
	struct pen pens[STYLE_COUNT];
	struct canvas shown;   /* the last picture; of another size than the screen: none */
	cchar_t *row;          /* a row being composed; as many as the screen has columns */
	struct term_input input;
	bool may_ask, asked;   /* the terminal how wide ambiguous characters are */
	bool exit_is_hooked;
} term;

static void send(const char *text)
{
	fd_write(STDOUT_FILENO, text, strlen(text));
}

/* ---- opening and closing ---- */

/* Only what decides about characters: numbers are written the same everywhere. */
static void choose_locale(void)
{
	setlocale(LC_CTYPE, "");
	if (!text_is(nl_langinfo(CODESET), "UTF-8"))
		setlocale(LC_CTYPE, "C.UTF-8");
}

/* The name of a terminal that curses can work with, or NULL. */
static const char *find_terminal(struct err *err)
{
	const char *name = getenv("TERM");
	int reason;

	if (!name || !*name || setupterm(name, STDOUT_FILENO, &reason) != OK) {
		name = FALLBACK_TERM;
		if (setupterm(name, STDOUT_FILENO, &reason) != OK) {
			err_set(err, ERR_MISSING, NULL, 0, "terminfo: %s", name);
			return NULL;
		}
	}
	bool moves = tigetstr("cup") != NULL;
	del_curterm(cur_term);
	if (moves)
		return name;
	err_set(err, ERR_USAGE, NULL, 0, "TERM=%s cannot move the cursor", name);
	return NULL;
}

static attr_t curses_attributes(unsigned attributes)
{
	return (attributes & STYLE_BOLD ? A_BOLD : 0) |
		(attributes & STYLE_UNDERLINE ? A_UNDERLINE : 0) |
		(attributes & STYLE_REVERSE ? A_REVERSE : 0);
}

/* Where the terminal cannot be told to use its own colours, they are taken for white on black. */
static void make_pens(enum theme theme)
{
	bool has_default = theme == THEME_COLOR && use_default_colors() == OK;

	for (int style = 0; style < STYLE_COUNT; style++) {
		struct style_look look = style_look((enum style)style, theme, COLORS);
		struct pen *pen = &term.pens[style];
		pen->attributes = curses_attributes(look.attributes);
		pen->pair = 0;
		if (look.fg < 0 && look.bg < 0)
			continue;
		if (!has_default) {
			look.fg = look.fg < 0 ? COLOR_WHITE : look.fg;
			look.bg = look.bg < 0 ? COLOR_BLACK : look.bg;
		}
		pen->pair = (short)(style + 1);
		init_pair(pen->pair, (short)look.fg, (short)look.bg);
	}
}

static void start_curses(const char *theme_name)
{
	raw();
	noecho();
	nonl();
	typeahead(-1); /* a picture once begun is sent whole */
	idlok(stdscr, TRUE);
	enum theme theme = theme_choose(theme_name, tigetnum("colors"));
	if (theme == THEME_COLOR)
		start_color();
	make_pens(theme);
	term.has_lines = theme != THEME_ASCII && tigetstr("acsc") && tigetstr("smacs");
}

static void modes_on(void)
{
	send(term.mouse ? PASTE_ON MOUSE_ON : PASTE_ON);
}

static void modes_off(void)
{
	send(term.mouse ? MOUSE_OFF PASTE_OFF : PASTE_OFF);
}

static void hook_every_way_out(void)
{
	mem_on_death(term_close);
	if (!term.exit_is_hooked)
		atexit(term_close);
	term.exit_is_hooked = true;
}

static void make_row(void)
{
	term.row = mem_grow(term.row, (size_t)COLS + 1, sizeof(*term.row));
}

bool term_open(const struct term_options *options, struct err *err)
{
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return err_set(err, ERR_USAGE, NULL, 0, "stdin or stdout is not a terminal");
	choose_locale();
	use_env(FALSE); /* LINES and COLUMNS may be those of another window */
	use_tioctl(TRUE);
	const char *name = find_terminal(err);
	if (!name)
		return false;
	term.screen = newterm(name, stdout, stdin);
	if (!term.screen)
		return err_set(err, ERR_USAGE, NULL, 0, "TERM=%s", name);
	term.is_open = true;
	hook_every_way_out();
	if (!term_signals_open()) {
		term_close();
		return err_set_errno(err, ERR_READ, NULL);
	}
	start_curses(options->theme);
	make_row();
	term.mouse = options->mouse;
	modes_on();
	if (options->ambiguous)
		utf8_set_ambiguous_cols(options->ambiguous);
	term.may_ask = options->ambiguous == 0 && !text_is(name, "linux");
	return true;
}

void term_close(void)
{
	if (!term.is_open)
		return;
	term.is_open = false;
	mem_on_death(NULL);
	if (!term.is_suspended) {
		modes_off();
		endwin();
	}
	term_signals_close();
	delscreen(term.screen);
	canvas_release(&term.shown);
	term_input_release(&term.input);
	free(term.row);
	bool exit_is_hooked = term.exit_is_hooked;
	memset(&term, 0, sizeof(term));
	term.exit_is_hooked = exit_is_hooked;
}

void term_suspend(void)
{
	modes_off();
	endwin();
	term.is_suspended = true;
}

void term_size(int *rows, int *cols)
{
	*rows = getmaxy(stdscr);
	*cols = getmaxx(stdscr);
}

/* ---- showing ---- */

static const char line_letters[] = {
	[LINE_H] = 'q',           [LINE_V] = 'x',           [LINE_CROSS] = 'n',
	[LINE_TOP_LEFT] = 'l',    [LINE_TOP_RIGHT] = 'k',   [LINE_BOTTOM_LEFT] = 'm',
	[LINE_BOTTOM_RIGHT] = 'j', [LINE_TEE_DOWN] = 'w',   [LINE_TEE_UP] = 'v',
	[LINE_TEE_RIGHT] = 't',   [LINE_TEE_LEFT] = 'u',
};

/* As many code points as a cell of curses holds. */
static void widen(wchar_t out[CCHARW_MAX + 1], const char *text)
{
	size_t len = strlen(text), count = 0;

	for (size_t at = 0; at < len && count < CCHARW_MAX;) {
		uint32_t cp;
		at += utf8_decode(text + at, len - at, &cp);
		out[count++] = (wchar_t)cp;
	}
	out[count] = L'\0';
}

/* Appends what curses needs for the cell: nothing for a right half. What curses would give
 * another width, which would shift the rest of the row, is left blank. */
static int compose_cell(cchar_t *out, const struct canvas_cell *cell)
{
	struct pen pen = term.pens[cell->style];
	wchar_t text[CCHARW_MAX + 1];

	if (cell->line && term.has_lines) {
		wchar_t letter[] = {(wchar_t)line_letters[cell->line], L'\0'};
		setcchar(out, letter, pen.attributes | A_ALTCHARSET, pen.pair, NULL);
		return 1;
	}
	widen(text, cell->text);
	if (cell->cols == 0)
		return 0;
	if (wcwidth(text[0]) == cell->cols) {
		setcchar(out, text, pen.attributes, pen.pair, NULL);
		return 1;
	}
	for (int i = 0; i < cell->cols; i++)
		setcchar(&out[i], L" ", pen.attributes, pen.pair, NULL);
	return cell->cols;
}

/* Whole rows only: curses shifts a row when half a wide character in it is overwritten. */
static void put_row(const struct canvas *canvas, int row)
{
	const struct canvas_cell *cell = &canvas->cell[(size_t)row * (size_t)canvas->cols];
	int cols = canvas->cols < COLS ? canvas->cols : COLS, count = 0;

	for (int col = 0; col < cols; col++)
		count += compose_cell(&term.row[count], &cell[col]);
	mvadd_wchnstr(row, 0, term.row, count);
}

static bool row_is_shown(const struct canvas *canvas, int row)
{
	size_t at = (size_t)row * (size_t)canvas->cols;
	size_t bytes = (size_t)canvas->cols * sizeof(*canvas->cell);

	return canvas->rows == term.shown.rows && canvas->cols == term.shown.cols &&
		memcmp(&canvas->cell[at], &term.shown.cell[at], bytes) == 0;
}

static void remember(const struct canvas *canvas)
{
	size_t count = (size_t)canvas->rows * (size_t)canvas->cols;

	if (canvas->rows != term.shown.rows || canvas->cols != term.shown.cols)
		canvas_resize(&term.shown, canvas->rows, canvas->cols);
	if (count)
		memcpy(term.shown.cell, canvas->cell, count * sizeof(*canvas->cell));
}

/* Shows the terminal an ambiguous character and asks where that left the cursor; curses then
 * paints the row again. Nobody waits for the answer: see take_answer. */
static void ask_width(void)
{
	struct str question = {0};

	str_addf(&question, "\0337\033[%d;1H\xE2\x91\xA0\033[6n\0338", LINES);
	send(str_text(&question));
	str_release(&question);
	wredrawln(stdscr, LINES - 1, 1);
	refresh();
	term.asked = true;
}

void term_show(const struct canvas *canvas)
{
	if (!term.is_open || term.is_suspended)
		return;
	for (int row = 0; row < canvas->rows && row < LINES; row++)
		if (!row_is_shown(canvas, row))
			put_row(canvas, row);
	remember(canvas);
	curs_set(canvas->cursor_visible);
	move(canvas->cursor_row, canvas->cursor_col);
	refresh();
	if (term.may_ask && !term.asked && LINES > 1) /* on the first row the answer is Shift-F3 */
		ask_width();
}

void term_forget(void)
{
	term.shown.rows = term.shown.cols = 0;
	erase();
	clearok(curscr, TRUE);
}

/* ---- reading ---- */

static struct event event_of(enum event_kind kind)
{
	struct event event = {.kind = kind};
	term_size(&event.rows, &event.cols);
	return event;
}

static void follow_size(void)
{
	struct winsize size = {0};

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row && size.ws_col)
		resizeterm(size.ws_row, size.ws_col);
	make_row();
	term_forget();
}

static bool take_signal(struct event *event)
{
	bool is_resized = false;

	for (enum term_signal signal; (signal = term_signals_next()) != SIGNAL_NONE;) {
		if (signal == SIGNAL_RESIZED)
			is_resized = true; /* many come while a window's border is drawn */
		else
			term.is_gone = true;
	}
	if (is_resized)
		follow_size();
	*event = event_of(term.is_gone ? EVENT_GONE : EVENT_RESIZE);
	return term.is_gone || is_resized;
}

/* The terminal said where the cursor stood behind the ambiguous character: in the second
 * column or the third. Wide means that everything is laid out anew. */
static bool take_answer(struct event *event)
{
	int row, col;

	if (!term_input_report(&term.input, &row, &col) || !term.asked || col != 2)
		return false;
	utf8_set_ambiguous_cols(2);
	term_forget();
	*event = event_of(EVENT_RESIZE);
	return true;
}

static void read_bytes(void)
{
	char bytes[4096];
	ssize_t len = fd_read(STDIN_FILENO, bytes, sizeof(bytes));

	if (len > 0)
		term_input_add(&term.input, bytes, (size_t)len, clock_ms());
	else if (len == 0 || errno != EAGAIN)
		term.is_gone = true;
}

/* True when the terminal sent something. */
static bool wait_for_input(int timeout_ms)
{
	struct pollfd sources[] = {
		{.fd = STDIN_FILENO, .events = POLLIN},
		{.fd = term_signals_fd(), .events = POLLIN},
	};

	if (poll(sources, 2, timeout_ms) <= 0 || !sources[0].revents)
		return false;
	read_bytes();
	return true;
}

static int shorter(long long a, long long b)
{
	return (int)(a < 0 ? b : b < 0 ? a : a < b ? a : b);
}

struct event term_read(int timeout_ms)
{
	struct event event;
	long long start = clock_ms(), now = start;
	bool came = false;

	for (bool waited = false;; waited = true) {
		long long left = timeout_ms < 0 ? -1 : start + timeout_ms - now;
		if (take_signal(&event) || term_input_next(&term.input, now, &event) ||
		    take_answer(&event))
			return event;
		if (timeout_ms >= 0 && left < 0)
			left = 0;
		/* An answer to a question of ours is no event, but the loop may have held back a
		 * picture because something was there to be read. */
		if (waited && (left == 0 || (came && !term_input_is_pending(&term.input))))
			return event_of(EVENT_NONE);
		came = wait_for_input(shorter(left, term_input_wait(&term.input, now)));
		now = clock_ms();
	}
}

bool term_has_input(void)
{
	struct pollfd source = {.fd = STDIN_FILENO, .events = POLLIN};

	return term_input_is_pending(&term.input) || poll(&source, 1, 0) > 0;
}

/* A ^C in the meantime was meant for the other program. */
static void resume_signals(void)
{
	for (enum term_signal signal; (signal = term_signals_next()) != SIGNAL_NONE;)
		if (signal == SIGNAL_END)
			term.is_gone = true;
}

void term_resume(void)
{
	resume_signals();
	term.is_suspended = false;
	reset_prog_mode();
	modes_on();
	follow_size();
}

/* ---- the clipboard ---- */

static void add_base64(struct str *out, const unsigned char *bytes, size_t len)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t at = 0; at < len; at += 3) {
		size_t left = len - at;
		unsigned second = left > 1 ? bytes[at + 1] : 0, third = left > 2 ? bytes[at + 2] : 0;
		unsigned group = (unsigned)bytes[at] << 16 | second << 8 | third;
		str_add_byte(out, digits[group >> 18]);
		str_add_byte(out, digits[group >> 12 & 63]);
		str_add_byte(out, left > 1 ? digits[group >> 6 & 63] : '=');
		str_add_byte(out, left > 2 ? digits[group & 63] : '=');
	}
}

void term_copy(const char *text)
{
	enum { MOST = 74994 }; /* bytes of text that all terminals with OSC 52 take */
	struct str out = {0};
	size_t len = strlen(text);

	if (!term.is_open || len > MOST)
		return;
	str_add(&out, "\033]52;c;");
	add_base64(&out, (const unsigned char *)text, len);
	str_add_byte(&out, '\a');
	send(str_text(&out));
	str_release(&out);
}
