/* restore.c - sonae restore: the workbook as it was when a backup was made. */
#include "sonae/app/say.h"
#include "sonae/app/say_restore.h"
#include "sonae/base/clock.h"
#include "table.h"
#include "verb.h"

/* ---- without a date: what there is ---- */

static void list_backups(struct cli *cli, const struct backups *backups)
{
	struct table table;
	struct str text = {0};
	char time[32];

	if (backups->at.count == 0 && !cli_option(cli, "csv")) {
		cli_say(cli, "rescue.no_backups", NULL);
		return;
	}
	table_begin(&table, cli_option(cli, "csv") != NULL);
	table_column(&table, "time", say(&cli->session, "rescue.when"), false);
	table_column(&table, "changed", say(&cli->session, "rescue.changed"), false);
	for (size_t i = 0; i < backups->at.count; i++) {
		str_clear(&text);
		say_backup_changes(&cli->session, backups, i, &text);
		table_cell(&table, backup_time(&backups->at.at[i], time));
		table_cell(&table, str_text(&text));
	}
	table_print(&table);
	table_release(&table);
	str_release(&text);
}

/* ---- with one ---- */

static bool choose(struct cli *cli, const struct backups *backups, size_t *index)
{
	const char *word = cli->words.at[1];
	size_t found = backups_find(backups, word, clock_today(), index);

	if (found == 1)
		return true;
	cli_warn(cli, found == 0 ? "rescue.none_of_date" : "rescue.several_of_date", "date", word,
	         NULL);
	for (size_t i = 0; i < backups->at.count; i++) {
		char time[32];
		cli_warn(cli, "rescue.one_of", "time", backup_time(&backups->at.at[i], time), NULL);
	}
	cli_raise(cli, ERR_KIND_USAGE);
	return false;
}

static void tell_sheets(struct cli *cli, const struct restore *plan)
{
	struct str name = {0}, what = {0};

	for (size_t i = 0; i < plan->sheets.count; i++) {
		const struct restore_sheet *sheet = &plan->sheets.at[i];
		str_clear(&what);
		say_restore_sheet(&cli->session, sheet, &what);
		cli_say(cli, "rescue.sheet", "sheet", sheet->id, "what", str_text(&what), NULL);
		if (sheet->trouble.code != ERR_NONE)
			cli_raise(cli, (int)err_kind(sheet->trouble.code));
	}
	for (size_t i = 0; i < plan->files.count; i++) {
		str_clear(&name);
		say_backup_file(&cli->session, plan->files.at[i], &name);
		cli_say(cli, "rescue.file_differs", "file", str_text(&name), NULL);
	}
	str_release(&name);
	str_release(&what);
}

static void carry_out(struct cli *cli, const struct backup *backup, struct restore *plan)
{
	bool dry = cli_option(cli, "dry-run") != NULL;
	struct err err = {0};
	char time[32];

	backup_time(backup, time);
	if (plan->step.changes.count == 0) {
		cli_say(cli, "rescue.nothing_differs", "time", time, NULL);
	} else if (dry) {
		cli_say(cli, "rescue.would", "time", time, NULL);
	} else if (!folder_do(cli->session.folder, &plan->step, &err)) {
		cli_fail(cli, &err);
		return;
	} else {
		cli_say(cli, "rescue.done", "time", time, NULL);
	}
	tell_sheets(cli, plan);
	if (!dry)
		cli_save(cli);
}

static void restore(struct cli *cli, const struct backups *backups)
{
	struct restore plan = {0};
	struct err err = {0};
	size_t index;

	if (!choose(cli, backups, &index))
		return;
	if (restore_plan(cli->session.folder, backups, index, &plan, &err))
		carry_out(cli, &backups->at.at[index], &plan);
	else
		cli_fail(cli, &err);
	restore_release(&plan);
}

static void run_restore(struct cli *cli)
{
	bool writes = cli->words.count > 1 && !cli_option(cli, "dry-run");
	struct backups backups = {0};
	struct err err = {0};

	if (!cli_open(cli, writes ? FOLDER_WRITE : FOLDER_READ))
		return;
	if (!backups_read(cli->words.at[0], &backups, &err))
		cli_fail(cli, &err);
	else if (cli->words.count > 1)
		restore(cli, &backups);
	else
		list_backups(cli, &backups);
	backups_release(&backups);
}

const struct verb verb_restore = {
	.name = "restore",
	.words = "DIR [DATE]",
	.options = {{"dry-run", NULL}, {"csv", NULL}},
	.run = run_restore,
};
