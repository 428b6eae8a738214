/* frame.c - title, rule, the lines of help and complaint, the key line. */
#include "sonae/ui/frame.h"

#include "sonae/app/say.h"
#include "sonae/base/utf8.h"
#include "sonae/base/wrap.h"

#include <stdlib.h>

enum { LOW_SCREEN = 16 };

static int width(const char *text)
{
	return utf8_cols(text, strlen(text));
}

void key_line_add_as(struct key_line *line, enum action action, const char *text_id)
{
	if (line->count == KEY_LINE_MAX)
		return;
	line->action[line->count] = action;
	line->word[line->count++] = text_id;
}

void key_line_add(struct key_line *line, enum action action)
{
	key_line_add_as(line, action, NULL);
}

/* ---- the key line ---- */

/* One entry laid out: "F1 help". */
struct key_words {
	char key[24];
	const char *word;
	int cols; /* with the two blanks after it */
};

static void lay_out_key(const struct ui *ui, const struct key_line *line, int index,
                        struct key_words *out)
{
	struct str id = {0};

	keymap_key(&ui->session->keymap, line->action[index], out->key);
	str_addf(&id, "action.%s", action_info(line->action[index])->name);
	out->word = say(ui->session, line->word[index] ? line->word[index] : str_text(&id));
	out->cols = out->key[0] ? width(out->key) + 1 + width(out->word) + 2 : 0;
	str_release(&id);
}

static int draw_key(struct canvas *canvas, int row, int col, const struct key_words *key)
{
	int cols = width(key->key);

	canvas_text(canvas, row, col, cols, STYLE_ROLE_KEY, 0, key->key);
	canvas_text(canvas, row, col + cols + 1, key->cols - cols - 1, STYLE_ROLE_KEY_TEXT, 0, key->word);
	return key->cols;
}

/* The first entry is Help and the last is Quit or the way back: they always stand; those in
 * between drop out from the right when it gets narrow. */
static void draw_key_line(struct ui *ui, struct canvas *canvas, const struct key_line *line)
{
	struct key_words keys[KEY_LINE_MAX];
	int row = canvas->rows - 1, room = canvas->cols, col = 0, last = line->count - 1;

	for (int i = 0; i < line->count; i++)
		lay_out_key(ui, line, i, &keys[i]);
	if (line->count == 0)
		return;
	room -= keys[last].cols - 2;
	for (int i = 0; i < last; i++) {
		if (col + keys[i].cols > room)
			continue;
		col += keys[i].cols > 0 ? draw_key(canvas, row, col, &keys[i]) : 0;
	}
	draw_key(canvas, row, col, &keys[last]);
}

static void fill_key_line(struct ui *ui, struct key_line *line)
{
	struct view *view = ui_top(ui);

	if (!view->ops->keys)
		view = ui_base(ui);
	key_line_add(line, ACTION_HELP);
	if (view->ops->keys)
		view->ops->keys(view, ui, line);
}

/* ---- the frame ---- */

static void draw_title(struct canvas *canvas, const struct frame *frame)
{
	int cols = canvas->cols, left = width(frame->left), right = width(frame->right);

	canvas_fill(canvas, (struct rect){0, 0, 1, cols}, STYLE_ROLE_TITLE);
	canvas_text(canvas, 0, 1, cols - 2, STYLE_ROLE_TITLE, TEXT_MARK, frame->left);
	int room = cols - left - 5;
	if (right > 0 && room >= 8) {
		int shown = right < room ? right : room;
		canvas_text(canvas, 0, cols - 1 - shown, shown, STYLE_ROLE_TITLE, TEXT_MARK, frame->right);
	}
}

/* What is longer than a line goes over both; the help above it can wait. */
static bool draw_on_both(struct canvas *canvas, enum style style, const char *text)
{
	int cols = canvas->cols - 2, row = canvas->rows - 3;
	struct wrap_line line = {0};

	if (width(text) <= cols)
		return false;
	for (int i = 0; i < 2 && wrap_next(text, strlen(text), line.next, cols, &line); i++) {
		const char *rest = text + line.at;
		char *part = i == 0 ? mem_dup_n(rest, line.len) : mem_dup(rest);
		canvas_text(canvas, row + i, 1, cols, style, TEXT_MARK, part);
		free(part);
	}
	return true;
}

struct rect frame_draw(struct ui *ui, struct canvas *canvas, const struct frame *frame)
{
	bool low = canvas->rows < LOW_SCREEN;
	bool has_message = ui->message.len > 0, has_complaint = frame->complaint[0] != '\0';
	bool is_quiet = !has_message && !has_complaint;
	const char *upper = frame->info, *lower = has_message     ? str_text(&ui->message)
	                                          : has_complaint ? frame->complaint
	                                          : frame->more   ? frame->more : "";
	enum style style = has_message ? ui->message_is_alarm ? STYLE_ROLE_ALARM : STYLE_ROLE_GOOD
	                 : has_complaint ? STYLE_ROLE_CAUTION : STYLE_ROLE_PLAIN;
	struct key_line keys = {0};
	int cols = canvas->cols, rows = canvas->rows, top = low ? 1 : 2, bottom = low ? 2 : 3;

	draw_title(canvas, frame);
	if (!low)
		canvas_hline(canvas, 1, 0, cols, STYLE_ROLE_RULE);
	if (low && is_quiet)
		lower = upper;
	if (low || is_quiet || !draw_on_both(canvas, style, lower)) {
		if (!low)
			canvas_text(canvas, rows - 3, 1, cols - 2, STYLE_ROLE_PLAIN, TEXT_MARK, upper);
		canvas_text(canvas, rows - 2, 1, cols - 2, style, TEXT_MARK, lower);
	}
	fill_key_line(ui, &keys);
	draw_key_line(ui, canvas, &keys);
	return (struct rect){top, 0, rows - top - bottom, cols};
}
