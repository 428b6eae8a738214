/*
 * import_ipa.c - the ledger as IPA's risk analysis sheet has it (model/ipa.h): its columns under
 * their names, its ratings on one of two scales.
 */
#include "import_priv.h"

#include "sonae/base/clock.h"
#include "sonae/base/utf8.h"
#include "sonae/model/field_type.h"
#include "sonae/model/ipa.h"

#include <stdlib.h>

/* Words of other editions, and what people make of them. */
static const struct {
	const char *heading;
	enum ipa_column column;
} others[] = {
	{"情報資産の名称", IPA_NAME},       {"資産名称", IPA_NAME},
	{"媒体保存先", IPA_STORAGE},         {"媒体・保管先", IPA_STORAGE},
	{"個人情報の有無", IPA_PERSONAL},   {"要配慮", IPA_SENSITIVE},
	{"マイナンバー", IPA_MY_NUMBER},     {"保存期間", IPA_RETENTION},
};
enum { OTHERS = sizeof(others) / sizeof(others[0]) };

/* Words that none of ours is, before it is their sheet. */
enum { THEIR_WORDS = 2 };

static bool is_ledger(const struct form *form)
{
	return text_is(form->id, "assets");
}

static bool reads_as(const char *folded, const char *word)
{
	char *other = utf8_fold(word, strlen(word));
	bool is = text_is(folded, other);

	free(other);
	return is;
}

int import_ipa_field(const struct form *form, const char *heading)
{
	char *folded = utf8_fold(heading, strlen(heading));
	int field = -1;

	for (int i = 0; is_ledger(form) && i < IPA_COLUMNS; i++)
		if (reads_as(folded, ipa_heading((enum ipa_column)i)))
			field = form_field(form, ipa_field((enum ipa_column)i));
	for (size_t i = 0; is_ledger(form) && field < 0 && i < OTHERS; i++)
		if (reads_as(folded, others[i].heading))
			field = form_field(form, ipa_field(others[i].column));
	free(folded);
	return field >= 0 ? field : HEADING_UNKNOWN;
}

static bool is_column(const struct form *form, int field, enum ipa_column column)
{
	return text_is(form->fields.at[field].id, ipa_field(column));
}

bool import_ipa_rates(const struct form *form, int field)
{
	bool is = false;

	for (int i = 0; is_ledger(form) && i < IPA_COLUMNS; i++)
		is = is || (ipa_is_rating((enum ipa_column)i) &&
		            is_column(form, field, (enum ipa_column)i));
	return is;
}

/* A product of ratings: on another scale it says something else. */
bool import_ipa_compares(const struct import *import, int field)
{
	return import->scale != IMPORT_SCALE_1_3 || !is_ledger(import_form(import)) ||
	       !is_column(import_form(import), field, IPA_RISK);
}

/* ---- the scale ---- */

static void read_rating(const struct import *import, int field, const char *text, struct str *out)
{
	struct field plain = import_form(import)->fields.at[field];

	plain.has_min = plain.has_max = false;
	field_parse(&plain, text, clock_today(), out);
}

/* Which of 0 and 3 stand in a column of ratings; whether anything does. */
static void look_at_column(const struct import *import, size_t column, bool *zero, bool *three,
                           bool *any)
{
	const char *text;

	for (size_t i = 0; (text = import_sample(import, column, i))[0]; i++) {
		struct str cell = {0};
		read_rating(import, import->columns.at[column].to, text, &cell);
		*any = true;
		*zero = *zero || text_is(str_text(&cell), "0");
		*three = *three || text_is(str_text(&cell), "3");
		str_release(&cell);
	}
}

static enum import_scale scale_of_values(const struct import *import)
{
	bool zero = false, three = false, any = false;

	for (size_t i = 0; i < import->columns.count; i++)
		if (import->columns.at[i].to >= 0 &&
		    import_ipa_rates(import_form(import), import->columns.at[i].to))
			look_at_column(import, i, &zero, &three, &any);
	if (!any || (zero && !three))
		return IMPORT_SCALE_0_2;
	return three && !zero ? IMPORT_SCALE_1_3 : IMPORT_SCALE_UNKNOWN;
}

void import_look_for_ipa(struct import *import)
{
	const struct form *form = import_form(import);
	size_t theirs = 0;

	for (size_t i = 0; i < import->columns.count; i++) {
		const char *heading = import->columns.at[i].heading;
		theirs += import->columns.at[i].to >= 0 &&
		          heading_meaning(form, heading) == HEADING_UNKNOWN &&
		          import_ipa_field(form, heading) >= 0;
	}
	import->is_ipa = theirs >= THEIR_WORDS;
	if (import->is_ipa)
		import->scale = scale_of_values(import);
}

bool import_asks_scale(const struct import *import)
{
	return import->is_ipa && import->scale == IMPORT_SCALE_UNKNOWN;
}

/* 1 to 3 become 0 to 2. What is not on their scale stays as it is written, for the check to flag,
 * but for the 0 that would look right then. */
bool import_ipa_rating(const struct import *import, int field, const char *text, struct str *out)
{
	struct str cell = {0};

	read_rating(import, field, text, &cell);
	const char *rating = str_text(&cell);
	bool is_digit = rating[0] && !rating[1];
	bool fits = !(is_digit && rating[0] == '0');
	if (is_digit && rating[0] >= '1' && rating[0] <= '3')
		str_addf(out, "%c", rating[0] - IPA_SCALE_STEP);
	else
		str_add(out, text);
	str_release(&cell);
	return fits;
}
