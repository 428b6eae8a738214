/* What backups there are. backup_make.c makes them, backup_prune.c removes them. */
#include "backup_priv.h"

#include "sonae/base/file.h"
#include "sonae/base/file_write.h"
#include "sonae/base/mem.h"
#include "sonae/store/csv.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- manifests ---- */

enum column { NAME, SIZE, MTIME, SUM, IN, COLUMNS };
#define HISTORY_NAME "history.csv"

struct backup_file *backup_add_file(struct backup *backup, const char *name, const char *in)
{
	struct backup_file *file = vec_add(&backup->files);

	file->name = mem_dup(name);
	file->in = mem_dup(in);
	return file;
}

void backup_release(struct backup *backup)
{
	for (size_t i = 0; i < backup->files.count; i++) {
		free(backup->files.at[i].name);
		free(backup->files.at[i].in);
	}
	vec_release(&backup->files);
	free(backup->stamp);
	backup->stamp = NULL;
}

char *backup_path(const char *dir, const char *stamp, const char *name)
{
	char *folder = path_join(dir, stamp);
	char *path = path_join(folder, name);

	free(folder);
	return path;
}

static void add_number(struct str *out, long long number)
{
	char text[24];

	snprintf(text, sizeof(text), "%lld", number);
	csv_add_cell(out, text, false);
}

static void add_line(struct str *out, const char *name, long long size, long long mtime_ns,
                     const char *sum, const char *in)
{
	csv_add_cell(out, name, true);
	add_number(out, size);
	add_number(out, mtime_ns);
	csv_add_cell(out, sum, false);
	csv_add_cell(out, in, false);
	csv_end_row(out);
}

bool backup_write_manifest(const char *dir, const struct backup *backup, struct err *err)
{
	char *path = backup_path(dir, backup->stamp, BACKUP_MANIFEST);
	struct str text = {0};

	str_add(&text, CSV_BOM "name,size,mtime,sha256,in\r\n");
	for (size_t i = 0; i < backup->files.count; i++) {
		const struct backup_file *file = &backup->files.at[i];
		add_line(&text, file->name, file->size, file->mtime_ns, file->sum, file->in);
	}
	add_line(&text, HISTORY_NAME, backup->history_size, 0, backup->history_head, "");
	bool written = file_replace(path, text.at, text.len, err);
	str_release(&text);
	free(path);
	return written;
}

/* A manifest on its way in: the cells of one line. */
struct reading {
	struct backup *backup;
	struct str cell[COLUMNS];
	int count;
};

static void on_cell(void *context, const char *text, size_t len)
{
	struct reading *reading = context;

	if (reading->count < COLUMNS) {
		str_clear(&reading->cell[reading->count]);
		str_add_n(&reading->cell[reading->count], text, len);
	}
	reading->count++;
}

/* Names lead to files: none may lead out of the backups. */
static bool is_safe_name(const char *name)
{
	return name[0] != '\0' && name[0] != '/' && name[0] != '.' && !strstr(name, "/.") &&
	       !strstr(name, "//");
}

static void take_line(struct reading *reading)
{
	const char *name = str_text(&reading->cell[NAME]), *sum = str_text(&reading->cell[SUM]);
	const char *in = str_text(&reading->cell[IN]);
	long long size = strtoll(str_text(&reading->cell[SIZE]), NULL, 10);

	if (strlen(sum) != DIGEST_HEX || !is_safe_name(name))
		return;
	if (text_is(name, HISTORY_NAME)) {
		reading->backup->history_size = size;
		memcpy(reading->backup->history_head, sum, DIGEST_HEX + 1);
	} else if (is_safe_name(in)) {
		struct backup_file *file = backup_add_file(reading->backup, name, in);
		file->size = size;
		file->mtime_ns = strtoll(str_text(&reading->cell[MTIME]), NULL, 10);
		memcpy(file->sum, sum, DIGEST_HEX + 1);
	}
}

static void on_row(void *context, long line)
{
	struct reading *reading = context;

	if (line > 1 && reading->count == COLUMNS)
		take_line(reading);
	reading->count = 0;
}

static bool read_manifest(const char *dir, struct backup *backup)
{
	char *path = backup_path(dir, backup->stamp, BACKUP_MANIFEST);
	struct reading reading = {.backup = backup};
	struct csv_sink sink = {.context = &reading, .cell = on_cell, .row = on_row};
	bool read = csv_read(path, BACKUP_MANIFEST, sink, NULL, NULL);

	for (int i = 0; i < COLUMNS; i++)
		str_release(&reading.cell[i]);
	free(path);
	return read;
}

/* ---- all of them ---- */

static void read_one(struct backups *backups, const char *name)
{
	struct backup backup = {.stamp = mem_dup(name)};

	if (read_manifest(backups->dir, &backup))
		vec_push(&backups->at, backup);
	else
		backup_release(&backup);
}

