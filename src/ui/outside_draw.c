/* outside_draw.c - drawing what was changed outside: both values, side by side; in a narrow window
 * those of the chosen line below the list, one above the other. */
#include "outside_view.h"

#include "list.h"
#include "place.h"
#include "sonae/app/say.h"
#include "sonae/base/utf8.h"
#include "sonae/base/wrap.h"
#include "sonae/model/field_type.h"
#include "sonae/ui/frame.h"

#include <stdlib.h>

enum {
	NARROW = 60,
	STATE_COLS = 9,
	LIST_LEAST = 3, /* lines of the list, however long the values below it */
};

static bool is_narrow(int cols)
{
	return cols < NARROW;
}

/* ---- a line ---- */

static void add_value(const struct ui *ui, const struct about *about, const char *value,
                      struct str *out)
{
	const struct outside_item *item = about_value(ui, about);
	const char *sheet = about_report(ui, about)->sheet;
	const struct form *form = book_form(folder_book(ui->session->folder), sheet, NULL);
	int field = form ? form_field(form, item->field) : -1;

	if (!item->field[0])
		str_add(out, say(ui->session, value == item->ours ? "outside.row_deleted"
		                                                  : "outside.row_there"));
	else if (!value[0])
		str_add(out, say(ui->session, "history.empty"));
	else if (field >= 0)
		field_show(&form->fields.at[field], ui->session->lang, value, out);
	else
		str_add(out, value);
}

static const char *state_word(const struct ui *ui, const struct about *about)
{
	const struct outside_item *item = about_value(ui, about);

	return say(ui->session, about_is_theirs(ui, about) && item->who[0] ? "outside.is_whose"
	                        : about_is_theirs(ui, about) ? "outside.is_theirs"
	                        : item->is_settled          ? "outside.is_ours"
	                        : item->kind == MERGE_STALE ? "outside.is_stale"
	                                                    : "outside.is_open");
}

struct columns { /* widths */
	int row, field, value;
};

static struct columns columns_for(int cols)
{
	int row = is_narrow(cols) ? 7 : cols / 5, field = cols / 6;
	int rest = cols - 3 - STATE_COLS - 1 - row - 1;

	if (is_narrow(cols))
		return (struct columns){row, rest - 1, 0};
	return (struct columns){row, field, (rest - field - 1 - 3) / 2};
}

static void draw_values(struct canvas *canvas, int row, int col, int cols, bool is_theirs,
                        const char *ours, const char *theirs)
{
	enum style here = is_theirs ? STYLE_ROLE_MUTED : STYLE_ROLE_PLAIN;

	canvas_text(canvas, row, col, cols, here, TEXT_MARK, ours);
	canvas_text(canvas, row, col + cols + 1, 1, STYLE_ROLE_RULE, 0, "|");
	canvas_text(canvas, row, col + cols + 3, cols,
	            is_theirs ? STYLE_ROLE_PLAIN : STYLE_ROLE_MUTED, TEXT_MARK, theirs);
}

static void draw_item(const struct ui *ui, struct canvas *canvas, struct rect row,
                      const struct about *about)
{
	const struct outside_item *item = about_value(ui, about);
	const char *sheet = about_report(ui, about)->sheet;
	struct columns width = columns_for(row.cols);
	bool theirs = about_is_theirs(ui, about), open = !item->is_settled;
	struct str name = {0}, ours_text = {0}, theirs_text = {0};
	int col = row.col + 3;

	place_row(ui, sheet, item->row, &name);
	add_value(ui, about, item->ours, &ours_text);
	add_value(ui, about, item->theirs, &theirs_text);
	canvas_text(canvas, row.row, row.col + 1, 1, STYLE_ROLE_CAUTION, 0, open ? "!" : " ");
	canvas_text(canvas, row.row, col, STATE_COLS, open ? STYLE_ROLE_CAUTION : STYLE_ROLE_MUTED,
	            TEXT_MARK, state_word(ui, about));
	col += STATE_COLS + 1;
	canvas_text(canvas, row.row, col, width.row, STYLE_ROLE_PLAIN, TEXT_MARK,
	            is_narrow(row.cols) ? item->row : str_text(&name));
	col += width.row + 1;
	canvas_text(canvas, row.row, col, width.field, STYLE_ROLE_MUTED, TEXT_MARK,
	            place_field(ui, sheet, item->field));
	col += width.field + 1;
	if (width.value > 0)
		draw_values(canvas, row.row, col, width.value, theirs, str_text(&ours_text),
		            str_text(&theirs_text));
	str_release(&name);
	str_release(&ours_text);
	str_release(&theirs_text);
}

