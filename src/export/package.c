/* package.c - running the exporters, and putting what they made where it was asked for. */
#include "sonae/export/package.h"

#include "sonae/base/file.h"
#include "sonae/base/file_write.h"

bool package_make(const struct outgoing *outgoing, const struct package_formats *formats,
                  struct out_files *files, char id[96], struct err *err)
{
	id[0] = '\0';
	for (size_t i = 0; i < formats->at.count; i++)
		if (!formats->at.at[i]->write(outgoing, files, err))
			return false;
	return true;
}

size_t package_taken(const struct out_files *files, const char *path, struct str *first)
{
	size_t taken = 0;

	for (size_t i = 0; i < files->at.count; i++) {
		char *full = path_join(path, files->at.at[i].name);
		if (file_exists(full) && taken++ == 0 && first)
			str_add(first, files->at.at[i].name);
		free(full);
	}
	return taken;
}

static bool write_one(const struct out_file *file, const char *path, struct err *err)
{
	char *full = path_join(path, file->name), *dir = path_dir(full);
	bool done = file_make_dir(dir, err) && file_replace(full, str_text(&file->bytes), file->bytes.len, err);

	free(full);
	free(dir);
	return done;
}

bool package_write(const struct out_files *files, const char *path, const char *id, long long made_at,
                   struct err *err)
{
	(void)id;
	(void)made_at;
	for (size_t i = 0; i < files->at.count; i++)
		if (!write_one(&files->at.at[i], path, err))
			return false;
	return true;
}
