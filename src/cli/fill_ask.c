/* fill_ask.c - sonae fill: one question, and what its answer does. */
#include "fill.h"

#include "sonae/app/entry.h"
#include "sonae/app/say.h"
#include "sonae/base/utf8.h"
#include "sonae/model/field_type.h"
#include "sonae/model/finding.h"
#include "sonae/model/progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>

enum { ROWS_LISTED = 30 };

static const struct field *field_of(const struct fill *fill, const struct question *question)
{
	return &fill->form->fields.at[question->field];
}

/* ---- asking ---- */

/* A list whose choices are known by numbers goes by those, any other by position. */
static bool goes_by_ids(const struct field *field)
{
	for (size_t i = 0; i < field->choices.count; i++) {
		const char *id = field->choices.at[i].id;
		if (!id[0] || id[strspn(id, "0123456789")])
			return false;
	}
	return true;
}

static void print_choices(struct fill *fill, const struct field *field)
{
	struct session *session = &fill->cli->session;
	char number[24];

	for (size_t i = 0; i < field->choices.count; i++) {
		const struct choice *choice = &field->choices.at[i];
		const char *note = say_words(session, choice->note);
		snprintf(number, sizeof(number), "%zu", i + 1);
		cli_say(fill->cli, note[0] ? "fill.choice_note" : "fill.choice", "number",
		        goes_by_ids(field) ? choice->id : number, "choice",
		        say_words(session, choice->label), "note", note, NULL);
	}
}

/* The rows that can be named, as long as that is a list one can listen to. */
static void print_rows(struct fill *fill, const struct field *field)
{
	struct sheet *other = book_sheet(cli_book(fill->cli), field->sheet, NULL);
	size_t rows = other ? sheet_row_count(other) : 0;
	size_t listed = rows < ROWS_LISTED ? rows : ROWS_LISTED;
	char more[24];

	for (size_t i = 0; i < listed; i++) {
		struct str name = {0};
		say_row(&fill->cli->session, other, i, &name);
		cli_say(fill->cli, "fill.row_to_name", "row", str_text(&name), NULL);
		str_release(&name);
	}
	snprintf(more, sizeof(more), "%zu", rows - listed);
	if (rows > listed)
		cli_say(fill->cli, "fill.more_rows", "count", more, "sheet", field->sheet, NULL);
	if (rows == 0 && field->text_field < 0)
		cli_say(fill->cli, "fill.no_rows", "sheet", field->sheet, NULL);
}

static void print_help(struct fill *fill, const struct question *question)
{
	const struct field *field = field_of(fill, question);
	const char *help = say_words(&fill->cli->session, field->help);

	if (help[0])
		cli_say(fill->cli, "fill.line", "text", help, NULL);
	if (field->type->has_choices)
		print_choices(fill, field);
	if (field->type->is_ref)
		print_rows(fill, field);
	if (field->type->kind == VALUE_CHECK)
		cli_say(fill->cli, "fill.yes_no", NULL);
	if (field->type->many)
		cli_say(fill->cli, "fill.many", NULL);
}

static void print_present(struct fill *fill, const struct question *question)
{
	struct str cell = {0};
	size_t row;

	if (question->row[0] && sheet_find(fill->sheet, question->row, &row))
		say_cell(&fill->cli->session, fill->sheet, row, question->field, &cell);
	if (cell.len > 0)
		cli_say(fill->cli, "fill.present", "value", str_text(&cell), NULL);
	str_release(&cell);
}

static void print_question(struct fill *fill, const struct question *question)
{
	const struct field *field = field_of(fill, question);
	struct session *session = &fill->cli->session;
	const char *unit = say_words(session, field->unit);

	cli_say(fill->cli, unit[0] ? "fill.field_unit" : "fill.field", "field",
	        say_words(session, field->label), "must",
	        field->required ? say(session, "fill.must") : "", "unit", unit, NULL);
	print_help(fill, question);
	print_present(fill, question);
}

/* Which row it is, once for its questions in a row; of a given item what it asks. */
static void announce_row(struct fill *fill, const struct question *question)
{
	struct str name = {0};
	size_t row;

	if (question->row[0] ? text_is(fill->shown, question->row) : fill->new_was_shown)
		return;
	text_copy(fill->shown, sizeof(fill->shown), question->row);
	fill->new_was_shown = !question->row[0];
	puts("");
	if (fill->new_was_shown) {
		cli_say(fill->cli, "fill.new_row", NULL);
		return;
	}
	if (!sheet_find(fill->sheet, question->row, &row))
		return;
	if (form_row_item(fill->form, question->row) >= 0)
		say_item(&fill->cli->session, fill->sheet, row, &name);
	else
		say_row(&fill->cli->session, fill->sheet, row, &name);
	if (fill->form->kind != FORM_RECORD)
		cli_say(fill->cli, "fill.row", "row", str_text(&name), NULL);
	str_release(&name);
}

