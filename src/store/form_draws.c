/* form_draws.c - [draw ID]: where a worksheet's new rows can be drawn from. */
#include "form_place.h"
#include "sonae/base/str.h"
#include <stdlib.h>
#include <string.h>

void *form_open_draw(struct form_place *place)
{
	struct draw *draw = vec_add(&place->reading->form->draws);

	draw->id = place->name[0];
	draw->title = form_no_words;
	draw->sheet = draw->library = draw->group = draw->name = draw->note = "";
	return draw;
}

/* From a worksheet, which needs to be told what goes where, or from a library. */
void form_close_draw(struct form_place *place, void *filled)
{
	const struct draw *draw = filled;

	if ((draw->sheet[0] == '\0') == (draw->library[0] == '\0'))
		form_lacks(place, "sheet / library");
	else if (draw->sheet[0] != '\0' && draw->fills.count == 0)
		form_lacks(place, "fill");
	else if (draw->library[0] != '\0' && draw->name[0] == '\0')
		form_lacks(place, "name");
}

/* Up to the next ; outside quotation marks. */
static size_t one_fill(const char *text)
{
	char quote = '\0';
	size_t len = 0;

	for (; text[len] != '\0' && (quote != '\0' || text[len] != ';'); len++) {
		if (quote == '\0' && (text[len] == '\'' || text[len] == '"'))
			quote = text[len];
		else if (text[len] == quote)
			quote = '\0';
	}
	return len;
}

/* "field = expression", which is cut up. */
static void read_fill(struct form_place *place, const struct ini_key *key, struct draw *draw,
                      char *text)
{
	char *equals = strchr(text, '=');
	struct err err = { 0 };

	if (equals == NULL) {
		form_complain(place->reading, ERR_FORM_VALUE, key->line, "%s", text);
		return;
	}
	*equals = '\0';
	char *id = text + strspn(text, " ");
	id[strcspn(id, " ")] = '\0';
	int field = form_find_field(place, id, key->line);
	struct expr *value = expr_parse(equals + 1, &err);
	if (value == NULL)
		form_complain_err(place->reading, &err, key->line);
	else if (field >= 0)
		vec_push(&draw->fills, ((struct draw_fill){ field, value }));
	else
		expr_free(value);
}

void form_read_fills(struct form_place *place, const struct ini_key *key, void *target)
{
	for (const char *at = key->value; *(at += strspn(at, " ")) != '\0';) {
		size_t len = one_fill(at);
		char *text = mem_dup_n(at, len);
		read_fill(place, key, target, text);
		free(text);
		at += len + (at[len] == ';');
	}
}

static bool is_of_sheet(const void *filled)
{
	const struct draw *draw = filled;

	return draw->library[0] == '\0';
}

#define AT(member) offsetof(struct draw, member)

/* `library` comes first in the file when it is one: the others fit or do not. */
const struct form_rule form_draw_rules[] = {
	{ "title", FORM_NEEDED | FORM_BOTH, form_read_text, AT(title), NULL },
	{ "sheet", 0, form_read_sheet, AT(sheet), is_of_sheet },
	{ "where", 0, form_read_where, AT(where), is_of_sheet },
	{ "fill", 0, form_read_fills, 0, is_of_sheet },
	{ "new_year", 0, form_read_yes, AT(at_new_year), is_of_sheet },
	{ "library", 0, form_read_text, AT(library), NULL },
	{ "group", 0, form_read_text, AT(group), NULL },
	{ "name", 0, form_read_text, AT(name), NULL },
	{ "note", 0, form_read_text, AT(note), NULL },
	{ NULL, 0, NULL, 0, NULL },
};
