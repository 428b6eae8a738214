#include "sonae/model/ipa.h"

#include "sonae/base/str.h"

static const struct {
	const char *heading, *field;
} columns[] = {
#define COLUMN(NAME, heading, field) {heading, field},
	IPA_COLUMN_LIST(COLUMN)
#undef COLUMN
};

static const struct {
	const char *choice, *word;
} storages[] = {
	{"office_pc", "事務所PC"},      {"tablet", "モバイル機器"},      {"own_server", "社内サーバー"},
	{"outside_server", "社外サーバー"}, {"removable", "可搬電子媒体"}, {"paper", "書類"},
	{"cabinet", "書類"},
};
enum { STORAGES = sizeof(storages) / sizeof(storages[0]) };

const char *ipa_heading(enum ipa_column column)
{
	return columns[column].heading;
}

const char *ipa_field(enum ipa_column column)
{
	return columns[column].field;
}

bool ipa_is_rating(enum ipa_column column)
{
	return column >= IPA_CONFIDENTIALITY && column <= IPA_IMPORTANCE;
}

const char *ipa_storage(const char *choice)
{
	for (size_t i = 0; i < STORAGES; i++)
		if (text_is(storages[i].choice, choice))
			return storages[i].word;
	return "";
}
