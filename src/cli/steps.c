/* steps.c - undo and redo are one thing in two directions. */
#include "steps.h"

/* "assets A-003 name", as far as it is known. */
static void add_place(const struct folder *folder, struct str *out)
{
	const char *parts[] = {folder_last_sheet(folder), folder_last_row(folder),
	                       folder_last_field(folder)};

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		if (parts[i][0])
			str_addf(out, "%s%s", out->len > 0 ? " " : "", parts[i]);
	}
}

void steps_walk(struct cli *cli, steps_way way, const char *done, const char *nothing)
{
	struct err err = {0};
	struct str place = {0};

	if (!cli_open(cli, FOLDER_WRITE))
		return;
	if (way(cli->session.folder, &err)) {
		if (!cli_is_safe(cli))
			return;
		add_place(cli->session.folder, &place);
		cli_say(cli, done, "place", str_text(&place), NULL);
		cli_save(cli);
		str_release(&place);
	} else if (err.code == ERR_NOTHING_TO_UNDO) {
		cli_warn(cli, nothing, NULL);
		cli_raise(cli, ERR_KIND_USAGE);
	} else {
		cli_fail(cli, &err);
	}
}