static void draw_vanished(const struct ui *ui, struct canvas *canvas, struct rect row,
                          const struct about *about, const char *id)
{
	struct str name = {0};
	int cols = row.cols / 2 - 3;

	place_row(ui, about_report(ui, about)->sheet, id, &name);
	canvas_text(canvas, row.row, row.col + 1, 1, STYLE_ROLE_CAUTION, 0, "!");
	canvas_text(canvas, row.row, row.col + 3, cols, STYLE_ROLE_PLAIN, TEXT_MARK,
	            str_text(&name));
	canvas_text(canvas, row.row, row.col + 4 + cols, row.cols - 5 - cols, STYLE_ROLE_CAUTION,
	            TEXT_MARK, say(ui->session, "outside.vanished"));
	str_release(&name);
}

static void draw_line(const struct outside *outside, const struct ui *ui, struct canvas *canvas,
                      struct rect row, size_t position)
{
	size_t line = outside->menu.shown.at[position];
	const struct about *about = &outside->about.at[line];
	const char *text = outside->menu.lines.at[line].text;

	if (about_is_item(about))
		draw_item(ui, canvas, row, about);
	else if (about_is_vanished(about))
		draw_vanished(ui, canvas, row, about, text);
	else
		canvas_text(canvas, row.row, row.col + 1, row.cols - 2, STYLE_ROLE_HEADING,
		            TEXT_MARK, text);
	if (position == outside->menu.selected && about->item != HEADING) {
		canvas_restyle(canvas, row, STYLE_ROLE_SELECTED);
		canvas_cursor(canvas, row.row, row.col);
	}
}

/* ---- both values in full ---- */

const char *outside_who(const struct ui *ui, const struct outside_item *item)
{
	return item->who[0] ? item->who : say(ui->session, "outside.outside");
}

struct values {
	struct str ours, theirs; /* with the word for whose it is in front */
};

static void say_values(const struct ui *ui, const struct about *about, struct values *values)
{
	const struct outside_item *item = about_value(ui, about);
	struct str ours = {0}, theirs = {0};

	add_value(ui, about, item->ours, &ours);
	add_value(ui, about, item->theirs, &theirs);
	say_to(ui->session, &values->ours, "outside.value_of", "who",
	       say(ui->session, "outside.here"), "value", str_text(&ours), NULL);
	say_to(ui->session, &values->theirs, "outside.value_of", "who", outside_who(ui, item),
	       "value", str_text(&theirs), NULL);
	str_release(&ours);
	str_release(&theirs);
}

static int lines_of(const struct str *text, int cols)
{
	return (int)wrap_count(str_text(text), text->len, cols);
}

static void draw_wrapped(struct canvas *canvas, struct rect rect, const struct str *text)
{
	const char *from = str_text(text);
	struct wrap_line at = {0};

	for (int i = 0; i < rect.rows && wrap_next(from, text->len, at.next, rect.cols, &at); i++) {
		char *line = mem_dup_n(from + at.at, at.len);
		canvas_text(canvas, rect.row + i, rect.col, rect.cols, STYLE_ROLE_PLAIN, 0, line);
		free(line);
	}
}

