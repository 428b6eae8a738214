/*
 * Histories and their indexes bent at random: opened, verified, found in, undone, redone,
 * forgotten. Nothing must crash; records that are whole must be read, and what is
 * appended to them must be there afterwards.
 */
#include "fuzz/mutate.h"

#include "sonae/base/bug.h"
#include "sonae/base/digest.h"
#include "sonae/store/catalogue.h"
#include "sonae/store/folder.h"

#define FORM "[form]\nkind = \"table\"\nprefix = \"A\"\ntitle_ja = \"台帳\"\n" \
	"title_en = \"Assets\"\npurpose_ja = \"何\"\npurpose_en = \"What\"\n" \
	"[field name]\ntype = \"text\"\nlabel_ja = \"名\"\nlabel_en = \"Name\"\n" \
	"help_ja = \"名\"\nhelp_en = \"Name\"\n"
#define BOOK "[workbook]\nformat = \"1\"\nlang = \"ja\"\ncurriculum = \"r7\"\ncompany = \"\"\n"

static const char *const words[] = {
	"\r\n", "\n", "\r", ",", "\"", "\"\"", "\\", "\\n", "\\x", "'", "'=", ".", "-", "0", "1", "2",
	"99", "set", "insert", "delete", "move", "undo", "redo", "outside", "save", "assets", "A-001",
	"A-002", "name", "name=", "\xEF\xBB\xBF", "\xFF", "settings", "18446744073709551615",
	"0000000000000000000000000000000000000000000000000000000000000000", "done 1 71\n",
	"sheet 1 1 1 assets\n", "covers ",
};
enum { WORDS = sizeof(words) / sizeof(words[0]) };

struct place {
	char *dir, *book, *history, *index, *csv;
	struct catalogue catalogue;
};

/* ---- a workbook to begin with ---- */

static void put(const char *dir, const char *name, const void *text, size_t len)
{
	char *path = path_join(dir, name);
	FILE *file = fopen(path, "w");

	if (!file || fwrite(text, 1, len, file) != len || fclose(file) != 0)
		BUG("%s cannot be written", path);
	free(path);
}

static void change(struct folder *folder, const char *id, const char *name)
{
	struct sheet *sheet = book_sheet(folder_book(folder), "assets", NULL);
	const char *cells[] = {name};
	struct step step = {0};
	size_t row;

	if (!sheet)
		return;
	if (sheet_find(sheet, id, &row))
		step_set(&step, sheet, row, 0, name);
	else
		step_insert(&step, sheet, id, "", cells);
	folder_do(folder, &step, NULL);
	step_release(&step);
}

static struct folder *open_book(const struct place *place)
{
	return folder_open(place->book, FOLDER_WRITE, "岡田", &place->catalogue, NULL, NULL);
}

/* Longer than what is read without an index. */
static void make_sample(const struct place *place, struct str *history, struct str *index)
{
	struct folder *folder = open_book(place);
	struct str name = {0};

	str_add_repeat(&name, 'x', 33000);
	change(folder, "A-001", name.at);
	change(folder, "A-001", "=台,\"帳\"\n二");
	folder_save(folder, NULL, NULL);
	change(folder, "A-002", "名簿");
	folder_undo(folder, NULL);
	folder_close(folder);
	if (!file_read(place->history, history, NULL) || !file_read(place->index, index, NULL))
		BUG("no sample");
	str_release(&name);
}

/* ---- a bent one ---- */

/* With a right sum, so that what it says is looked at. */
static void sum_index(struct str *index)
{
	char sum[DIGEST_HEX + 1];
	size_t tail = strlen("sum ") + DIGEST_HEX + 1;

	str_cut(index, index->len > tail ? index->len - tail : 0);
	digest_of(str_text(index), index->len, sum);
	str_addf(index, "sum %s\n", sum);
}

static bool count_record(void *context, const struct history_record *record)
{
	size_t *count = context;

	if (strlen(record->hash) < DIGEST_HEX)
		BUG("a record without a hash");
	++*count;
	return true;
}

static size_t count_records(const struct folder *folder, bool newest_first)
{
	struct history_filter filter = {.newest_first = newest_first};
	size_t count = 0;

	if (!history_find(folder_history(folder), &filter, count_record, &count, NULL))
		BUG("a history cannot be read");
	return count;
}

