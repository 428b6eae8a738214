/* The asset inventory in the columns of IPA's sheet, on its scale. */
#include "app_fixture.h"

#include "sonae/app/entry.h"
#include "sonae/app/export_plan.h"
#include "sonae/export/package.h"
#include "sonae/model/ipa.h"

/* Columns A to O as they stand in the sheet, then what it computes. */
#define HEADINGS                                                                                  \
	"業務分類,情報資産名称,備考,利用者範囲,管理部署,媒体・保存先,個人情報,要配慮個人情報,特定個人情報," \
	"機密性,完全性,可用性,重要度,保存期限,登録日,脅威,脆弱性,被害発生可能性,リスク値\r\n"

static void set(struct session *session, const char *sheet_id, const char *row_id, const char *field,
                const char *typed)
{
	struct sheet *sheet = book_sheet(folder_book(session->folder), sheet_id, NULL);
	struct step step = {0};
	struct err err = {0};
	size_t row;

	assert_true(sheet_find(sheet, row_id, &row));
	if (!entry_set(session, &step, sheet, row, form_field(sheet_form(sheet), field), typed, &err))
		fail_msg("%s: %s", field, err_name(err.code));
	assert_true(folder_do(session->folder, &step, NULL));
	step_release(&step);
}

static void add(struct session *session, const char *name, char id[64])
{
	struct sheet *sheet = book_sheet(folder_book(session->folder), "assets", NULL);
	struct step step = {0};

	assert_true(entry_new_row(session, &step, sheet, "", form_field(sheet_form(sheet), "name"), name, id,
	                          NULL));
	assert_true(folder_do(session->folder, &step, NULL));
	step_release(&step);
}

/* ipa.csv in that language; the caller frees. NULL: none was made. */
static char *ledger(struct session *session, enum lang lang)
{
	struct export_choice choice = {.formats = "ipa", .lang = lang};
	struct package_formats formats;
	struct outgoing out;
	struct out_files files = {0};
	char id[96];

	assert_true(export_plan(session, &choice, &out, &formats, NULL));
	assert_true(package_make(&out, &formats, &files, id, NULL));
	const struct out_file *file = out_files_find(&files, "ipa.csv");
	char *text = file ? mem_dup(str_text(&file->bytes)) : NULL;
	out_files_release(&files);
	package_formats_release(&formats);
	outgoing_release(&out);
	return text;
}

/* C 2, I 1, A 0 here are 3, 2, 1 there, importance 3; threat 3 and vulnerability 2 make a
 * likelihood of 3 + 2 - 3 = 2, and a risk of 3 x 2 = 6. */
static void test_full_row(void **state)
{
	static const char *const cells[][2] = {
		{"category", "人事"}, {"note", "=1+1"}, {"users", "人事担当"}, {"department", "総務部"},
		{"storage", "社内サーバ"}, {"personal", "はい"}, {"sensitive", "いいえ"}, {"my_number", "はい"},
		{"confidentiality", "2"}, {"integrity", "1"}, {"availability", "0"}, {"retention", "7"},
		{"registered", "2026-09-10"}, {"threat_own", "3"}, {"vulnerability_own", "2"},
	};
	struct fixture fixture;
	char id[64];

	(void)state;
	fixture_make(&fixture, false, LANG_JA);
	add(&fixture.session, "社員名簿, 2026", id);
	for (size_t i = 0; i < sizeof(cells) / sizeof(cells[0]); i++)
		set(&fixture.session, "assets", id, cells[i][0], cells[i][1]);
	for (enum lang lang = 0; lang < LANG_COUNT; lang++) {
		char *text = ledger(&fixture.session, lang);
		assert_string_equal(text, "\xEF\xBB\xBF" HEADINGS
		                          "人事,\"社員名簿, 2026\",'=1+1,人事担当,総務部,社内サーバー,有,,有,"
		                          "3,2,1,3,7年,2026-09-10,3,2,2,6\r\n");
		free(text);
	}
	session_release(&fixture.session);
}

/* What nobody answered, or answered with 対象外, is empty: no 1 is made of nothing. */
static void test_empty_and_disposed(void **state)
{
	struct fixture fixture;
	char id[64];

	(void)state;
	fixture_make(&fixture, false, LANG_JA);
	assert_null(ledger(&fixture.session, LANG_JA));
	add(&fixture.session, "図面", id);
	set(&fixture.session, "assets", id, "retention", "対象外");
	set(&fixture.session, "assets", id, "confidentiality", "0");
	add(&fixture.session, "捨てた物", id);
	set(&fixture.session, "assets", id, "disposed", "2026-10-01");
	char *text = ledger(&fixture.session, LANG_JA);
	assert_string_equal(text, "\xEF\xBB\xBF" HEADINGS "\"\",図面,,,,,,,,1,,,,,,,,,\r\n");
	free(text);
	session_release(&fixture.session);
}

static void test_every_storage_has_its_word(void **state)
{
	struct fixture fixture;

	(void)state;
	fixture_make(&fixture, false, LANG_JA);
	const struct form *form = sheet_form(fixture_sheet(&fixture, "assets"));
	const struct field *storage = &form->fields.at[form_field(form, "storage")];
	for (size_t i = 0; i < storage->choices.count; i++)
		assert_string_not_equal(ipa_storage(storage->choices.at[i].id), "");
	for (enum ipa_column column = 0; column < IPA_COLUMNS; column++)
		assert_true(form_field(form, ipa_field(column)) >= 0);
	assert_string_equal(ipa_storage("paper"), "書類");
	assert_string_equal(ipa_storage("cabinet"), "書類");
	assert_string_equal(ipa_storage("bookshelf"), "");
	session_release(&fixture.session);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_full_row),
		cmocka_unit_test(test_empty_and_disposed),
		cmocka_unit_test(test_every_storage_has_its_word),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
