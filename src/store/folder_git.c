#include "folder_git.h"

#include "sonae/base/file.h"
#include "sonae/base/file_write.h"
#include <stdlib.h>
#include <string.h>

static const char attributes[] =
	"# Files come back byte for byte, on every system.\n"
	"* -text\n"
	"# Its records are a chain: after a merge take one side's, whole.\n"
	"history.csv merge=binary\n";
static const char ignore[] =
	"# Drafts, backups and locks of this machine.\n"
	"/.sonae/\n";

static bool write_file(const char *path, const char *name, const char *text, struct err *err)
{
	char *file = path_join(path, name);
	bool done = file_replace(file, text, strlen(text), err);

	free(file);
	return done;
}

bool folder_git_write(const char *path, struct err *err)
{
	return write_file(path, GIT_ATTRIBUTES, attributes, err) && write_file(path, GIT_IGNORE, ignore, err);
}

static void remove_file(const char *path, const char *name)
{
	char *file = path_join(path, name);

	file_remove(file, NULL);
	free(file);
}

void folder_git_remove(const char *path)
{
	remove_file(path, GIT_ATTRIBUTES);
	remove_file(path, GIT_IGNORE);
}
