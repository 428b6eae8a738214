#include "sonae/ui/edit.h"
#include "scroll.h"

#include "sonae/base/utf8.h"
#include "sonae/base/wrap.h"
#include <stdlib.h>
#include <string.h>

static const char *text_of(const struct edit *edit)
{
	return str_text(&edit->text);
}

static size_t len_of(const struct edit *edit)
{
	return edit->text.len;
}

/* The first character border at or after `at`, which may be any byte of the text. */
static size_t border_after(const char *text, size_t len, size_t at)
{
	while (at < len && ((unsigned char)text[at] & 0xC0) == 0x80)
		at++;
	return at == 0 ? 0 : utf8_next(text, len, utf8_prev(text, len, at));
}

static void moved(struct edit *edit)
{
	edit->goal = -1;
}

void edit_start(struct edit *edit, const char *text, bool many_lines)
{
	char *composed = utf8_nfc(text, strlen(text));

	edit->many_lines = many_lines;
	edit->top = 0;
	str_clear(&edit->text);
	str_add(&edit->text, composed);
	free(composed);
	edit_last(edit);
}

void edit_release(struct edit *edit)
{
	str_release(&edit->text);
	*edit = (struct edit){0};
}

const char *edit_text(const struct edit *edit)
{
	return text_of(edit);
}

/* ---- changing ---- */

/* Puts `middle` in the place of the bytes from..to, and the caret behind it. What then stands
 * side by side may compose (か and a voicing mark): the characters at both ends are
 * normalised together with the middle, and nothing further away can change. */
static void splice(struct edit *edit, size_t from, size_t to, const char *middle)
{
	const char *old = text_of(edit);
	size_t len = len_of(edit);
	size_t start = utf8_prev(old, len, from), end = utf8_next(old, len, to);
	struct str seam = {0}, text = {0};

	str_add_n(&seam, old + start, from - start);
	str_add(&seam, middle);
	char *before = utf8_nfc(str_text(&seam), seam.len);
	str_add_n(&seam, old + to, end - to);
	char *composed = utf8_nfc(str_text(&seam), seam.len);

	str_reserve(&text, len + seam.len);
	str_add_n(&text, old, start);
	str_add(&text, composed);
	size_t caret = start + strlen(before), limit = text.len;
	str_add_n(&text, old + end, len - end);
	str_release(&edit->text);
	edit->text = text;
	edit->caret = border_after(str_text(&text), text.len, caret < limit ? caret : limit);
	moved(edit);

	free(before);
	free(composed);
	str_release(&seam);
}

static bool is_control(uint32_t cp)
{
	return cp < 0x20 || (cp >= 0x7F && cp < 0xA0);
}

/* Line ends become what this text can hold, a tab a blank; other controls are left out. */
static void add_typed(struct str *out, const char *text, bool many_lines)
{
	size_t len = strlen(text);

	for (size_t at = 0; at < len;) {
		uint32_t cp;
		size_t used = utf8_decode(text + at, len - at, &cp);
		if (cp == '\n' || (cp == '\r' && text[at + 1] != '\n'))
			str_add_byte(out, many_lines ? '\n' : ' ');
		else if (cp == '\t')
			str_add_byte(out, ' ');
		else if (cp == 0xFFFD)
			str_add(out, "\xEF\xBF\xBD");
		else if (!is_control(cp))
			str_add_n(out, text + at, used);
		at += used;
	}
}

void edit_insert(struct edit *edit, const char *text)
{
	struct str typed = {0};

	add_typed(&typed, text, edit->many_lines);
	splice(edit, edit->caret, edit->caret, str_text(&typed));
	str_release(&typed);
}

bool edit_backspace(struct edit *edit)
{
	if (edit->caret == 0)
		return false;
	splice(edit, utf8_prev(text_of(edit), len_of(edit), edit->caret), edit->caret, "");
	return true;
}

bool edit_delete(struct edit *edit)
{
	if (edit->caret == len_of(edit))
		return false;
	splice(edit, edit->caret, utf8_next(text_of(edit), len_of(edit), edit->caret), "");
	return true;
}

/* ---- moving ---- */

bool edit_left(struct edit *edit)
{
	moved(edit);
	if (edit->caret == 0)
		return false;
	edit->caret = utf8_prev(text_of(edit), len_of(edit), edit->caret);
	return true;
}

bool edit_right(struct edit *edit)
{
	moved(edit);
	if (edit->caret == len_of(edit))
		return false;
	edit->caret = utf8_next(text_of(edit), len_of(edit), edit->caret);
	return true;
}

void edit_home(struct edit *edit)
{
	moved(edit);
	if (!edit->many_lines)
		edit->caret = 0;
	while (edit->caret > 0 && text_of(edit)[edit->caret - 1] != '\n')
		edit->caret--;
}

void edit_end(struct edit *edit)
{
	moved(edit);
	if (!edit->many_lines)
		edit->caret = len_of(edit);
	while (edit->caret < len_of(edit) && text_of(edit)[edit->caret] != '\n')
		edit->caret++;
}

void edit_first(struct edit *edit)
{
	moved(edit);
	edit->caret = 0;
}

void edit_last(struct edit *edit)
{
	moved(edit);
	edit->caret = len_of(edit);
}

/* ---- lines ---- */

/* The last column is the caret's when it stands behind a full line. */
static int wrap_cols(int cols)
{
	return cols > 3 ? cols - 1 : 2;
}

/* Columns of text as canvas_text shows it: a control takes those of its picture. */
static int shown_cols(const char *text, size_t len)
{
	struct str visible = {0};

	utf8_add_visible(&visible, text, len);
	int cols = utf8_cols(str_text(&visible), visible.len);
	str_release(&visible);
	return cols;
}

