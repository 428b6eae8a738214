/*
 * pty.h - a terminal in a test, with a person's hands and eyes.
 *
 * The program runs in a pseudo terminal of its own (see launch.h for its
 * environment); libvterm plays the screen and answers its questions (cursor
 * position reports and the like). Rows and columns count from 0, columns are
 * screen columns.
 *
 * Tests never sleep. They send keys and wait for what the screen shows. A wait
 * ends when the thing is there *and* the program has come to rest: everything
 * it wrote is read, and it sits waiting for the next key. So a half painted
 * frame is never taken for a whole one. A wait that takes over 10 seconds (60
 * when built with a sanitizer) fails the test, at the line of the test, and
 * shows the screen.
 *
 * A sanitizer's report in the program never lands on the screen: it is shown
 * with the failure, and fails the test at the latest in pty_close().
 */
#ifndef SUPPORT_PTY_H
#define SUPPORT_PTY_H

#include "support/launch.h"
#include <stdbool.h>
#include <stddef.h>

struct pty;

/* Ends what still runs when the test program ends, however the test went. */
struct pty *pty_start(const struct launch *launch);
/* Hangs up, waits for the program to end, frees. NULL is allowed. */
#define pty_close(p) pty_close_at(p, __FILE__, __LINE__)
/* For cmocka_unit_test_teardown(): kills whatever a failed test left open. */
int pty_teardown(void **state);

const char *pty_home(const struct pty *p);

/* ---- hands ---- */

void pty_send(struct pty *p, const char *bytes, size_t len);
void pty_send_text(struct pty *p, const char *text);
/* A name of keys.h: "F2" "Enter" "^Q" "Up" "Shift-Tab" "^Home" "Alt-1". */
#define pty_key(p, name) pty_key_at(p, name, __FILE__, __LINE__)
/* Several, with spaces between: "Down Down F2". */
#define pty_keys(p, names) pty_keys_at(p, names, __FILE__, __LINE__)
/* As terminals paste: lines end with CR, with markers around it if the program asked for them. */
void pty_paste(struct pty *p, const char *text);
/* Nothing is sent unless the program turned the mouse on. SGR encoding. */
void pty_click(struct pty *p, int row, int col);
void pty_wheel(struct pty *p, int row, int col, bool up);
void pty_resize(struct pty *p, int rows, int cols);
void pty_kill(struct pty *p, int signal);

/* ---- eyes ---- */

#define pty_wait(p, text) pty_wait_at(p, text, __FILE__, __LINE__)
#define pty_wait_gone(p, text) pty_wait_gone_at(p, text, __FILE__, __LINE__)
/* Until the program rests, whatever it shows. */
#define pty_settle(p) pty_settle_at(p, __FILE__, __LINE__)
/* Until `holds` is true of anything: a file, a row. `what` is for the message. */
#define pty_wait_until(p, holds, context, what) \
	pty_wait_until_at(p, holds, context, what, __FILE__, __LINE__)
/* Until it has ended and all it wrote is on the screen; see launch_status(). */
#define pty_wait_exit(p) pty_wait_exit_at(p, __FILE__, __LINE__)
/* Fails unless `text` stands in the row. Looks now: wait before. */
#define pty_expect_row(p, row, text) pty_expect_row_at(p, row, text, __FILE__, __LINE__)
#define pty_expect_cursor(p, row, col) pty_expect_cursor_at(p, row, col, __FILE__, __LINE__)

/* The whole screen: a line a row, trailing blanks cut, wide characters once.
 * Borrowed until the next call; pty_row() likewise, with a place of its own. */
const char *pty_screen(struct pty *p);
const char *pty_row(struct pty *p, int row);
/* The first row that shows `text`, -1 for none; `col` (may be NULL) is its column. */
int pty_find(struct pty *p, const char *text, int *col);
/* False when the program hides the cursor; the outputs may be NULL. */
bool pty_cursor(struct pty *p, int *row, int *col);

enum { PTY_DEFAULT_COLOUR = -1, PTY_RGB = 0x1000000 };
struct pty_look {
	bool bold, reverse, underline, italic;
	int fg, bg; /* 0..255, PTY_DEFAULT_COLOUR, or PTY_RGB + 0xrrggbb */
};
struct pty_look pty_look(struct pty *p, int row, int col);

/* How many bytes the program wrote since the last call; settle before. */
size_t pty_bytes_since(struct pty *p);
/* The last OSC sequence libvterm does not know, without its frame:
 * "52;c;..." after a copy. "" if none. */
const char *pty_osc(const struct pty *p);
bool pty_alt_screen(const struct pty *p);
bool pty_mouse_on(const struct pty *p);
/* The program's process, 0 once it has ended. */
int pty_pid(const struct pty *p);

void pty_close_at(struct pty *p, const char *file, int line);
void pty_key_at(struct pty *p, const char *name, const char *file, int line);
void pty_keys_at(struct pty *p, const char *names, const char *file, int line);
void pty_wait_at(struct pty *p, const char *text, const char *file, int line);
void pty_wait_gone_at(struct pty *p, const char *text, const char *file, int line);
void pty_settle_at(struct pty *p, const char *file, int line);
void pty_wait_until_at(struct pty *p, bool (*holds)(struct pty *p, void *context), void *context,
                       const char *what, const char *file, int line);
int pty_wait_exit_at(struct pty *p, const char *file, int line);
void pty_expect_row_at(struct pty *p, int row, const char *text, const char *file, int line);
void pty_expect_cursor_at(struct pty *p, int row, int col, const char *file, int line);

#endif
