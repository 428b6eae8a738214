/* main.c - the screen, unless the first argument is a verb. */
#include "sonae/base/file.h"
#include "sonae/cli/cli.h"
#include "sonae/ui/ui.h"

#include <stdio.h>

/* sonae [DIR [SHEET]]. A word that is no folder is a mistyped verb as often as not. */
static bool check_args(int count, char *const *args, struct err *err)
{
	if (count > 0 && args[0][0] == '-')
		return err_set(err, ERR_USAGE, NULL, 0, "%s", args[0]);
	if (count > 0 && !file_exists(args[0]))
		return err_set(err, ERR_NO_FOLDER, NULL, 0, "%s", args[0]);
	if (count > 2)
		return err_set(err, ERR_USAGE, NULL, 0, "%s", args[2]);
	return true;
}

static int open_screen(int count, char *const *args)
{
	struct session session;
	const char *path = count > 0 ? args[0] : NULL, *sheet = count > 1 ? args[1] : NULL;
	struct err err = {0};
	char text[700];
	int status = 0;

	if (!session_init(&session, &err)) {
		fprintf(stderr, "sonae: %s\n", err_text(&err, text, sizeof(text)));
		status = (int)err_kind(err.code);
	} else if (!check_args(count, args, &err)) {
		status = cli_complain(&session, &err, path);
	} else if (!ui_run(&session, path, sheet, &err)) {
		status = cli_complain(&session, &err, NULL);
	}
	session_release(&session);
	return status;
}

int main(int argc, char **argv)
{
	if (argc > 1 && cli_knows(argv[1]))
		return cli_run(argc - 1, argv + 1);
	return open_screen(argc > 0 ? argc - 1 : 0, argv + 1);
}
