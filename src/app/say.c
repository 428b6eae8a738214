/* say.c - texts in the session's language. */
#include "sonae/app/say.h"

#include "sonae/app/notes.h"
#include "sonae/base/fill.h"

const char *say_words(const struct session *session, struct words words)
{
	return words_in(words, session->lang);
}

const char *say(const struct session *session, const char *id)
{
	const struct words *words = texts_find(&session->texts, id);

	return words ? say_words(session, *words) : "?";
}

void say_to_v(const struct session *session, struct str *out, const char *id, va_list args)
{
	fill_places(out, say(session, id), args);
}

void say_to(const struct session *session, struct str *out, const char *id, ...)
{
	va_list args;

	va_start(args, id);
	say_to_v(session, out, id, args);
	va_end(args);
}

void say_err(const struct session *session, struct str *out, const struct err *err)
{
	struct str id = {0};

	if (err->file[0])
		str_add(out, err->file);
	if (err->line > 0)
		str_addf(out, ":%ld", err->line);
	if (err->file[0] || err->line > 0)
		str_add(out, ": ");
	str_addf(&id, "err.%s", err_name(err->code));
	say_to(session, out, str_text(&id), "what", err->what, NULL);
	/* A sentence that ends with its detail in brackets reads well without one. */
	if (text_ends(str_text(out), "()"))
		str_cut(out, out->len - 2);
	str_release(&id);
}

/* ---- cells and rows ---- */

void say_row(const struct session *session, struct sheet *sheet, size_t row, struct str *out)
{
	shown_row(folder_book(session->folder), sheet, row, session->lang, out);
}

void say_item(const struct session *session, struct sheet *sheet, size_t row, struct str *out)
{
	shown_item(folder_book(session->folder), sheet, row, session->lang, out);
}

void say_cell(const struct session *session, struct sheet *sheet, size_t row, int index,
              struct str *out)
{
	if (!notes_say_place(session, sheet, row, index, out))
		shown_cell(folder_book(session->folder), sheet, row, index, session->lang, out);
}

void say_finding(const struct session *session, const struct finding *finding, struct str *out)
{
	const struct form *form = book_form(folder_book(session->folder), finding->sheet, NULL);

	if (finding->gap) {
		str_add(out, say_words(session, finding->gap->text));
		return;
	}
	if (form && finding->field >= 0)
		str_addf(out, "%s: ", say_words(session, form->fields.at[finding->field].label));
	say_err(session, out, &finding->err);
}
