#include "sonae/base/file_log.h"

#include "sonae/base/bug.h"
#include "sonae/base/fd.h"
#include "sonae/base/file.h"
#include "sonae/base/mem.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>

struct file_log {
	char *path;
	int fd;
	long long size; /* what is known to be whole */
	bool torn;      /* more may stand in the file: cutting back failed */
};

/* A new file is lost with its folder's entry: that is synced first. */
static bool settle_new(const char *path)
{
	char *dir = path_dir(path);
	bool synced = fd_sync_dir(dir);

	free(dir);
	return synced;
}

struct file_log *file_log_open(const char *path, struct err *err)
{
	int fd = fd_open(path, O_RDWR | O_CREAT | O_APPEND, 0600);
	struct file_log *log;
	struct stat st;

	if (fd < 0) {
		err_set_errno(err, ERR_WRITE, path_name(path));
		return NULL;
	}
	if (fstat(fd, &st) != 0 || (st.st_size == 0 && !settle_new(path))) {
		err_set_errno(err, ERR_WRITE, path_name(path));
		fd_close(fd);
		return NULL;
	}
	log = mem_zero(1, sizeof *log);
	log->path = mem_dup(path);
	log->fd = fd;
	log->size = st.st_size;
	return log;
}

static bool fail(const struct file_log *log, struct err *err)
{
	return err_set_errno(err, ERR_WRITE, path_name(log->path));
}

static bool mend(struct file_log *log)
{
	if (log->torn && !fd_truncate(log->fd, log->size))
		return false;
	log->torn = false;
	return true;
}

static bool check_unchanged(const struct file_log *log, struct err *err)
{
	struct stat st;

	if (fstat(log->fd, &st) != 0)
		return fail(log, err);
	if (st.st_nlink == 0 || st.st_size != log->size)
		return err_set(err, ERR_CHANGED, path_name(log->path), 0, NULL);
	return true;
}

bool file_log_append(struct file_log *log, const void *data, size_t len, struct err *err)
{
	if (!mend(log))
		return fail(log, err);
	if (!check_unchanged(log, err))
		return false;
	if (fd_write(log->fd, data, len) && fd_sync_data(log->fd)) {
		log->size += (long long)len;
		return true;
	}
	fail(log, err);
	log->torn = true;
	mend(log);
	return false;
}

bool file_log_cut(struct file_log *log, long long size, struct err *err)
{
	if (size < 0 || size > log->size)
		BUG("cut at %lld of %lld", size, log->size);
	if (!fd_truncate(log->fd, size))
		return fail(log, err);
	log->size = size;
	log->torn = false;
	return fd_sync_data(log->fd) || fail(log, err);
}

long long file_log_size(const struct file_log *log)
{
	return log->size;
}

void file_log_close(struct file_log *log)
{
	if (!log)
		return;
	fd_close(log->fd);
	free(log->path);
	free(log);
}