bool backups_read(const char *folder, struct backups *backups, struct err *err)
{
	char *own = path_join(folder, ".sonae"), **names;
	size_t count;

	backups->dir = path_join(own, "backups");
	free(own);
	if (!file_exists(backups->dir))
		return true;
	if (!file_list(backups->dir, &names, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		read_one(backups, names[i]);
		free(names[i]);
	}
	free(names);
	return true;
}

void backups_release(struct backups *backups)
{
	for (size_t i = 0; i < backups->at.count; i++)
		backup_release(&backups->at.at[i]);
	vec_release(&backups->at);
	free(backups->dir);
	backups->dir = NULL;
}

/* ---- asking ---- */

const char *backup_time(const struct backup *backup, char buffer[32])
{
	const char *stamp = backup->stamp;

	if (strlen(stamp) < 17)
		text_copy(buffer, 32, stamp);
	else
		snprintf(buffer, 32, "%.10s %.2s:%.2s:%.2s%.3s", stamp, stamp + 11, stamp + 13,
		         stamp + 15, stamp + 17);
	return buffer;
}

const struct backup_file *backup_file_of(const struct backup *backup, const char *name)
{
	for (size_t i = 0; i < backup->files.count; i++)
		if (text_is(backup->files.at[i].name, name))
			return &backup->files.at[i];
	return NULL;
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void backup_changes(const struct backups *backups, size_t index, struct backup_names *names)
{
	static const struct backup none = {.stamp = NULL};
	const struct backup *now = &backups->at.at[index];
	const struct backup *before = index > 0 ? now - 1 : &none;

	for (size_t i = 0; i < now->files.count; i++) {
		const struct backup_file *file = &now->files.at[i];
		const struct backup_file *old = backup_file_of(before, file->name);
		if (!old || strcmp(old->sum, file->sum) != 0)
			vec_push(&names->at, file->name);
	}
	for (size_t i = 0; i < before->files.count; i++)
		if (!backup_file_of(now, before->files.at[i].name))
			vec_push(&names->at, before->files.at[i].name);
	if (names->at.count > 0)
		qsort(names->at.at, names->at.count, sizeof(*names->at.at), by_bytes);
}

/* As stamps are written: "2026-11-22 07:30" -> "2026-11-22T0730". */
static void add_stamp_of(struct str *out, const char *word)
{
	for (; *word; word++)
		if (*word != ':')
			str_add_byte(out, *word == ' ' ? 'T' : *word);
}

static size_t find_start(const struct backups *backups, const char *start, size_t *index)
{
	size_t found = 0;

	for (size_t i = 0; i < backups->at.count; i++) {
		const char *stamp = backups->at.at[i].stamp;
		if (!text_starts(stamp, start))
			continue;
		*index = i;
		if (text_is(stamp, start))
			return 1;
		found++;
	}
	return found;
}

size_t backups_find(const struct backups *backups, const char *word, struct date today,
                    size_t *index)
{
	enum date_precision precision;
	struct date day;
	struct str start = {0};
	char iso[16];
	size_t found;

	if (date_parse(word, today, &day, &precision) && precision == DATE_DAY)
		return find_start(backups, date_iso(day, iso), index) > 0 ? 1 : 0;
	add_stamp_of(&start, word);
	found = start.len > 0 ? find_start(backups, start.at, index) : 0;
	str_release(&start);
	return found;
}

bool backup_read_copy(const struct backups *backups, const struct backup_file *file,
                      struct str *out, struct err *err)
{
	char *path = backup_path(backups->dir, file->in, file->name);
	char sum[DIGEST_HEX + 1];
	size_t before = out->len;
	bool read = file_read(path, out, err);

	free(path);
	if (!read)
		return false;
	digest_of(str_text(out) + before, out->len - before, sum);
	if (strcmp(sum, file->sum) == 0)
		return true;
	str_cut(out, before);
	return err_set(err, ERR_BACKUP, file->name, 0, "%s", file->in);
}

/* ---- after copies were changed on purpose ---- */

static bool resum(const struct backups *backups, struct backup_file *file, bool *changed,
                  struct err *err)
{
	char *path = backup_path(backups->dir, file->in, file->name), sum[DIGEST_HEX + 1];
	struct str bytes = {0};
	bool read = file_read(path, &bytes, err);

	if (read) {
		digest_of(str_text(&bytes), bytes.len, sum);
		*changed = *changed || strcmp(sum, file->sum) != 0;
		memcpy(file->sum, sum, sizeof(sum));
		file->size = (long long)bytes.len;
	}
	str_release(&bytes);
	free(path);
	return read;
}

bool backups_resum(const char *folder, struct err *err)
{
	struct backups backups = {0};
	bool done = backups_read(folder, &backups, err);

	for (size_t i = 0; done && i < backups.at.count; i++) {
		struct backup *backup = &backups.at.at[i];
		bool changed = false;

		for (size_t k = 0; done && k < backup->files.count; k++)
			done = resum(&backups, &backup->files.at[k], &changed, err);
		if (done && changed)
			done = backup_write_manifest(backups.dir, backup, err);
	}
	backups_release(&backups);
	return done;
}
