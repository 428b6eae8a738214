/* outside_editor.c - through a file and back. */
#include "sonae/ui/outside_editor.h"

#include "sonae/base/file.h"
#include "sonae/base/file_write.h"
#include "sonae/base/mem.h"
#include "sonae/base/str.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *chosen_editor(void)
{
	const char *visual = getenv("VISUAL"), *editor = getenv("EDITOR");

	if (visual && visual[0])
		return visual;
	if (editor && editor[0])
		return editor;
	return "$(command -v nano || echo vi)";
}

/* The setting may hold options ("code -w"), so the shell takes it apart. */
static bool run(const char *path, struct err *err)
{
	struct str command = {0};
	int status = -1;

	str_addf(&command, "%s \"$1\"", chosen_editor());
	pid_t child = fork();
	if (child == 0) {
		execl("/bin/sh", "sh", "-c", str_text(&command), "sh", path, (char *)NULL);
		_exit(127);
	}
	if (child > 0)
		waitpid(child, &status, 0);
	bool fine = child > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
	if (!fine)
		err_set(err, ERR_EDITOR, NULL, 0, "%s", chosen_editor());
	str_release(&command);
	return fine;
}

static char *read_back(const char *path, struct err *err)
{
	struct str text = {0};

	if (!file_read(path, &text, err)) {
		str_release(&text);
		return NULL;
	}
	while (text.len > 0 && text.at[text.len - 1] == '\n')
		str_cut(&text, text.len - 1);
	return str_take(&text);
}

char *outside_editor(const char *text, struct err *err)
{
	char *dir = file_make_temp_dir(err), *back = NULL;

	if (!dir)
		return NULL;
	char *path = path_join(dir, "memo.txt");
	if (file_replace(path, text, strlen(text), err) && run(path, err))
		back = read_back(path, err);
	file_remove(path, NULL);
	rmdir(dir);
	free(path);
	free(dir);
	return back;
}
