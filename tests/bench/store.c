/*
 * store.c - usage: store DIR. What durability costs, in a workbook with many rows of
 * `assets`: a change against bare bytes made durable, saving the worksheet against
 * writing the same bytes. Fails when a figure is over its bound.
 */
#include "sonae/base/fd.h"
#include "sonae/store/folder.h"
#include "support/figures.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

enum { COMMITS = 200, SAVES = 7 };

#define SHEET "assets"

struct bench {
	struct folder *folder;
	struct sheet *sheet;
	char *history, *csv, *bare; /* paths; `bare` is ours to scribble in */
};

static void must(bool done, const char *what, const struct err *err)
{
	char text[700];

	if (done)
		return;
	fprintf(stderr, "store: %s: %s\n", what, err ? err_text(err, text, sizeof(text)) : "failed");
	exit(EXIT_FAILURE);
}

static double ms_since(long long began)
{
	return (double)(now_ns() - began) / 1e6;
}

/* ---- a commit ---- */

static double commit_once(const struct bench *bench, int number)
{
	struct step step = {0};
	struct err err = {0};
	char note[64];
	long long began = now_ns();

	snprintf(note, sizeof(note), "原本は営業所の棚%d", number);
	step_set(&step, bench->sheet, (size_t)number, form_field(sheet_form(bench->sheet), "note"), note);
	must(folder_do(bench->folder, &step, &err), "folder_do", &err);
	step_release(&step);
	return ms_since(began);
}

static double append_once(int fd, const char *bytes, size_t len)
{
	long long began = now_ns();

	must(fd_write(fd, bytes, len) && fdatasync(fd) == 0, "append", NULL);
	return ms_since(began);
}

static bool commits(const struct bench *bench)
{
	struct series ours = {0}, bare = {0};
	static char bytes[4096];
	int fd = fd_open(bench->bare, O_WRONLY | O_CREAT | O_APPEND, 0600);
	bool kept;

	must(fd >= 0, bench->bare, NULL);
	for (int i = 0; i < COMMITS; i++) {
		long long before = file_stamp(bench->history).size;
		series_add(&ours, commit_once(bench, i));
		size_t len = (size_t)(file_stamp(bench->history).size - before);
		must(len > 0 && len <= sizeof(bytes), "the history grew by", NULL);
		series_add(&bare, append_once(fd, bytes, len));
	}
	fd_close(fd);
	kept = figures_ratio("a durable change / write, fdatasync", series_median(&ours),
	                     series_median(&bare), "ms", 5);
	series_release(&ours);
	series_release(&bare);
	return kept;
}

/* ---- saving ---- */

static double save_once(const struct bench *bench)
{
	struct err err = {0};
	long long began = now_ns();

	must(folder_save(bench->folder, SHEET, &err), "folder_save", &err);
	return ms_since(began);
}

static double write_once(const char *path, const struct str *bytes)
{
	long long began = now_ns();
	int fd = fd_open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	must(fd >= 0 && fd_write(fd, bytes->at, bytes->len) && fd_sync(fd) && fd_close(fd), "write",
	     NULL);
	return ms_since(began);
}

static bool saving(const struct bench *bench)
{
	struct series ours = {0}, bare = {0};
	struct err err = {0};
	bool kept;

	for (int i = 0; i < SAVES; i++) {
		struct str bytes = {0};

		commit_once(bench, COMMITS + i);
		series_add(&ours, save_once(bench));
		must(file_read(bench->csv, &bytes, &err), "read", &err);
		must(file_remove(bench->bare, &err), "remove", &err);
		series_add(&bare, write_once(bench->bare, &bytes));
		str_release(&bytes);
	}
	/* Where the disk takes bytes as fast as memory does, what is measured is making them:
	 * 4 million cells, computed, quoted and hashed. */
	kept = figures_ratio("saving many rows / write, fsync", series_median(&ours),
	                     series_median(&bare), "ms", 20);
	series_release(&ours);
	series_release(&bare);
	return kept;
}

/* ---- all of it ---- */

static void open_bench(struct bench *bench, const char *dir, const struct catalogue *catalogue)
{
	struct err err = {0};

	bench->folder = folder_open(dir, FOLDER_WRITE, "計測", catalogue, NULL, &err);
	must(bench->folder, dir, &err);
	bench->sheet = book_sheet(folder_book(bench->folder), SHEET, &err);
	must(bench->sheet, SHEET, &err);
	must(sheet_row_count(bench->sheet) > COMMITS + SAVES, "too few rows", NULL);
	bench->history = path_join(dir, "history.csv");
	bench->csv = path_join(dir, SHEET ".csv");
	bench->bare = path_join(dir, "bare");
}

static void close_bench(struct bench *bench)
{
	file_remove(bench->bare, NULL);
	folder_close(bench->folder);
	free(bench->history);
	free(bench->csv);
	free(bench->bare);
}

int main(int argc, char **argv)
{
	struct catalogue catalogue = {0};
	struct bench bench = {0};
	struct err err = {0};
	bool kept;

	if (argc != 2) {
		fprintf(stderr, "usage: store DIR\n");
		return 2;
	}
	must(catalogue_init(&catalogue, &err), "forms", &err);
	open_bench(&bench, argv[1], &catalogue);
	kept = commits(&bench);
	kept &= saving(&bench);
	close_bench(&bench);
	catalogue_release(&catalogue);
	return kept ? 0 : 1;
}
