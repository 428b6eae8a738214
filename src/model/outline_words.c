/* outline_words.c - folded once, looked up for every line. */
#include "outline_words.h"

#include "sonae/base/utf8.h"
#include "sonae/model/field_type.h"

bool outline_words_says(const struct outline_words *words, int field)
{
	const struct field *is = &words->form->fields.at[field];

	return field != words->form->name_field && !is->formula && !text_is(is->id, "parent") &&
	       !text_is(is->id, "order");
}

/* The first field to claim a word keeps it. */
static void claim(struct outline_words *words, struct map *map, const char *word, int field)
{
	bool is_new;
	char *folded = utf8_fold(word, strlen(word));

	vec_push(&words->folded, folded);
	struct map_entry *entry = map_put(map, folded, &is_new);
	if (is_new)
		entry->index = (size_t)field;
}

static void claim_words(struct outline_words *words, struct map *map, struct words label, int field)
{
	for (enum lang lang = 0; lang < LANG_COUNT; lang++)
		if (words_in(label, lang)[0])
			claim(words, map, words_in(label, lang), field);
}

static void claim_choices(struct outline_words *words, int index)
{
	const struct field *field = &words->form->fields.at[index];

	if (field->type->many)
		return;
	for (size_t i = 0; i < field->choices.count; i++) {
		const struct choice *choice = &field->choices.at[i];
		claim(words, &words->marks, choice->id, index);
		claim_words(words, &words->marks, choice->label, index);
		for (size_t k = 0; k < choice->was.count; k++)
			claim(words, &words->marks, choice->was.at[k], index);
	}
}

/* All ids come before any label, and labels before headings. */
void outline_words_init(struct outline_words *words, const struct form *form)
{
	*words = (struct outline_words){.form = form};
	for (int f = 0; f < (int)form->fields.count; f++) {
		if (!outline_words_says(words, f))
			continue;
		claim(words, &words->names, form->fields.at[f].id, f);
		claim_choices(words, f);
	}
	for (int f = 0; f < (int)form->fields.count; f++)
		if (outline_words_says(words, f))
			claim_words(words, &words->names, form->fields.at[f].label, f);
	for (int f = 0; f < (int)form->fields.count; f++)
		if (outline_words_says(words, f))
			claim_words(words, &words->names, form->fields.at[f].heading, f);
}

void outline_words_release(struct outline_words *words)
{
	map_release(&words->names);
	map_release(&words->marks);
	for (size_t i = 0; i < words->folded.count; i++)
		free(words->folded.at[i]);
	vec_release(&words->folded);
}

static int look_up(const struct map *map, const char *text, size_t len)
{
	char *folded = utf8_fold(text, len);
	const struct map_entry *entry = map_find(map, folded);

	free(folded);
	return entry ? (int)entry->index : -1;
}

int outline_words_name(const struct outline_words *words, const char *text, size_t len)
{
	return look_up(&words->names, text, len);
}

int outline_words_mark(const struct outline_words *words, const char *text, size_t len)
{
	return look_up(&words->marks, text, len);
}
