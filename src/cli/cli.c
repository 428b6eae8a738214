/* cli.c - which verbs there are, and one run of one of them. */
#include "sonae/cli/cli.h"

#include "args.h"
#include "sonae/app/say.h"
#include "sonae/base/near.h"
#include "sonae/base/utf8.h"

#include <stdio.h>

#define VERB_POINTER(name) &verb_##name,
static const struct verb *const verbs[] = {VERB_LIST(VERB_POINTER)};
#undef VERB_POINTER
enum { VERB_COUNT = sizeof(verbs) / sizeof(verbs[0]) };

static const struct verb *find_verb(const char *name)
{
	for (size_t i = 0; i < VERB_COUNT; i++)
		if (text_is(verbs[i]->name, name))
			return verbs[i];
	return NULL;
}

static bool is_help(const char *word)
{
	return text_is(word, "--help") || text_is(word, "-h");
}

bool cli_knows(const char *word)
{
	return find_verb(word) || is_help(word) || text_is(word, "--version");
}

/* ---- help ---- */

static void print_help_line(const struct session *session, const char *usage, const char *text)
{
	printf("%s\n    %s\n", usage, say(session, text));
}

static void print_verb(const struct session *session, const struct verb *verb)
{
	struct str usage = {0};
	char id[64];

	args_add_usage(verb, &usage);
	snprintf(id, sizeof(id), "cli.help_%s", verb->name);
	print_help_line(session, str_text(&usage), id);
	str_release(&usage);
}

static void print_help(const struct session *session)
{
	print_help_line(session, "sonae [DIR [SHEET]]", "cli.help_open");
	for (size_t i = 0; i < VERB_COUNT; i++)
		print_verb(session, verbs[i]);
	print_help_line(session, "sonae --version", "cli.help_version");
	printf("\n%s\n", say(session, "cli.help_status"));
}

static bool asks_for_help(int count, char *const *args)
{
	for (int i = 1; i < count && !text_is(args[i], "--"); i++)
		if (is_help(args[i]))
			return true;
	return false;
}

/* ---- one run ---- */

/* Without texts there is nothing to say it with but English. */
static bool begin(struct cli *cli)
{
	char text[700];

	if (session_init(&cli->session, &cli->trouble)) {
		if (cli->session.config.ambiguous)
			utf8_set_ambiguous_cols(cli->session.config.ambiguous);
		return true;
	}
	fprintf(stderr, "sonae: %s\n", err_text(&cli->trouble, text, sizeof(text)));
	cli_raise(cli, (int)err_kind(cli->trouble.code));
	return cli->verb && cli->verb->needs_nothing;
}

/* What was found out about the files on the way. */
static void tell_notices(struct cli *cli)
{
	int status = cli->status;

	if (!cli->session.folder)
		return;
	struct errs *notices = folder_notices(cli->session.folder);
	for (size_t i = 0; i < notices->at.count; i++)
		cli_fail(cli, &notices->at.at[i]);
	cli->status = status;
}

static int end(struct cli *cli)
{
	struct err err = {0};

	tell_notices(cli);
	if (fflush(stdout) != 0 || ferror(stdout)) {
		err_set_errno(&err, ERR_WRITE, "stdout");
		cli_fail(cli, &err);
	}
	session_release(&cli->session);
	vec_release(&cli->words);
	vec_release(&cli->every);
	return cli->status;
}

int cli_run(int count, char *const *args)
{
	struct cli cli = {.verb = find_verb(args[0])};

	if (text_is(args[0], "--version"))
		printf("sonae %s\n", SONAE_VERSION);
	else if (!begin(&cli))
		return end(&cli);
	else if (!cli.verb)
		print_help(&cli.session);
	else if (asks_for_help(count, args))
		print_verb(&cli.session, cli.verb);
	else if (args_read(&cli, count - 1, args + 1))
		cli.verb->run(&cli);
	return end(&cli);
}

int cli_complain(struct session *session, const struct err *err, const char *word)
{
	struct str text = {0}, names = {0}, visible = {0};
	struct near near;

	near_begin(&near, word ? word : "");
	for (size_t i = 0; word && i < VERB_COUNT; i++)
		near_offer(&near, verbs[i]->name, "");
	near_add(&near, &names);
	say_err(session, &text, err);
	if (names.len > 0) {
		str_add_byte(&text, ' ');
		say_to(session, &text, "cli.verb_meant", "names", str_text(&names), NULL);
	}
	utf8_add_visible(&visible, str_text(&text), text.len);
	fprintf(stderr, "sonae: %s\n", str_text(&visible));
	near_release(&near);
	str_release(&text);
	str_release(&names);
	str_release(&visible);
	return (int)err_kind(err->code);
}
