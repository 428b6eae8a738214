/* Making a backup, a file at a time. */
#include "backup_priv.h"

#include "sonae/base/clock.h"
#include "sonae/base/file.h"
#include "sonae/base/file_write.h"
#include "sonae/base/mem.h"
#include "sonae/store/history.h"
#include "sonae/store/settings_file.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct backup_run {
	char *folder;
	struct backups old;
	struct backup made;
	VEC(char *) names; /* files to look at */
	size_t next;
	bool is_begun;     /* are `names` known? */
	bool is_over;
	size_t copied;
};

struct backup_run *backup_begin(const char *folder)
{
	struct backup_run *run = mem_zero(1, sizeof(*run));

	run->folder = mem_dup(folder);
	return run;
}

void backup_free(struct backup_run *run)
{
	if (!run)
		return;
	for (size_t i = 0; i < run->names.count; i++)
		free(run->names.at[i]);
	vec_release(&run->names);
	backups_release(&run->old);
	backup_release(&run->made);
	free(run->folder);
	free(run);
}

/* ---- what there is ---- */

static bool is_of_workbook(const char *name)
{
	return text_is(name, SETTINGS_FILE) ||
	       (text_ends(name, ".csv") && name[0] != '.' && name[0] != '~' &&
	        !text_is(name, "history.csv"));
}

/* Everything below `at` ("forms"), hidden names apart. */
static bool list_below(struct backup_run *run, const char *at, struct err *err)
{
	char *dir = path_join(run->folder, at), **names;
	size_t count = 0;
	bool done = !file_is_dir(dir) || file_list(dir, &names, &count, err);

	for (size_t i = 0; i < count; i++) {
		char *name = path_join(at, names[i]), *path = path_join(run->folder, name);
		bool is_dir = file_is_dir(path);
		if (names[i][0] != '.' && !is_dir)
			vec_push(&run->names, mem_dup(name));
		else if (names[i][0] != '.')
			done = list_below(run, name, err) && done;
		free(path);
		free(name);
		free(names[i]);
	}
	if (count > 0)
		free(names);
	free(dir);
	return done;
}

static bool list_files(struct backup_run *run, struct err *err)
{
	char **names;
	size_t count;

	if (!file_list(run->folder, &names, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (is_of_workbook(names[i]))
			vec_push(&run->names, mem_dup(names[i]));
		free(names[i]);
	}
	free(names);
	return list_below(run, "forms", err);
}

/* ---- beginning ---- */

/* "2026-11-22T07:30:00+09:00" -> "2026-11-22T073000". */
static void add_stamp(struct str *out)
{
	char now[32];

	clock_stamp(now);
	for (const char *at = now; at < now + 19; at++)
		if (*at != ':')
			str_add_byte(out, *at);
}

static bool is_taken(const struct backup_run *run, const char *stamp)
{
	for (size_t i = 0; i < run->old.at.count; i++)
		if (text_is(run->old.at.at[i].stamp, stamp))
			return true;
	return false;
}

static void name_it(struct backup_run *run)
{
	struct str stamp = {0};
	size_t len;

	add_stamp(&stamp);
	len = stamp.len;
	for (int i = 2; is_taken(run, stamp.at); i++) {
		str_cut(&stamp, len);
		str_addf(&stamp, "-%02d", i);
	}
	run->made.stamp = str_take(&stamp);
}

static bool note_history(struct backup_run *run, struct err *err)
{
	char *path = path_join(run->folder, "history.csv");
	long long size = file_stamp(path).size;
	bool torn;
	struct history *history = history_open(path, false, &torn, err);

	if (history) {
		run->made.history_size = size < 0 ? 0 : size;
		memcpy(run->made.history_head, history_head_hash(history), DIGEST_HEX + 1);
	}
	history_close(history);
	free(path);
	return history != NULL;
}

static bool begin(struct backup_run *run, struct err *err)
{
	run->is_begun = true;
	if (!backups_read(run->folder, &run->old, err) || !list_files(run, err) ||
	    !note_history(run, err))
		return false;
	name_it(run);
	return true;
}

/* ---- one file ---- */

static const struct backup_file *before(const struct backup_run *run, const char *name)
{
	size_t count = run->old.at.count;

	return count > 0 ? backup_file_of(&run->old.at.at[count - 1], name) : NULL;
}

static void note_file(struct backup_run *run, const char *name, struct file_stamp stamp,
                      const char *sum, const char *in)
{
	struct backup_file *file = backup_add_file(&run->made, name, in);

	file->size = stamp.size;
	file->mtime_ns = stamp.mtime_ns;
	memcpy(file->sum, sum, sizeof(file->sum));
}

static bool write_copy(struct backup_run *run, const char *name, const struct str *bytes,
                       struct err *err)
{
	char *path = backup_path(run->old.dir, run->made.stamp, name), *dir = path_dir(path);
	bool written = file_make_dir(dir, err) &&
	               file_replace(path, str_text(bytes), bytes->len, err);

	run->copied += written;
	free(dir);
	free(path);
	return written;
}

static bool take_bytes(struct backup_run *run, const char *name, struct file_stamp stamp,
                       const struct str *bytes, struct err *err)
{
	const struct backup_file *old = before(run, name);
	char sum[DIGEST_HEX + 1];

	digest_of(str_text(bytes), bytes->len, sum);
	stamp.size = (long long)bytes->len;
	if (old && strcmp(old->sum, sum) == 0) {
		note_file(run, name, stamp, sum, old->in);
		return true;
	}
	if (!write_copy(run, name, bytes, err))
		return false;
	note_file(run, name, stamp, sum, run->made.stamp);
	return true;
}

static bool take_file(struct backup_run *run, const char *name, struct err *err)
{
	const struct backup_file *old = before(run, name);
	char *path = path_join(run->folder, name);
	struct file_stamp stamp = file_stamp(path);
	struct str bytes = {0};
	bool done = true;

	if (old && old->size == stamp.size && old->mtime_ns == stamp.mtime_ns) {
		note_file(run, name, stamp, old->sum, old->in);
	} else if (stamp.size >= 0) {
		done = file_read(path, &bytes, err) && take_bytes(run, name, stamp, &bytes, err);
	}
	str_release(&bytes);
	free(path);
	return done;
}

/* ---- the end ---- */

static bool is_as_before(const struct backup_run *run)
{
	size_t count = run->old.at.count;

	return count > 0 && run->copied == 0 &&
	       run->old.at.at[count - 1].files.count == run->made.files.count;
}

static bool finish(struct backup_run *run, struct err *err)
{
	char *dir = path_join(run->old.dir, run->made.stamp);
	bool done = is_as_before(run) || (file_make_dir(dir, err) &&
	                                  backup_write_manifest(run->old.dir, &run->made, err));

	free(dir);
	return done && backups_prune(run->folder, clock_today(), err);
}

bool backup_step(struct backup_run *run, struct err *err)
{
	bool done;

	if (run->is_over)
		return false;
	if (!run->is_begun)
		done = begin(run, err);
	else if (run->next < run->names.count)
		done = take_file(run, run->names.at[run->next++], err);
	else
		run->is_over = done = finish(run, err);
	run->is_over = run->is_over || !done;
	return !run->is_over;
}

bool backup_make(const char *folder, struct err *err)
{
	struct backup_run *run = backup_begin(folder);
	struct err reason = {0};

	while (backup_step(run, &reason))
		continue;
	backup_free(run);
	if (reason.code == ERR_NONE)
		return true;
	if (err)
		*err = reason;
	return false;
}
