#include "sonae/base/file_write.h"

#include "sonae/base/fd.h"
#include "sonae/base/mem.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TEMP_MARK ".sonae-"
#define TEMP_LETTERS "XXXXXX"

/*
 * Bytes gather in `buffer`; each full buffer goes to the temporary and into the
 * digest. The first failure is kept in `failed`, and nothing is written after.
 */
struct file_write {
	char *path; /* what is replaced; of a symlink, where it leads */
	char *temp; /* beside it, so that the rename stays in one filesystem */
	int fd;     /* -1 once closed */
	int failed; /* an errno */
	bool prepared;
	struct digest *digest; /* NULL once prepared */
	char hash[DIGEST_HEX + 1];
	struct file_stamp stamp;
	size_t len;
	char buffer[65536];
};

/* The caller frees; NULL with errno for a symlink that leads nowhere. */
static char *real_place(const char *path)
{
	struct stat st;
	char *real = realpath(path, NULL);

	if (real || errno != ENOENT || lstat(path, &st) == 0)
		return real;
	return mem_dup(path);
}

/* Hidden, and short enough for any name that is itself allowed. */
static char *temp_name(const char *path)
{
	char *dir = path_dir(path);
	char *name = mem_print(".%.200s" TEMP_MARK TEMP_LETTERS, path_name(path));
	char *temp = path_join(dir, name);

	free(name);
	free(dir);
	return temp;
}

static void free_write(struct file_write *write)
{
	char unused[DIGEST_HEX + 1];

	if (write->digest)
		digest_finish(write->digest, unused);
	if (write->fd >= 0)
		fd_close(write->fd);
	free(write->path);
	free(write->temp);
	free(write);
}

struct file_write *file_write_begin(const char *path, struct err *err)
{
	struct file_write *write = mem_zero(1, sizeof *write);

	write->fd = -1;
	write->path = real_place(path);
	if (write->path) {
		write->temp = temp_name(write->path);
		write->fd = mkostemp(write->temp, O_CLOEXEC);
	}
	if (write->fd < 0) {
		err_set_errno(err, ERR_WRITE, path_name(path));
		free_write(write);
		return NULL;
	}
	write->digest = digest_new();
	return write;
}

static void put(struct file_write *write, const char *data, size_t len)
{
	if (write->failed != 0)
		return;
	digest_add(write->digest, data, len);
	if (!fd_write(write->fd, data, len))
		write->failed = errno;
}

static void flush(struct file_write *write)
{
	put(write, write->buffer, write->len);
	write->len = 0;
}

void file_write_add(struct file_write *write, const void *data, size_t len)
{
	if (len == 0)
		return;
	if (len > sizeof write->buffer - write->len)
		flush(write);
	if (len > sizeof write->buffer) {
		put(write, data, len);
		return;
	}
	memcpy(write->buffer + write->len, data, len);
	write->len += len;
}

/* Network filesystems tell of a full disk only here, in the close. */
static void close_temp(struct file_write *write)
{
	bool synced = fd_sync(write->fd);

	if (!synced && write->failed == 0)
		write->failed = errno;
	if (!fd_close(write->fd) && write->failed == 0)
		write->failed = errno;
	write->fd = -1;
}

static void settle(struct file_write *write)
{
	flush(write);
	digest_finish(write->digest, write->hash);
	write->digest = NULL;
	close_temp(write);
	write->stamp = file_stamp(write->temp);
	if (write->stamp.size < 0 && write->failed == 0)
		write->failed = errno;
	write->prepared = true;
}

static bool prepare(struct file_write *write, struct err *err)
{
	if (!write->prepared)
		settle(write);
	if (write->failed == 0)
		return true;
	errno = write->failed;
	return err_set_errno(err, ERR_WRITE, path_name(write->path));
}

bool file_write_prepare(struct file_write *write, struct file_stamp *stamp,
                        char hash[DIGEST_HEX + 1], struct err *err)
{
	if (!prepare(write, err))
		return false;
	*stamp = write->stamp;
	memcpy(hash, write->hash, sizeof write->hash);
	return true;
}

static bool put_in_place(struct file_write *write, struct err *err)
{
	char *dir;
	bool synced;

	if (rename(write->temp, write->path) != 0) {
		err_set_errno(err, ERR_WRITE, path_name(write->path));
		unlink(write->temp);
		return false;
	}
	dir = path_dir(write->path);
	synced = fd_sync_dir(dir) || err_set_errno(err, ERR_WRITE, path_name(write->path));
	free(dir);
	return synced;
}

bool file_write_commit(struct file_write *write, struct err *err)
{
	bool done;

	if (!prepare(write, err)) {
		file_write_cancel(write);
		return false;
	}
	done = put_in_place(write, err);
	free_write(write);
	return done;
}

void file_write_cancel(struct file_write *write)
{
	if (!write)
		return;
	unlink(write->temp);
	free_write(write);
}

bool file_replace(const char *path, const void *data, size_t len, struct err *err)
{
	struct file_write *write = file_write_begin(path, err);

	if (!write)
		return false;
	file_write_add(write, data, len);
	return file_write_commit(write, err);
}

static bool is_temp_name(const char *name)
{
	size_t tail = strlen(TEMP_MARK TEMP_LETTERS);
	size_t len = strlen(name);

	return name[0] == '.' && len > tail + 1 && text_starts(name + len - tail, TEMP_MARK);
}

void file_write_sweep(const char *dir)
{
	char **names;
	size_t count;

	if (!file_list(dir, &names, &count, NULL))
		return;
	for (size_t i = 0; i < count; i++) {
		char *path = path_join(dir, names[i]);

		if (is_temp_name(names[i]))
			file_remove(path, NULL);
		free(path);
		free(names[i]);
	}
	free(names);
}