static bool next_line(const struct edit *edit, int cols, struct wrap_line *line)
{
	return wrap_next(text_of(edit), len_of(edit), line->next, wrap_cols(cols), line);
}

/* The line the caret is on, the one before it, and its number. */
struct place {
	struct wrap_line line, before;
	size_t number;
};

static struct place find_place(const struct edit *edit, int cols)
{
	struct place place = {0};

	next_line(edit, cols, &place.line);
	while (edit->caret >= place.line.next) {
		place.before = place.line;
		place.number++;
		if (!next_line(edit, cols, &place.line))
			break;
	}
	return place;
}

static int caret_col(const struct edit *edit, struct wrap_line line)
{
	return shown_cols(text_of(edit) + line.at, edit->caret - line.at);
}

/* Puts the caret at the column it would like to have, or the line's last place. */
static void go_to_goal(struct edit *edit, struct wrap_line line)
{
	const char *text = text_of(edit);
	size_t end = line.at + line.len, at = line.at;

	for (int col = 0; at < end;) {
		size_t next = utf8_next(text, end, at);
		col += shown_cols(text + at, next - at);
		if (col > edit->goal)
			break;
		at = next;
	}
	if (at == line.next && at > line.at)
		at = utf8_prev(text, end, at); /* behind a wrapped line's end is the next line */
	edit->caret = at;
}

bool edit_up(struct edit *edit, int cols)
{
	struct place place = find_place(edit, cols);

	if (place.number == 0)
		return false;
	if (edit->goal < 0)
		edit->goal = caret_col(edit, place.line);
	go_to_goal(edit, place.before);
	return true;
}

bool edit_down(struct edit *edit, int cols)
{
	struct place place = find_place(edit, cols);
	struct wrap_line below = place.line;

	if (!next_line(edit, cols, &below))
		return false;
	if (edit->goal < 0)
		edit->goal = caret_col(edit, place.line);
	go_to_goal(edit, below);
	return true;
}

size_t edit_lines(const struct edit *edit, int cols)
{
	return wrap_count(text_of(edit), len_of(edit), wrap_cols(cols));
}

/* ---- drawing ---- */

static void draw_piece(const struct edit *edit, struct canvas *canvas, struct rect row,
                       enum style style, size_t from, size_t to)
{
	struct str piece = {0};

	str_add_n(&piece, text_of(edit) + from, to - from);
	canvas_text(canvas, row.row, row.col, row.cols, style, TEXT_PAD, str_text(&piece));
	str_release(&piece);
}

static int clamp_col(int col, int cols)
{
	return col < cols ? col : cols - 1;
}

static void draw_lines(struct edit *edit, struct canvas *canvas, struct rect rect, enum style style)
{
	struct place place = find_place(edit, rect.cols);
	size_t rows = (size_t)rect.rows, number = 0;
	struct wrap_line line = {0};

	edit->top = scroll_top(edit->top, place.number, edit_lines(edit, rect.cols), rect.rows);
	canvas_fill(canvas, rect, style);
	for (; number < edit->top + rows && next_line(edit, rect.cols, &line); number++) {
		struct rect row = {rect.row + (int)(number - edit->top), rect.col, 1, rect.cols};
		if (number >= edit->top)
			draw_piece(edit, canvas, row, style, line.at, line.at + line.len);
	}
	canvas_cursor(canvas, rect.row + (int)(place.number - edit->top),
	              rect.col + clamp_col(caret_col(edit, place.line), rect.cols));
}

/* Columns that must stay free from the caret on: the character under it, or its own. */
static int caret_room(const struct edit *edit)
{
	size_t next = utf8_next(text_of(edit), len_of(edit), edit->caret);
	int cols = shown_cols(text_of(edit) + edit->caret, next - edit->caret);
	return cols > 0 ? cols : 1;
}

/* Scrolls so that the caret shows, and back as far as the text's end allows. */
static void scroll_to_caret(struct edit *edit, int cols)
{
	const char *text = text_of(edit);
	size_t len = len_of(edit);

	if (edit->top > edit->caret)
		edit->top = edit->caret;
	edit->top = border_after(text, len, edit->top);
	int behind = shown_cols(text + edit->top, len - edit->top) + 1;
	while (edit->top > 0) {
		size_t earlier = utf8_prev(text, len, edit->top);
		behind += shown_cols(text + earlier, edit->top - earlier);
		if (behind > cols)
			break;
		edit->top = earlier;
	}
	int need = shown_cols(text + edit->top, edit->caret - edit->top) + caret_room(edit);
	while (need > cols && edit->top < edit->caret) {
		size_t next = utf8_next(text, len, edit->top);
		need -= shown_cols(text + edit->top, next - edit->top);
		edit->top = next;
	}
}

static void draw_line(struct edit *edit, struct canvas *canvas, struct rect rect, enum style style)
{
	scroll_to_caret(edit, rect.cols);
	draw_piece(edit, canvas, rect, style, edit->top, len_of(edit));
	int col = shown_cols(text_of(edit) + edit->top, edit->caret - edit->top);
	canvas_cursor(canvas, rect.row, rect.col + clamp_col(col, rect.cols));
}

void edit_draw(struct edit *edit, struct canvas *canvas, struct rect rect, enum style style)
{
	if (rect.rows <= 0 || rect.cols <= 0)
		return;
	if (edit->many_lines)
		draw_lines(edit, canvas, rect, style);
	else
		draw_line(edit, canvas, rect, style);
}
