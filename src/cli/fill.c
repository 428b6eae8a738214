/* fill.c - sonae fill: a worksheet by question and answer, on plain lines. */
#include "fill.h"

#include "sonae/app/say.h"
#include "sonae/model/progress.h"

#include <stdio.h>

/* ---- which questions come ---- */

/* In a tree where the row hangs is asked, too, but after what it says. */
static void list_fields(struct fill *fill)
{
	int parent = fill->form->kind == FORM_TREE ? form_field(fill->form, "parent") : -1;

	for (size_t i = 0; i < fill->form->fields.count; i++)
		if (progress_is_answer(fill->form, i) && fill->form->fields.at[i].ref_field < 0)
			vec_push(&fill->fields, (int)i);
	if (parent >= 0)
		vec_push(&fill->fields, parent);
}

/* The next row that lacks something required; behind the last a new one, again and again. */
static bool begin_row(struct fill *fill)
{
	struct book *book = cli_book(fill->cli);
	int field;

	fill->next_field = 0;
	fill->in_row = true;
	while (!fill->is_new && fill->next_row < sheet_row_count(fill->sheet)) {
		size_t row = fill->next_row++;
		if (book_is_retired(book, fill->sheet, row) ||
		    !progress_next_in_row(book, fill->sheet, row, &field))
			continue;
		text_copy(fill->row, sizeof(fill->row), sheet_row_id(fill->sheet, row));
		return true;
	}
	fill->is_new = true;
	fill->row[0] = '\0';
	return fill->form->addable;
}

/* Of a row that is there what is empty, of a new one everything. */
static bool is_wanted(struct fill *fill, int field)
{
	struct book *book = cli_book(fill->cli);
	size_t row;

	return fill->is_new || (sheet_find(fill->sheet, fill->row, &row) &&
	                        !progress_is_answered(book, fill->sheet, row, field));
}

static bool add_question_of_row(struct fill *fill)
{
	while (fill->in_row && fill->next_field < fill->fields.count) {
		struct question question = {.field = fill->fields.at[fill->next_field++]};
		if (!is_wanted(fill, question.field))
			continue;
		text_copy(question.row, sizeof(question.row), fill->row);
		vec_push(&fill->asked, question);
		return true;
	}
	if (fill->in_row)
		fill_tell_results(fill, fill->row);
	fill->in_row = false;
	return false;
}

static bool add_question(struct fill *fill)
{
	while (!add_question_of_row(fill))
		if (fill->fields.count == 0 || !begin_row(fill))
			return false;
	return true;
}

/* A row that was made is known to those of its questions that are still to come. */
static void note_new_row(struct fill *fill, const struct question *question)
{
	if (fill->is_new && !fill->row[0])
		text_copy(fill->row, sizeof(fill->row), question->row);
}

static void ask_all(struct fill *fill)
{
	enum reply reply = REPLY_NEXT;

	while (reply != REPLY_STOP && (fill->at < fill->asked.count || add_question(fill))) {
		reply = fill_ask(fill, &fill->asked.at[fill->at]);
		note_new_row(fill, &fill->asked.at[fill->at]);
		if (reply == REPLY_NEXT)
			fill->at++;
		else if (reply == REPLY_BACK && fill->at > 0)
			fill->at--;
	}
}

/* ---- the verb ---- */

static bool may_be_filled(struct cli *cli, const struct form *form)
{
	if (form->kind != FORM_QUERY)
		return true;
	return cli_misuse(cli, "fill.query", "sheet", form->id, "of", form->of, NULL);
}

static void tell_start(struct fill *fill)
{
	struct cli *cli = fill->cli;

	cli_say(cli, "fill.title", "sheet", say_words(&cli->session, fill->form->title), "purpose",
	        say_words(&cli->session, fill->form->purpose), NULL);
	cli_say(cli, "fill.how", NULL);
}

static void tell_end(struct fill *fill)
{
	char count[24];

	snprintf(count, sizeof(count), "%zu", fill->written);
	if (fill->asked.count == 0)
		cli_say(fill->cli, "fill.nothing_open", NULL);
	else
		cli_say(fill->cli, "fill.done", "count", count, NULL);
}

static void run_fill(struct cli *cli)
{
	struct fill fill = {.cli = cli};

	if (!cli_option(cli, "plain")) {
		cli_misuse(cli, "fill.plain_only", "dir", cli->words.at[0], "sheet",
		           cli->words.at[1], NULL);
		return;
	}
	if (!cli_open(cli, FOLDER_WRITE))
		return;
	fill.sheet = cli_sheet(cli, cli->words.at[1]);
	fill.form = fill.sheet ? sheet_form(fill.sheet) : NULL;
	if (fill.form && may_be_filled(cli, fill.form)) {
		list_fields(&fill);
		tell_start(&fill);
		ask_all(&fill);
		tell_end(&fill);
		cli_save(cli);
	}
	vec_release(&fill.fields);
	vec_release(&fill.asked);
}

const struct verb verb_fill = {
	.name = "fill",
	.words = "DIR SHEET",
	.options = {{"plain", NULL}},
	.run = run_fill,
};
