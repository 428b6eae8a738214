/* tell.c - lines for people: what was done to stdout, what is wrong to stderr. */
#include "args.h"

#include "sonae/app/say.h"
#include "sonae/base/utf8.h"

#include <stdio.h>

/* Paths and cells may hold anything; a terminal gets none of it raw. */
static void print_line(FILE *file, const char *start, const struct str *text)
{
	struct str valid = {0}, line = {0};

	utf8_from_bytes(&valid, str_text(text), text->len);
	str_add(&line, start);
	utf8_add_visible(&line, str_text(&valid), valid.len);
	str_add_byte(&line, '\n');
	fwrite(line.at, 1, line.len, file);
	str_release(&line);
	str_release(&valid);
}

void cli_say(struct cli *cli, const char *text_id, ...)
{
	struct str text = {0};
	va_list args;

	va_start(args, text_id);
	say_to_v(&cli->session, &text, text_id, args);
	va_end(args);
	print_line(stdout, "", &text);
	str_release(&text);
}

void cli_warn(struct cli *cli, const char *text_id, ...)
{
	struct str text = {0};
	va_list args;

	va_start(args, text_id);
	say_to_v(&cli->session, &text, text_id, args);
	va_end(args);
	print_line(stderr, "sonae: ", &text);
	str_release(&text);
}

void cli_raise(struct cli *cli, int status)
{
	if (cli->status < status)
		cli->status = status;
}

bool cli_fail(struct cli *cli, const struct err *err)
{
	struct str text = {0};

	say_err(&cli->session, &text, err);
	print_line(stderr, "sonae: ", &text);
	str_release(&text);
	cli_raise(cli, (int)err_kind(err->code));
	return false;
}

bool cli_misuse(struct cli *cli, const char *text_id, ...)
{
	struct str text = {0}, usage = {0};
	va_list args;

	va_start(args, text_id);
	say_to_v(&cli->session, &text, text_id, args);
	va_end(args);
	args_add_usage(cli->verb, &usage);
	str_add_byte(&text, ' ');
	say_to(&cli->session, &text, "cli.usage_is", "usage", str_text(&usage), NULL);
	print_line(stderr, "sonae: ", &text);
	str_release(&usage);
	str_release(&text);
	cli_raise(cli, ERR_KIND_USAGE);
	return false;
}
