/*
 * CSV files bent at random. Nothing must crash, and nothing must be lost: the cells
 * that are read come out of the writer so that they read the same again, and a
 * worksheet written once is written the same ever after.
 */
#include "fuzz/mutate.h"
#include "unit/make_form.h"

#include "sonae/base/bug.h"
#include "sonae/model/book.h"
#include "sonae/store/sheet_file.h"

static const char *const samples[] = {
	"id,name,note,count,storage,done\r\nA-001,台帳,\"一\n二\",3,クラウド,1\r\n",
	CSV_BOM "id,name\r\nA-001,'=SUM(A1)\r\nA-001,\"a,\"\"b\"\"\"\r\n,x\r\n",
	"name;id;備考\nx;A-7;y;z\n",
	"id\tname\rA\t \"\r",
	"id,name,storage\nA-001,\x95\x5C,\x83\x4E\x83\x89\x83\x45\x83\x68\n",
	"id,name\nA-001,\xE3\x81\n",
	"\xFF\xFEi\x01\x64\x01\t\x02\x0D\x54\n\x01\x42\xD8\x9F\xDF\x42\xD8x",
};

static const char *const words[] = {
	"\r\n", "\n", "\r", ",", ";", "\t", "\"", "\"\"", "\",\"", "\xEF\xBB\xBF", "id", "name",
	"note", "count", "storage", "done", "A-001", "A-002", "'", "'=", "''-", "=1", "-5", "n/a",
	"クラウド", "Cloud", "事務所PC", " ", "　", "\xFF", "\xED\xB3\xBF", "\x95\x5C", "1;2", "\xFF\xFE", "\xFE\xFF",
};

/* ---- cells ---- */

/* A row is its cells, each ended by a NUL; rows end with one more byte. */
struct table {
	struct str cells;
};

static void take_cell(void *context, const char *text, size_t len)
{
	struct table *table = context;

	if (strlen(text) != len)
		BUG("a NUL inside of a cell");
	str_add_n(&table->cells, text, len + 1);
}

static void take_row(void *context, long line)
{
	struct table *table = context;

	if (line < 1)
		BUG("line %ld", line);
	str_add_byte(&table->cells, '\x01');
}

static bool read_table(const struct str *text, struct table *table, struct csv_info *info)
{
	struct csv_sink sink = {.context = table, .cell = take_cell, .row = take_row};
	struct err err = {0};
	bool done = csv_read_text(str_text(text), text->len, "x.csv", sink, info, &err);

	if (!done && (err.code != ERR_CSV_QUOTE && err.code != ERR_CSV_OPEN_QUOTE))
		BUG("error %d", (int)err.code);
	return done;
}

/* BOM first: then neither encoding nor separator need be guessed but by the comma. */
static void write_table(const struct table *table, struct str *out)
{
	const char *at = str_text(&table->cells), *end = at + table->cells.len;

	str_add(out, CSV_BOM "a,b");
	csv_end_row(out);
	for (bool first = true; at < end; first = false) {
		if (*at == '\x01') {
			csv_end_row(out);
			at++;
			first = true;
			if (at == end)
				break;
		}
		csv_add_cell(out, at, first);
		at += strlen(at) + 1;
	}
}

static void check_cells(const struct str *text)
{
	struct table table = {{0}}, again = {{0}};
	struct csv_info info;
	struct str out = {0};

	/* A cell that begins like the mark of a row's end would be taken for it. */
	if (read_table(text, &table, &info) && !memchr(str_text(text), '\x01', text->len)) {
		write_table(&table, &out);
		if (!read_table(&out, &again, &info))
			BUG("what was written cannot be read");
		if (again.cells.len != table.cells.len + 5 ||
		    memcmp(again.cells.at + 5, str_text(&table.cells), table.cells.len) != 0)
			BUG("cells were lost");
	}
	str_release(&table.cells);
	str_release(&again.cells);
	str_release(&out);
}

/* ---- worksheets ---- */

struct source {
	const struct str *text;
	struct sheet_reading reading;
};

static struct form *fetch_form(void *context, const char *id, struct err *err)
{
	struct form *form = make_form("assets", FORM_TABLE, "A");

	(void)context;
	(void)id;
	(void)err;
	make_field(form, "name", "text");
	make_field(form, "note", "memo");
	make_field(form, "count", "number");
	struct field *storage = make_field(form, "storage", "choice");
	make_choice(storage, "office_pc", "事務所PC", "Office PC");
	make_choice(storage, "cloud", "クラウド", "Cloud");
	make_field(form, "done", "check");
	return form;
}

static bool fetch_rows(void *context, struct sheet *sheet, struct err *err)
{
	struct source *source = context;

	return sheet_read_text(str_text(source->text), source->text->len, "x.csv", sheet,
	                       &source->reading, err);
}

/* Reads the text as a worksheet and writes that; false when it is none. */
static bool rewrite(const struct str *text, const char *path, struct str *out)
{
	struct source source = {.text = text};
	struct book_source callbacks = {&source, fetch_form, fetch_rows};
	struct book *book = book_new(callbacks, (struct date){2026, 11, 22});
	struct sheet *sheet = book_sheet(book, "assets", NULL);
	struct file_write *write = sheet ? file_write_begin(path, NULL) : NULL;

	if (write) {
		sheet_write(book, sheet, LANG_JA, write);
		if (!file_write_commit(write, NULL) || !file_read(path, out, NULL))
			BUG("%s cannot be written", path);
	}
	sheet_reading_release(&source.reading);
	book_free(book);
	return write != NULL;
}

static void check_sheet(const struct str *text, const char *path)
{
	struct str once = {0}, twice = {0};

	if (rewrite(text, path, &once)) {
		if (!rewrite(&once, path, &twice))
			BUG("our own file cannot be read");
		if (once.len != twice.len || memcmp(once.at, twice.at, once.len) != 0)
			BUG("a file changed by being read");
	}
	str_release(&once);
	str_release(&twice);
}

int main(int argc, char **argv)
{
	char dir[] = "/tmp/sonae-fuzz-XXXXXX";
	char *path = mkdtemp(dir) ? path_join(dir, "out.csv") : NULL;
	struct mutate m = mutate_start(argc, argv);

	if (!path)
		return 2;
	while (mutate_goes_on(&m)) {
		struct str text = {0};
		mutate_make(&m, samples, sizeof(samples) / sizeof(samples[0]), words,
		            sizeof(words) / sizeof(words[0]), &text);
		check_cells(&text);
		check_sheet(&text, path);
		str_release(&text);
	}
	file_remove(path, NULL);
	remove(dir);
	free(path);
	return mutate_end(&m);
}
