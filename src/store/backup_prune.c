/* Removing backups that need not be kept, and no copy that a kept one names. */
#include "backup_priv.h"

#include "sonae/base/file.h"
#include "sonae/base/file_write.h"
#include "sonae/base/mem.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct prune {
	struct backups backups;
	bool *keep; /* by index */
	bool *stale; /* the manifest says another place than where the copy is now */
};

/* ---- which ---- */

static bool is_same_day(const struct backup *a, const struct backup *b)
{
	return strncmp(a->stamp, b->stamp, 10) == 0;
}

static bool is_recent_day(const struct backup *backup, struct date today)
{
	char day[11];
	struct date date;

	text_copy(day, sizeof(day), backup->stamp);
	return !date_parse(day, today, &date, NULL) ||
	       date_to_days(today) - date_to_days(date) < BACKUP_DAYS;
}

static void choose(struct prune *prune, struct date today)
{
	size_t count = prune->backups.at.count;
	const struct backup *at = prune->backups.at.at;

	prune->keep = mem_zero(count + 1, sizeof(*prune->keep));
	prune->stale = mem_zero(count + 1, sizeof(*prune->stale));
	for (size_t i = 0; i < count; i++) {
		bool is_last_of_day = i + 1 == count || !is_same_day(&at[i], &at[i + 1]);
		prune->keep[i] = i + BACKUP_LAST >= count ||
		                 (is_last_of_day && is_recent_day(&at[i], today));
	}
}

/* ---- moving copies on ---- */

/* Byte for byte, in whatever state it is; one that is gone keeps nothing from going on. */
static bool copy_on(const struct prune *prune, const struct backup_file *file, const char *to,
                    struct err *err)
{
	char *from = backup_path(prune->backups.dir, file->in, file->name);
	char *path = backup_path(prune->backups.dir, to, file->name), *dir = path_dir(path);
	struct str bytes = {0};
	bool done = !file_exists(from) ||
	            (file_read(from, &bytes, err) && file_make_dir(dir, err) &&
	             file_replace(path, str_text(&bytes), bytes.len, err));

	str_release(&bytes);
	free(dir);
	free(path);
	free(from);
	return done;
}

static void name_holder(struct prune *prune, size_t index, struct backup_file *file,
                        const char *holder)
{
	free(file->in);
	file->in = mem_dup(holder);
	prune->stale[index] = true;
}

/* The first kept backup that names a copy in `going` gets it; the later ones name that. */
static bool move_copy(struct prune *prune, const char *going, const char *name, struct err *err)
{
	const char *holder = NULL;

	for (size_t i = 0; i < prune->backups.at.count; i++) {
		struct backup *backup = &prune->backups.at.at[i];

		for (size_t k = 0; prune->keep[i] && k < backup->files.count; k++) {
			struct backup_file *file = &backup->files.at[k];
			if (!text_is(file->in, going) || !text_is(file->name, name))
				continue;
			if (!holder && !copy_on(prune, file, backup->stamp, err))
				return false;
			holder = holder ? holder : backup->stamp;
			name_holder(prune, i, file, holder);
		}
	}
	return true;
}

static bool write_stale(struct prune *prune, struct err *err)
{
	for (size_t i = 0; i < prune->backups.at.count; i++) {
		if (!prune->stale[i])
			continue;
		if (!backup_write_manifest(prune->backups.dir, &prune->backups.at.at[i], err))
			return false;
		prune->stale[i] = false;
	}
	return true;
}

/* ---- removing ---- */

/* Links are not followed. The manifest goes first: without it nothing here counts. */
static bool remove_folder(const char *dir, struct err *err)
{
	char *manifest = path_join(dir, BACKUP_MANIFEST), **names;
	size_t count;
	bool done = file_remove(manifest, err) && file_list(dir, &names, &count, err);

	free(manifest);
	if (!done)
		return false;
	for (size_t i = 0; i < count; i++) {
		char *path = path_join(dir, names[i]);
		done = (file_is_dir(path) ? remove_folder(path, err) : file_remove(path, err)) && done;
		free(path);
		free(names[i]);
	}
	free(names);
	return done && (rmdir(dir) == 0 || err_set_errno(err, ERR_WRITE, path_name(dir)));
}

static bool remove_backup(struct prune *prune, size_t index, struct err *err)
{
	struct backup *going = &prune->backups.at.at[index];
	char *dir = path_join(prune->backups.dir, going->stamp);
	bool done = true;

	for (size_t k = 0; done && k < going->files.count; k++)
		if (text_is(going->files.at[k].in, going->stamp))
			done = move_copy(prune, going->stamp, going->files.at[k].name, err);
	done = done && write_stale(prune, err) && remove_folder(dir, err);
	free(dir);
	return done;
}

static bool has_manifest(const char *dir, const char *name)
{
	char *path = backup_path(dir, name, BACKUP_MANIFEST);
	bool has = file_exists(path);

	free(path);
	return has;
}

/* What a killed program left unfinished. */
static bool remove_unfinished(const char *dir, struct err *err)
{
	char **names;
	size_t count;
	bool done = true;

	if (!file_exists(dir))
		return true;
	if (!file_list(dir, &names, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		char *path = path_join(dir, names[i]);
		if (file_is_dir(path) && !has_manifest(dir, names[i]))
			done = remove_folder(path, err) && done;
		free(path);
		free(names[i]);
	}
	free(names);
	return done;
}

bool backups_prune(const char *folder, struct date today, struct err *err)
{
	struct prune prune = {0};
	bool done = backups_read(folder, &prune.backups, err) &&
	            remove_unfinished(prune.backups.dir, err);

	choose(&prune, today);
	for (size_t i = 0; done && i < prune.backups.at.count; i++)
		if (!prune.keep[i])
			done = remove_backup(&prune, i, err);
	free(prune.keep);
	free(prune.stale);
	backups_release(&prune.backups);
	return done;
}