/* Ours at the left, or above. Returns the rows that are left for the list. */
static int draw_pane(struct canvas *canvas, struct rect body, const struct values *values)
{
	bool narrow = is_narrow(body.cols);
	int cols = narrow ? body.cols - 2 : (body.cols - 5) / 2, most = body.rows - LIST_LEAST;
	int ours = lines_of(&values->ours, cols), theirs = lines_of(&values->theirs, cols);
	int bottom = body.row + body.rows;

	if (!narrow) {
		int rows = ours > theirs ? ours : theirs;
		rows = rows < most - 1 ? rows : most - 1;
		canvas_hline(canvas, bottom - rows - 1, body.col, body.cols, STYLE_ROLE_RULE);
		struct rect left = {bottom - rows, body.col + 1, rows, cols}, right = left;
		right.col += cols + 3;
		draw_wrapped(canvas, left, &values->ours);
		draw_wrapped(canvas, right, &values->theirs);
		return body.rows - rows - 1;
	}
	while (ours + theirs > most && ours + theirs > 2)
		ours > theirs ? ours-- : theirs--;
	struct rect above = {bottom - ours - theirs, body.col + 1, ours, cols};
	struct rect below = {bottom - theirs, body.col + 1, theirs, cols};
	draw_wrapped(canvas, above, &values->ours);
	draw_wrapped(canvas, below, &values->theirs);
	return body.rows - ours - theirs;
}

/* Where the list has no room for the values of the line one stands on. */
static int list_rows(const struct outside *outside, struct ui *ui, struct canvas *canvas,
                     struct rect body)
{
	const struct about *about = outside_chosen(outside);
	struct values values = {0};
	int rows = body.rows, room = columns_for(body.cols).value;

	if (!about_is_item(about) || body.rows <= LIST_LEAST)
		return rows;
	say_values(ui, about, &values);
	if (is_narrow(body.cols) || utf8_cols(str_text(&values.ours), values.ours.len) > room + 4 ||
	    utf8_cols(str_text(&values.theirs), values.theirs.len) > room + 4)
		rows = draw_pane(canvas, body, &values);
	str_release(&values.ours);
	str_release(&values.theirs);
	return rows;
}

/* What is listed lasts until the program ends; the notes of a merge stay. */
static void say_where_others_are(const struct ui *ui, struct str *info)
{
	char key[24];

	say_to(ui->session, info, "outside.in_notes", "key",
	       keymap_key(&ui->session->keymap, ACTION_NOTE, key), NULL);
}

/* Both values, or what can be done with rows that are not in the file. */
static void say_info(const struct outside *outside, const struct ui *ui, struct str *info)
{
	const struct about *about = outside_chosen(outside);
	struct str ours = {0}, theirs = {0};

	if (outside->menu.lines.count == 0)
		say_where_others_are(ui, info);
	if (about_is_vanished(about))
		str_add(info, say(ui->session, "outside.about_vanished"));
	if (!about_is_item(about))
		return;
	const struct outside_item *item = about_value(ui, about);
	const char *sheet = about_report(ui, about)->sheet;
	add_value(ui, about, item->ours, &ours);
	add_value(ui, about, item->theirs, &theirs);
	place_row(ui, sheet, item->row, info);
	if (item->field[0])
		str_addf(info, " %s", place_field(ui, sheet, item->field));
	str_add(info, "  ");
	say_to(ui->session, info, "outside.both", "ours", str_text(&ours), "who",
	       outside_who(ui, item), "theirs", str_text(&theirs), NULL);
	str_release(&ours);
	str_release(&theirs);
}

void outside_draw(struct view *view, struct ui *ui, struct canvas *canvas)
{
	struct outside *outside = (struct outside *)view;
	struct str text = {0}, info = {0}, rest = {0};

	say_info(outside, ui, &text);
	list_split(ui, str_text(&text), &info, &rest);
	struct frame frame = {say(ui->session, "outside.title"),
	                      is_narrow(canvas->cols) ? "" : say(ui->session, "outside.columns"),
	                      str_text(&info),
	                      str_text(&rest), NULL};
	struct rect body = frame_draw(ui, canvas, &frame);
	body.rows = list_rows(outside, ui, canvas, body);
	outside->list = body;
	if (outside->menu.lines.count == 0)
		canvas_text(canvas, body.row + (body.rows > 3), 2, body.cols - 4, STYLE_ROLE_GOOD,
		            TEXT_MARK, say(ui->session, "outside.nothing"));
	list_scroll(&outside->menu, body.rows);
	for (int i = 0; i < body.rows && outside->menu.top + (size_t)i < outside->menu.shown.count;
	     i++)
		draw_line(outside, ui, canvas, (struct rect){body.row + i, body.col, 1, body.cols},
		          outside->menu.top + (size_t)i);
	str_release(&text);
	str_release(&info);
	str_release(&rest);
}
