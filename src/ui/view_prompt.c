/*
 * view_prompt.c - a line to type.
 *
 *     +- title -----------------+
 *     | text being typed_       |
 *     | hint                    |
 *     +-------------------------+
 */
#include "list.h"
#include "sonae/app/say.h"
#include "sonae/base/utf8.h"
#include "sonae/base/wrap.h"
#include "sonae/ui/frame.h"
#include "sonae/ui/views.h"

#include <stdlib.h>

enum { WIDEST = 68, MOST_HINT_LINES = 4 };

struct prompt {
	struct view view;
	char *title, *hint;
	struct edit edit;
	prompt_done done;
	void *context;
};

static int draw_hint(struct canvas *canvas, const char *hint, int row, int col, int cols)
{
	struct wrap_line at = {0};
	int lines = 0;

	while (lines < MOST_HINT_LINES && wrap_next(hint, strlen(hint), at.next, cols, &at)) {
		char *line = mem_dup_n(hint + at.at, at.len);
		canvas_text(canvas, row + lines++, col, cols, STYLE_ROLE_MUTED, 0, line);
		free(line);
	}
	return lines;
}

static int hint_lines(const struct prompt *prompt, int cols)
{
	size_t lines = prompt->hint[0] ? wrap_count(prompt->hint, strlen(prompt->hint), cols) : 0;

	return lines < MOST_HINT_LINES ? (int)lines : MOST_HINT_LINES;
}

static void draw(struct view *view, struct ui *ui, struct canvas *canvas)
{
	struct prompt *prompt = (struct prompt *)view;
	int cols = canvas->cols - 2 < WIDEST ? canvas->cols - 2 : WIDEST;
	int rows = 3 + hint_lines(prompt, cols - 4);
	struct rect box = {(canvas->rows - rows) / 3, (canvas->cols - cols) / 2, rows, cols};
	struct rect line = {box.row + 1, box.col + 2, 1, cols - 4};

	(void)ui;
	canvas_box(canvas, box, STYLE_ROLE_POPUP);
	canvas_text(canvas, box.row, box.col + 2, cols - 4, STYLE_ROLE_HEADING, TEXT_MARK,
	            prompt->title);
	if (prompt->hint[0])
		draw_hint(canvas, prompt->hint, line.row + 1, line.col, line.cols);
	canvas_fill(canvas, line, STYLE_ROLE_EDIT);
	edit_draw(&prompt->edit, canvas, line, STYLE_ROLE_EDIT);
}

/* What was suggested is long, and another place shares nothing with it. */
static unsigned empty(struct prompt *prompt)
{
	edit_release(&prompt->edit);
	edit_start(&prompt->edit, "", false);
	return REACT_DRAW;
}

/* `done` may have opened the next popup above this one. */
static unsigned finish(struct prompt *prompt, struct ui *ui)
{
	char *text = mem_dup(edit_text(&prompt->edit));
	bool closes = prompt->done(ui, prompt->context, text);

	free(text);
	return closes ? list_close_popup(ui, &prompt->view) : REACT_DRAW;
}

static unsigned act(struct view *view, struct ui *ui, enum action action)
{
	struct prompt *prompt = (struct prompt *)view;
	bool changed;
	unsigned reaction = list_type(&prompt->edit, action, &changed);

	if (reaction != REACT_UNUSED)
		return reaction;
	if (action == ACTION_ENTER)
		return finish(prompt, ui);
	if (action == ACTION_DELETE_ROW)
		return empty(prompt);
	if (action == ACTION_BACK)
		return REACT_CLOSE | REACT_DRAW;
	return list_passes_popup(action) ? REACT_UNUSED : REACT_NONE;
}

static unsigned text(struct view *view, struct ui *ui, const char *typed, bool pasted)
{
	(void)ui;
	(void)pasted;
	edit_insert(&((struct prompt *)view)->edit, typed);
	return REACT_DRAW;
}

static void keys(struct view *view, struct ui *ui, struct key_line *line)
{
	(void)ui;
	key_line_add_as(line, ACTION_ENTER, "prompt.accept");
	if (edit_text(&((struct prompt *)view)->edit)[0])
		key_line_add_as(line, ACTION_DELETE_ROW, "prompt.empty");
	key_line_add_as(line, ACTION_BACK, "prompt.cancel");
}

static void prompt_free(struct view *view)
{
	struct prompt *prompt = (struct prompt *)view;

	edit_release(&prompt->edit);
	free(prompt->title);
	free(prompt->hint);
	free(prompt);
}

static const struct view_ops ops = {
	.name = "prompt",
	.popup = true,
	.draw = draw,
	.act = act,
	.text = text,
	.keys = keys,
	.is_editing = list_is_typed_in,
	.free = prompt_free,
};

struct view *view_prompt_new(const char *title, const char *hint, const char *typed,
                             prompt_done done, void *context)
{
	struct prompt *prompt = mem_zero(1, sizeof(*prompt));

	prompt->view.ops = &ops;
	prompt->title = mem_print(" %s ", title);
	prompt->hint = mem_dup(hint ? hint : "");
	edit_start(&prompt->edit, typed ? typed : "", false);
	prompt->done = done;
	prompt->context = context;
	return &prompt->view;
}