/* False at the end of the input. */
static bool read_answer(struct str *answer)
{
	char *line = NULL;
	size_t room = 0;

	fputs("> ", stdout);
	fflush(stdout);
	ssize_t len = getline(&line, &room, stdin);
	while (len > 0 && (line[len - 1] == '\n' || line[len - 1] == '\r'))
		len--;
	str_clear(answer);
	if (len > 0)
		utf8_from_bytes(answer, line, (size_t)len);
	bool is_end = len < 0 || (len == 0 && feof(stdin));
	free(line);
	if (is_end)
		puts("");
	return !is_end;
}

/* ---- understanding ---- */

/* The choice of that number; NULL when it is none, or what was written is one by its words. */
static const char *choice_numbered(const struct field *field, const char *word)
{
	struct str cell = {0};
	bool is_one = field_parse(field, word, (struct date){0}, &cell);
	char *folded = utf8_fold(word, strlen(word)), *end;
	unsigned long number = strtoul(folded, &end, 10);
	bool is_number = folded[0] >= '0' && folded[0] <= '9' && *end == '\0';

	free(folded);
	str_release(&cell);
	if (goes_by_ids(field) || is_one || !is_number || number < 1 ||
	    number > field->choices.count)
		return NULL;
	return field->choices.at[number - 1].id;
}

/* The length of what separates words there; 0 = nothing does. */
static size_t separator(const char *at)
{
	static const char *const signs[] = {" ", ";", ",", "\u3000", "、", "；", "，"};

	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (text_starts(at, signs[i]))
			return strlen(signs[i]);
	return 0;
}

/* "1 3": the choices' ids, of each word that is a number of one. */
static void read_many(const struct field *field, const char *typed, struct str *out)
{
	size_t before = out->len;

	while (*typed) {
		size_t len = 0;
		while (typed[len] && separator(typed + len) == 0)
			len++;
		char *word = mem_dup_n(typed, len);
		const char *id = choice_numbered(field, word);
		if (len > 0)
			str_addf(out, "%s%s", out->len > before ? ";" : "", id ? id : word);
		free(word);
		typed += len + separator(typed + len);
	}
}

static void read_choices(const struct field *field, const char *typed, struct str *out)
{
	const char *id = choice_numbered(field, typed);

	if (!id && field->type->many)
		read_many(field, typed, out);
	else
		str_add(out, id ? id : typed);
}

/* The row of that name, when there is just one; an id may be written in small letters. */
static bool read_row(struct fill *fill, const struct field *field, const char *typed,
                     struct str *out)
{
	struct sheet *other = book_sheet(cli_book(fill->cli), field->sheet, NULL);
	char *folded = utf8_fold(typed, strlen(typed));
	size_t found = 0, row = 0;

	for (size_t i = 0; other && i < sheet_row_count(other); i++) {
		struct words name = row_name(cli_book(fill->cli), other, i);
		char *id = utf8_fold(sheet_row_id(other, i), strlen(sheet_row_id(other, i)));
		char *ja = utf8_fold(words_in(name, LANG_JA), strlen(words_in(name, LANG_JA)));
		char *en = utf8_fold(words_in(name, LANG_EN), strlen(words_in(name, LANG_EN)));
		bool is_it = folded[0] && (text_is(id, folded) || text_is(ja, folded) ||
		                           text_is(en, folded));
		row = is_it ? i : row;
		found += is_it;
		free(id);
		free(ja);
		free(en);
	}
	free(folded);
	if (found == 1)
		str_add(out, sheet_row_id(other, row));
	return found == 1;
}

static void understand(struct fill *fill, const struct field *field, const char *typed,
                       struct str *out)
{
	if (field->type->has_choices)
		read_choices(field, typed, out);
	else if (!field->type->is_ref || field->type->many || !read_row(fill, field, typed, out))
		str_add(out, typed);
}

/* ---- doing ---- */

static bool make_row(struct fill *fill, struct question *question, const char *text,
                     struct step *step)
{
	size_t rows = sheet_row_count(fill->sheet);
	const char *last = rows > 0 ? sheet_row_id(fill->sheet, rows - 1) : "";
	struct err err = {0};

	return entry_new_row(&fill->cli->session, step, fill->sheet, last, question->field, text,
	                     question->row, &err) || cli_fail(fill->cli, &err);
}

static bool change_row(struct fill *fill, const struct question *question, const char *text,
                       struct step *step)
{
	struct session *session = &fill->cli->session;
	struct err err = {0};
	size_t row;

