/*
 * Tables made elsewhere, bent at random, on their way into worksheets. Nothing must crash; what is
 * planned must fit the workbook as it is; and taking it over twice must change nothing more.
 */
#include "fuzz/mutate.h"

#include "sonae/app/import.h"
#include "sonae/base/bug.h"

#include <unistd.h>

static const char *const samples[] = {
	"一覧\n\nid,資産の名前,管理部署,保存先,機密性,登録日,委託先,変な列\nA-001,名簿,総務部,事務所PC,2,令和6年9月10日,さくら保管,x\n,図面,,屋根裏,5,,どこか,\n",
	"業務分類,情報資産名称,媒体・保存先,個人情報,機密性,完全性,可用性,重要度\n人事,名簿,書類,有,3,2,1,3\n",
	"id,label,parent\n1,根,\n2,枝,1\n3,葉,枝\n",
	"根\n  [AND] 枝 (確率=6%)\n    葉\n",
	"of,item_text,answer\nD-001,権限の分け方がおかしい,該当\n",
	"id,threat,vulnerability\noffice_pc,3,2\n書類,1,\n",
	"Name;Where it is kept;Entrusted to\nServer;Own server;SU-001 さくら保管\nServer;Own server;SU-001\n",
};

static const char *const words[] = {
	"\n", ",", ";", "\t", "\"", "id", "資産の名前", "name", "A-001", "A-002", "A-1000000", "A-", "SU-001", "D-001",
	"1", "3", "0", "さくら保管", "、", ";", "'=1", "outsourced_to", "outsourced_to_text", "parent", "n/a", "　", "  ",
	"\xFF", "\xFF\xFE", "委託先", "名簿", "重要度", "機密性", "consultant_note", "of", "item", "item_text",
};

static const char *const sheets[] = {"assets", "attack_tree", "vuln_check", "threat_state", "settings", "apps"};

static struct book *book_of(struct session *session)
{
	return folder_book(session->folder);
}

static void apply(struct session *session, const struct step *step)
{
	struct err err = {0};
	char text[600];

	for (size_t i = 0; i < step->changes.count; i++)
		if (!change_apply(book_of(session), &step->changes.at[i], true, &err))
			BUG("does not fit: %s", err_text(&err, text, sizeof(text)));
}

static void take_back(struct session *session, const struct step *step)
{
	for (size_t i = step->changes.count; i-- > 0;) {
		struct change inverse = {.kind = CHANGE_SET};
		change_invert(&step->changes.at[i], &inverse);
		change_apply(book_of(session), &inverse, true, NULL);
		change_release(&inverse);
	}
}

/* Rows of a tree are also what they hang below, which names may no longer tell. */
static void check_twice(struct import *import)
{
	struct step done = import->step;

	import->step = (struct step){.changes = {0}};
	apply(import->session, &done);
	import_plan(import);
	if (import->step.changes.count > 0 && sheet_form(import->sheet)->kind != FORM_TREE)
		BUG("once more changes %s", import->step.changes.at[0].row);
	take_back(import->session, &done);
	step_release(&done);
}

static void say_all(const struct import *import)
{
	struct str said = {0};

	for (size_t i = 0; i < import->lines.count; i++)
		import_say(import, i, &said);
	for (size_t i = 0; i < import->columns.count; i++)
		import_say_column(import, i, &said);
	import_say_counts(import, &said);
	str_release(&said);
}

static void map_any(struct mutate *m, struct import *import)
{
	int to = (int)mutate_below(m, sheet_form(import->sheet)->fields.count + 1) - 1;

	if (import_takes(import, to))
		import_map(import, mutate_below(m, import->columns.count), to);
	else
		import_map(import, mutate_below(m, import->columns.count), IMPORT_NOWHERE);
}

static void check(struct mutate *m, struct session *session, const char *path)
{
	const char *id = sheets[mutate_below(m, sizeof(sheets) / sizeof(sheets[0]))];
	struct sheet *sheet = book_sheet(book_of(session), id, NULL);
	struct import import;

	if (import_open(session, sheet, path, NULL, &import, NULL)) {
		for (size_t i = mutate_below(m, 3); i > 0 && import.columns.count > 0; i--)
			map_any(m, &import);
		if (import_asks_scale(&import) || mutate_below(m, 8) == 0)
			import.scale = mutate_below(m, 2) ? IMPORT_SCALE_1_3 : IMPORT_SCALE_0_2;
		import_plan(&import);
		say_all(&import);
		check_twice(&import);
	}
	import_release(&import);
}

static void open_book(struct session *session, const char *dir)
{
	char *book = path_join(dir, "book");
	struct new_workbook wanted = {.path = book, .company = "試験", .lang = LANG_JA, .example = true};

	setenv("XDG_CONFIG_HOME", dir, 1);
	setenv("SONAE_FORMS", "forms", 1);
	if (!session_init(session, NULL) || !session_create(session, &wanted, NULL) ||
	    !session_open(session, book, FOLDER_WRITE, NULL))
		BUG("no workbook in %s", dir);
	free(book);
}

int main(int argc, char **argv)
{
	char dir[] = "/tmp/sonae-fuzz-XXXXXX";
	struct mutate m = mutate_start(argc, argv);
	struct session session = {0};

	if (!mkdtemp(dir))
		return 2;
	open_book(&session, dir);
	char *path = path_join(dir, "in.txt");
	while (mutate_goes_on(&m)) {
		struct str text = {0};
		mutate_make(&m, samples, sizeof(samples) / sizeof(samples[0]), words,
		            sizeof(words) / sizeof(words[0]), &text);
		FILE *file = fopen(path, "wb");
		fwrite(str_text(&text), 1, text.len, file);
		fclose(file);
		check(&m, &session, path);
		str_release(&text);
	}
	session_release(&session);
	file_empty_dir(dir);
	remove(dir);
	free(path);
	return mutate_end(&m);
}
