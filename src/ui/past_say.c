/* past_say.c - the history in a person's words. */
#include "past.h"

#include "place.h"
#include "sonae/app/say.h"
#include "sonae/base/clock.h"
#include "sonae/model/field_type.h"

/* ---- when ---- */

/* "2026-11-22T07:30:00+09:00": a date, a T, a time. */
enum { DATE_BYTES = 10, TIME_AT = 11, TIME_BYTES = 5, YEAR_BYTES = 5 };

static bool is_stamp(const char *time)
{
	return strlen(time) >= TIME_AT + TIME_BYTES;
}

void past_say_time(const struct past_step *step, struct str *out)
{
	const char *time = step->time;
	char today[16];

	date_iso(clock_today(), today);
	if (!is_stamp(time)) {
		str_add(out, time);
		return;
	}
	if (strncmp(time, today, YEAR_BYTES) != 0) {
		str_add_n(out, time, DATE_BYTES);
		return;
	}
	if (strncmp(time, today, DATE_BYTES) != 0) {
		str_add_n(out, time + YEAR_BYTES, DATE_BYTES - YEAR_BYTES);
		str_add_byte(out, ' ');
	}
	str_add_n(out, time + TIME_AT, TIME_BYTES);
}

void past_say_whole_time(const struct past_step *step, struct str *out)
{
	if (!is_stamp(step->time)) {
		str_add(out, step->time);
		return;
	}
	str_add_n(out, step->time, DATE_BYTES);
	str_add_byte(out, ' ');
	str_add_n(out, step->time + TIME_AT, TIME_BYTES);
}

/* ---- what ---- */

static const struct field *field_of(const struct ui *ui, const char *sheet, const char *id)
{
	const struct form *form = book_form(folder_book(ui->session->folder), sheet, NULL);
	int field = form ? form_field(form, id) : -1;

	return field >= 0 ? &form->fields.at[field] : NULL;
}

static const char *label_of(const struct ui *ui, const char *sheet, const char *id)
{
	const struct field *field = field_of(ui, sheet, id);

	return field ? say_words(ui->session, field->label) : id;
}

const char *past_field(const struct ui *ui, const struct past_change *change)
{
	return label_of(ui, change->sheet, change->field);
}

static void add_value(const struct ui *ui, const char *sheet, const char *id, const char *value,
                      struct str *out)
{
	const struct field *field = field_of(ui, sheet, id);

	if (field)
		field_show(field, ui->session->lang, value, out);
	else
		str_add(out, value);
}

/* The text of an image's line with its escapes undone (model/change.h). */
static char *unescaped(const char *text, size_t len)
{
	struct str out = {0};

	for (size_t i = 0; i < len; i++) {
		bool escape = text[i] == '\\' && i + 1 < len;
		char c = escape ? text[++i] : text[i];
		str_add_byte(&out, !escape ? c : c == 'n' ? '\n' : c == 'e' ? '=' : c);
	}
	return str_take(&out);
}

static void add_image_line(const struct ui *ui, const char *sheet, const char *line, size_t len,
                           struct str *out)
{
	const char *equals = memchr(line, '=', len);

	if (!equals)
		return;
	size_t name_len = (size_t)(equals - line);
	char *name = unescaped(line, name_len), *text = unescaped(equals + 1, len - name_len - 1);
	str_addf(out, "%s: ", label_of(ui, sheet, name));
	add_value(ui, sheet, name, text, out);
	free(name);
	free(text);
}

/* A row's cells: "Name: staff list; Grade: high". The first line, the row it stood after, goes. */
static void add_image(const struct ui *ui, const char *sheet, const char *image, struct str *out)
{
	const char *line = strchr(image, '\n');
	const char *between = "";

	while (line) {
		line++;
		size_t len = strcspn(line, "\n");
		str_add(out, between);
		add_image_line(ui, sheet, line, len, out);
		between = "; ";
		line = line[len] ? line + len : NULL;
	}
}

static void add_side(const struct ui *ui, const struct past_change *change, const char *text,
                     bool forgotten, struct str *out)
{
	if (change->kind == HISTORY_INSERT || change->kind == HISTORY_DELETE)
		add_image(ui, change->sheet, text, out);
	else if (text[0])
		add_value(ui, change->sheet, change->field, text, out);
	else if (!forgotten)
		str_add(out, say(ui->session, "history.empty"));
	if (forgotten)
		str_addf(out, "%s%s", out->len > 0 ? " " : "",
		         say(ui->session, "history.forgotten"));
}

void past_say_before(const struct ui *ui, const struct past_change *change, struct str *out)
{
	add_side(ui, change, change->before, change->before_forgotten, out);
}

void past_say_after(const struct ui *ui, const struct past_change *change, struct str *out)
{
	add_side(ui, change, change->after, change->after_forgotten, out);
}

/* "row added (Name: …)"; without brackets when there is nothing to tell. */
static void add_row_change(const struct ui *ui, const struct past_change *change, const char *id,
                           struct str *out)
{
	struct str cells = {0};

	if (change->kind == HISTORY_INSERT)
		past_say_after(ui, change, &cells);
	else if (change->kind == HISTORY_DELETE)
		past_say_before(ui, change, &cells);
	str_add(out, say(ui->session, id));
	if (cells.len > 0)
		str_addf(out, " (%s)", str_text(&cells));
	str_release(&cells);
}

void past_say_change(const struct ui *ui, const struct past_change *change, struct str *out)
{
	static const char *const of_rows[HISTORY_KIND_COUNT] = {
		[HISTORY_INSERT] = "history.inserted",
		[HISTORY_DELETE] = "history.deleted",
		[HISTORY_MOVE] = "history.moved",
	};
	const char *of_row = of_rows[change->kind];

	if (of_row) {
		add_row_change(ui, change, of_row, out);
		return;
	}
	past_say_before(ui, change, out);
	str_add(out, " -> ");
	past_say_after(ui, change, out);
}

void past_say_kind(const struct ui *ui, const struct past_step *step, struct str *out)
{
	static const char *const kinds[HISTORY_KIND_COUNT] = {
		[HISTORY_UNDO] = "history.kind_undo",
		[HISTORY_REDO] = "history.kind_redo",
		[HISTORY_OUTSIDE] = "history.kind_outside",
		[HISTORY_MERGE] = "history.kind_merge",
	};

	if (kinds[step->kind])
		str_add(out, say(ui->session, kinds[step->kind]));
	if (step->undone)
		str_add(out, say(ui->session, "history.undone"));
}