	return sheet_find(fill->sheet, question->row, &row) &&
	       (entry_set(session, step, fill->sheet, row, question->field, text, &err) ||
	        cli_fail(fill->cli, &err));
}

/* On the disk before the next question. */
static bool write_answer(struct fill *fill, struct question *question, const char *text)
{
	struct step step = {0};
	bool is_new = !question->row[0];
	bool done = (is_new ? make_row(fill, question, text, &step)
	                    : change_row(fill, question, text, &step)) && cli_do(fill->cli, &step);

	if (is_new && !done)
		question->row[0] = '\0';
	if (is_new && done) {
		cli_say(fill->cli, "fill.made", "row", question->row, NULL);
		text_copy(fill->shown, sizeof(fill->shown), question->row);
		fill->new_was_shown = false;
	}
	fill->written += done && step.changes.count > 0;
	step_release(&step);
	return done;
}

/* Tells what is wrong with what stands there now. */
static bool is_fine(struct fill *fill, const struct question *question)
{
	struct err err = {0};
	struct str why = {0};
	size_t row;

	if (!sheet_find(fill->sheet, question->row, &row) ||
	    finding_check_cell(cli_book(fill->cli), fill->sheet, row, question->field, &err))
		return true;
	say_err(&fill->cli->session, &why, &err);
	cli_say(fill->cli, "fill.line", "text", str_text(&why), NULL);
	str_release(&why);
	return false;
}

static bool is_sign(const char *typed, const char *sign)
{
	char *folded = utf8_fold(typed, strlen(typed));
	bool is = text_is(folded, sign);

	free(folded);
	return is;
}

static bool write_typed(struct fill *fill, struct question *question, const char *typed)
{
	struct str text = {0};

	if (!is_sign(typed, "-"))
		understand(fill, field_of(fill, question), typed, &text);
	bool done = write_answer(fill, question, str_text(&text));
	str_release(&text);
	return done;
}

/* It stays as it is, for the check to find. */
static void keep(struct fill *fill)
{
	cli_say(fill->cli, "fill.kept", NULL);
	cli_raise(fill->cli, CLI_FINDINGS);
}

/* Once more, for what did not fit. */
static enum reply ask_again(struct fill *fill, struct question *question)
{
	struct str answer = {0};

	cli_say(fill->cli, "fill.again", NULL);
	bool is_end = !read_answer(&answer) || is_sign(str_text(&answer), ".");
	bool stays = is_end || answer.len == 0 || is_sign(str_text(&answer), "<");
	bool done = stays || write_typed(fill, question, str_text(&answer));
	enum reply reply = !done || is_end                     ? REPLY_STOP
	                   : is_sign(str_text(&answer), "<") ? REPLY_BACK : REPLY_NEXT;
	if (done && (stays || !is_fine(fill, question)))
		keep(fill);
	str_release(&answer);
	return reply;
}

static enum reply take(struct fill *fill, struct question *question, const char *typed)
{
	if (!write_typed(fill, question, typed))
		return REPLY_STOP;
	return is_fine(fill, question) ? REPLY_NEXT : ask_again(fill, question);
}

enum reply fill_ask(struct fill *fill, struct question *question)
{
	struct str answer = {0};
	enum reply reply = REPLY_STOP;

	announce_row(fill, question);
	print_question(fill, question);
	while (read_answer(&answer) && is_sign(str_text(&answer), "?"))
		print_question(fill, question);
	const char *typed = str_text(&answer);
	bool is_new = !question->row[0];
	bool says_nothing = answer.len == 0 || (is_new && is_sign(typed, "-"));
	bool is_end = is_sign(typed, ".") || (says_nothing && (is_new || feof(stdin)));
	if (is_sign(typed, "<"))
		reply = REPLY_BACK;
	else if (!is_end)
		reply = says_nothing ? REPLY_NEXT : take(fill, question, typed);
	str_release(&answer);
	return reply;
}

void fill_tell_results(struct fill *fill, const char *row_id)
{
	struct session *session = &fill->cli->session;
	struct str line = {0}, value = {0};
	size_t row;

	if (!sheet_find(fill->sheet, row_id, &row))
		return;
	for (size_t i = 0; i < fill->form->fields.count; i++) {
		if (!fill->form->fields.at[i].formula)
			continue;
		str_clear(&value);
		say_cell(session, fill->sheet, row, (int)i, &value);
		if (value.len > 0)
			say_to(session, &line, "fill.result", "field",
			       say_words(session, fill->form->fields.at[i].label), "value",
			       str_text(&value), NULL);
	}
	if (line.len > 0)
		cli_say(fill->cli, "fill.results", "row", row_id, "results", str_text(&line), NULL);
	str_release(&line);
	str_release(&value);
}
