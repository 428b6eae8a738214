#include "sonae/store/draft.h"

#include "sonae/base/clock.h"
#include "sonae/base/digest.h"
#include "sonae/base/fd.h"
#include "sonae/base/file.h"
#include "sonae/base/file_write.h"
#include "sonae/base/mem.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * A record is a line "sonae-draft 1 LENGTH SHA256" and LENGTH bytes: eight texts, each
 * with a NUL behind it, in the order of enum part.
 */
enum part { SHEET, ROW, NEXT, FIELD, CARET, TEXT, WHO, TIME, PARTS };
enum { FULL_AT = 1 << 20 }; /* bytes after which the file is begun anew */

struct draft_file {
	char *dir, *path;
	int fd;          /* -1: not open */
	long long size;  /* of the whole records in it */
	bool is_mine;    /* do all bytes of the file come from us, whole? */
	bool is_unsynced;
	struct str last; /* the record kept last, without its time */
};

static const char *path_of(const char *folder, char **dir, char **path)
{
	*dir = path_join(folder, ".sonae");
	*path = path_join(*dir, "draft");
	return *path;
}

struct draft_file *draft_file_new(const char *folder)
{
	struct draft_file *file = mem_zero(1, sizeof(*file));

	path_of(folder, &file->dir, &file->path);
	file->fd = -1;
	return file;
}

static void close_file(struct draft_file *file)
{
	if (file->fd >= 0)
		fd_close(file->fd);
	file->fd = -1;
	file->size = 0;
	file->is_mine = false;
}

void draft_file_free(struct draft_file *file)
{
	if (!file)
		return;
	close_file(file);
	str_release(&file->last);
	free(file->dir);
	free(file->path);
	free(file);
}

/* ---- keeping ---- */

static void add_part(struct str *out, const char *text)
{
	str_add(out, text ? text : "");
	str_add_byte(out, '\0');
}

/* Everything but the time, which comes last. */
static void add_parts(struct str *out, const struct draft *draft)
{
	add_part(out, draft->sheet);
	add_part(out, draft->row);
	add_part(out, draft->next);
	add_part(out, draft->field);
	str_addf(out, "%zu", draft->caret);
	str_add_byte(out, '\0');
	add_part(out, draft->text);
	add_part(out, draft->who);
}

static void add_record(struct str *out, const struct str *parts)
{
	struct str all = {0};
	char sum[DIGEST_HEX + 1], stamp[32];

	str_add_n(&all, parts->at, parts->len);
	add_part(&all, clock_stamp(stamp));
	digest_of(all.at, all.len, sum);
	str_addf(out, "sonae-draft 1 %zu %s\n", all.len, sum);
	str_add_n(out, all.at, all.len);
	str_release(&all);
}

/* A file that is full, left by a killed process or half written is replaced. */
static bool begin_file(struct draft_file *file, const struct str *record, struct err *err)
{
	bool is_new = !file_exists(file->path);

	close_file(file);
	if (!file_make_dir(file->dir, err) ||
	    (!is_new && !file_replace(file->path, record->at, record->len, err)))
		return false;
	file->fd = fd_open(file->path, O_WRONLY | O_APPEND | (is_new ? O_CREAT | O_EXCL : 0), 0600);
	if (file->fd < 0)
		return err_set_errno(err, ERR_WRITE, path_name(file->path));
	if (is_new && !fd_write(file->fd, record->at, record->len))
		return err_set_errno(err, ERR_WRITE, path_name(file->path));
	file->size = (long long)record->len;
	file->is_mine = true;
	return true;
}

/* Behind a record that is torn no other would be found. */
static bool append(struct draft_file *file, const struct str *record, struct err *err)
{
	if (!file->is_mine || file->size > FULL_AT)
		return begin_file(file, record, err);
	if (!fd_write(file->fd, record->at, record->len)) {
		err_set_errno(err, ERR_WRITE, path_name(file->path));
		file->is_mine = fd_truncate(file->fd, file->size);
		return false;
	}
	file->size += (long long)record->len;
	return true;
}

static bool is_same(const struct str *a, const struct str *b)
{
	return a->len == b->len && a->len > 0 && memcmp(a->at, b->at, a->len) == 0;
}

bool draft_keep(struct draft_file *file, const struct draft *draft, struct err *err)
{
	struct str parts = {0}, record = {0};
	bool kept = true;

	add_parts(&parts, draft);
	if (is_same(&parts, &file->last)) {
		str_release(&parts);
		return true;
	}
	add_record(&record, &parts);
	kept = append(file, &record, err);
	str_release(&record);
	str_release(&file->last);
	if (kept) {
		file->last = parts;
		file->is_unsynced = true;
	} else {
		str_release(&parts);
	}
	return kept;
}

bool draft_is_unsynced(const struct draft_file *file)
{
	return file->is_unsynced;
}

bool draft_sync(struct draft_file *file, struct err *err)
{
	if (!file->is_unsynced || file->fd < 0)
		return true;
	file->is_unsynced = false;
	return (fd_sync_data(file->fd) && fd_sync_dir(file->dir)) ||
	       err_set_errno(err, ERR_WRITE, path_name(file->path));
}

bool draft_drop(struct draft_file *file, struct err *err)
{
	close_file(file);
	str_clear(&file->last);
	file->is_unsynced = false;
	return file_remove(file->path, err);
}

/* ---- reading ---- */

/* The parts of the whole record at `at`; the bytes it takes, or 0 when it is none. */
static size_t whole_record(const char *at, size_t left, const char **parts, size_t *len)
{
	const char *end = memchr(at, '\n', left);
	char sum[DIGEST_HEX + 1], expected[DIGEST_HEX + 1];
	size_t head = end ? (size_t)(end - at) + 1 : 0;

	if (!end || sscanf(at, "sonae-draft 1 %zu %64[0-9a-f]", len, expected) != 2 ||
	    *len > left - head)
		return 0;
	digest_of(at + head, *len, sum);
	*parts = at + head;
	return strcmp(sum, expected) == 0 ? head + *len : 0;
}

/* Splits at the NULs; false unless there are as many parts as there should be. */
static bool split(const char *at, size_t len, const char *part[PARTS])
{
	const char *end = at + len;
	int count = 0;

	while (count < PARTS && at < end) {
		part[count++] = at;
		at += strlen(at) + 1;
	}
	return count == PARTS && at == end;
}

static bool take_parts(const struct str *store, struct draft *draft)
{
	const char *part[PARTS];

	if (store->len == 0 || store->at[store->len - 1] != '\0' ||
	    !split(store->at, store->len, part))
		return false;
	*draft = (struct draft){
		.sheet = part[SHEET], .row = part[ROW], .next = part[NEXT], .field = part[FIELD],
		.text = part[TEXT], .who = part[WHO], .time = part[TIME],
	};
	draft->caret = strtoul(part[CARET], NULL, 10);
	if (draft->caret > strlen(draft->text))
		draft->caret = strlen(draft->text);
	return true;
}

bool draft_read(const char *folder, struct str *store, struct draft *draft)
{
	struct str bytes = {0};
	char *dir, *path;
	size_t at = 0, used, len;
	const char *parts;

	str_clear(store);
	if (file_read(path_of(folder, &dir, &path), &bytes, NULL)) {
		while (at < bytes.len &&
		       (used = whole_record(bytes.at + at, bytes.len - at, &parts, &len)) > 0) {
			str_clear(store);
			str_add_n(store, parts, len);
			at += used;
		}
	}
	str_release(&bytes);
	free(path);
	free(dir);
	return take_parts(store, draft);
}
