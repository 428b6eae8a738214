/*
 * make_data.c - usage: make_data DIR ROWS. Makes a workbook whose asset inventory has that
 * many rows, always the same ones, and saves it, so that the file is as Sonae writes it
 * and its history knows it.
 */
#include "sonae/base/file_write.h"
#include "sonae/store/csv.h"
#include "sonae/store/folder.h"

#include <stdint.h>
#include <stdio.h>

#define SHEET "assets"
#define SOME(list) list[pick(numbers, sizeof(list) / sizeof(list[0]))]

static const char *const categories[] = {"人事", "経理", "営業", "総務", "開発", "法務", "購買", "広報"};
static const char *const names[] = {
	"社員名簿", "給与台帳", "顧客一覧", "契約書", "請求書綴", "設計図面", "監査記録",
	"見積データ", "マイナンバー届", "取引先との連絡メール", "ｿｰｽｺｰﾄﾞ", "入退室記録",
};
static const char *const plain_notes[] = {"", "", "", "", "", "要確認", "原本あり", "過去3年分"};
static const char *const quoted_notes[] = {
	"原本,写し", "鍵: 総務, 経理", "通称\"旧台帳\"", "上段\n下段", "移管予定,未定",
};
static const char *const users[] = {"全社員", "人事担当", "営業部員", "管理職", "経理担当、税理士"};
static const char *const departments[] = {"総務部", "人事部", "経理部", "営業部", "情報システム課"};
static const char *const managers[] = {"総務部長 高橋", "経理課長 佐藤", "営業部長 鈴木", "田中"};
static const char *const storages[] = {
	"事務所PC", "タブレット", "社内サーバ", "社外サーバ", "キャビネット・金庫", "書類",
};
static const char *const media[] = {"電子", "紙", "可搬媒体"};

/* xorshift64: the same numbers everywhere. */
static uint64_t next(uint64_t *numbers)
{
	*numbers ^= *numbers << 13;
	*numbers ^= *numbers >> 7;
	*numbers ^= *numbers << 17;
	return *numbers;
}

static size_t pick(uint64_t *numbers, size_t count)
{
	return (size_t)(next(numbers) % count);
}

static void add(struct str *out, const char *text)
{
	csv_add_cell(out, text, false);
}

static void add_number(struct str *out, size_t number)
{
	char text[24];

	snprintf(text, sizeof(text), "%zu", number);
	add(out, text);
}

static void add_date(struct str *out, uint64_t *numbers)
{
	char text[40];

	snprintf(text, sizeof(text), "20%02zu-%02zu-%02zu", 15 + pick(numbers, 11),
	         1 + pick(numbers, 12), 1 + pick(numbers, 28));
	add(out, text);
}

static void add_row(struct str *out, uint64_t *numbers, size_t number)
{
	char text[80];

	snprintf(text, sizeof(text), "A-%03zu", number);
	csv_add_cell(out, text, true);
	add(out, SOME(categories));
	snprintf(text, sizeof(text), "%s-%zu", SOME(names), number);
	add(out, text);
	add(out, pick(numbers, 20) == 0 ? SOME(quoted_notes) : SOME(plain_notes));
	add(out, SOME(users));
	add(out, SOME(departments));
	add(out, SOME(managers));
	add(out, SOME(storages));
	add(out, SOME(media));
	add_number(out, pick(numbers, 3) == 0);
	add_number(out, pick(numbers, 9) == 0);
	add_number(out, pick(numbers, 12) == 0);
	for (int i = 0; i < 3; i++)
		add_number(out, pick(numbers, 3));
	add_date(out, numbers);
	csv_end_row(out);
}

static bool write_rows(const char *dir, size_t rows, struct err *err)
{
	uint64_t numbers = 20240401;
	char *path = path_join(dir, SHEET ".csv");
	struct file_write *write = file_write_begin(path, err);
	struct str out = {0};

	free(path);
	if (!write)
		return false;
	str_add(&out, CSV_BOM "id,category,name,note,users,department,manager,storage,medium,"
	                      "personal,sensitive,my_number,confidentiality,integrity,"
	                      "availability,registered\r\n");
	for (size_t i = 1; i <= rows; i++)
		add_row(&out, &numbers, i);
	file_write_add(write, out.at, out.len);
	str_release(&out);
	return file_write_commit(write, err);
}

/* One cell is changed, so that there is something to save. */
static bool save_once(struct folder *folder, struct err *err)
{
	struct sheet *sheet = book_sheet(folder_book(folder), SHEET, err);
	struct step step = {0};
	bool done;

	if (!sheet)
		return false;
	step_set(&step, sheet, 0, form_field(sheet_form(sheet), "name"), "最初の行");
	done = folder_do(folder, &step, err) && folder_save(folder, NULL, err);
	step_release(&step);
	return done;
}

static bool make(const char *dir, size_t rows, struct err *err)
{
	struct folder_settings settings = {.lang = LANG_JA, .curriculum = "r7", .company = "計測商事"};
	struct catalogue catalogue = {0};
	struct folder *folder = NULL;
	bool done = catalogue_init(&catalogue, err) && folder_create(dir, &settings, err) &&
	            write_rows(dir, rows, err);

	if (done)
		folder = folder_open(dir, FOLDER_WRITE, "計測", &catalogue, NULL, err);
	done = folder && save_once(folder, err);
	folder_close(folder);
	catalogue_release(&catalogue);
	return done;
}

int main(int argc, char **argv)
{
	struct err err = {0};
	char text[700];
	size_t rows = argc == 3 ? strtoul(argv[2], NULL, 10) : 0;

	if (rows == 0) {
		fprintf(stderr, "usage: make_data DIR ROWS\n");
		return 2;
	}
	if (make(argv[1], rows, &err))
		return 0;
	fprintf(stderr, "make_data: %s\n", err_text(&err, text, sizeof(text)));
	return 1;
}