static void use(struct mutate *m, const struct place *place)
{
	struct folder *folder = open_book(place);
	struct folder_forgotten forgotten;
	struct folder_peek peek;
	size_t records;

	if (!folder)
		BUG("a workbook cannot be opened");
	records = count_records(folder, false);
	if (records != count_records(folder, true))
		BUG("more or fewer from the end");
	history_verify(folder_history(folder), NULL);
	folder_peek_undo(folder, &peek);
	for (size_t i = mutate_below(m, 4); i > 0; i--)
		folder_undo(folder, NULL);
	folder_redo(folder, NULL);
	change(folder, "A-003", "新");
	if (mutate_below(m, 4) == 0) {
		folder_forget(folder, mutate_below(m, 9), "name", &forgotten, NULL);
		folder_forgotten_release(&forgotten);
	}
	if (folder_unsafe(folder) || count_records(folder, false) < records)
		BUG("records were lost");
	folder_close(folder);
}

/* Complete records above the damage stay: the bytes up to it are in the file afterwards. */
static void check_torn(struct mutate *m, const struct place *place, const struct str *history)
{
	size_t cut = mutate_below(m, history->len + 1);
	const char *end = cut > 0 ? memrchr(history->at, '\n', cut) : NULL;
	size_t whole = end ? (size_t)(end - history->at) + 1 : 0;
	struct str now = {0};

	put(place->book, "history.csv", history->at, cut);
	folder_close(open_book(place));
	if (!file_read(place->history, &now, NULL) || now.len < whole ||
	    memcmp(now.at, history->at, whole) != 0)
		BUG("whole records were lost at byte %zu", cut);
	str_release(&now);
}

static void check_bent(struct mutate *m, const struct place *place, const struct str *history,
                       const struct str *index)
{
	const char *samples[] = {history->at, index->at};
	struct str bent = {0}, bent_index = {0};

	mutate_make(m, samples, 1, words, WORDS, &bent);
	if (mutate_below(m, 3) == 0)
		mutate_make(m, samples + 1, 1, words, WORDS, &bent_index);
	else
		str_add_n(&bent_index, index->at, index->len);
	if (mutate_below(m, 2) == 0)
		sum_index(&bent_index);
	put(place->book, "history.csv", str_text(&bent), bent.len);
	put(place->book, ".sonae/history", str_text(&bent_index), bent_index.len);
	use(m, place);
	str_release(&bent);
	str_release(&bent_index);
}

/* ---- all of it ---- */

static void make_place(struct place *place)
{
	char *forms = path_join(place->dir, "forms"), *sonae;

	place->book = path_join(place->dir, "book");
	sonae = path_join(place->book, ".sonae");
	if (!file_make_dir(forms, NULL) || !file_make_dir(sonae, NULL))
		BUG("%s cannot be written", place->dir);
	place->history = path_join(place->book, "history.csv");
	place->index = path_join(place->book, ".sonae/history");
	place->csv = path_join(place->book, "assets.csv");
	place->catalogue.program = mem_dup(forms);
	put(forms, "assets.ini", FORM, strlen(FORM));
	put(place->book, "sonae.ini", BOOK, strlen(BOOK));
	free(forms);
	free(sonae);
}

static void release_place(struct place *place)
{
	file_empty_dir(place->dir);
	remove(place->dir);
	catalogue_release(&place->catalogue);
	free(place->book);
	free(place->history);
	free(place->index);
	free(place->csv);
}

int main(int argc, char **argv)
{
	char dir[] = "/tmp/sonae-fuzz-XXXXXX";
	struct place place = {.dir = mkdtemp(dir)};
	struct mutate m = mutate_start(argc, argv);
	struct str history = {0}, index = {0}, csv = {0};

	if (!place.dir)
		return 2;
	make_place(&place);
	make_sample(&place, &history, &index);
	file_read(place.csv, &csv, NULL);
	while (mutate_goes_on(&m)) {
		if (mutate_below(&m, 2) == 0)
			put(place.book, "assets.csv", csv.at, csv.len);
		else
			file_remove(place.csv, NULL);
		if (mutate_below(&m, 8) == 0)
			check_torn(&m, &place, &history);
		else
			check_bent(&m, &place, &history, &index);
	}
	str_release(&history);
	str_release(&index);
	str_release(&csv);
	release_place(&place);
	return mutate_end(&m);
}
