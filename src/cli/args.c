/* args.c - words, --options and their values. */
#include "args.h"

#include "sonae/base/clock.h"

static int option_count(const struct verb *verb)
{
	int count = 0;

	while (count < VERB_OPTIONS && verb->options[count].name)
		count++;
	return count;
}

static int option_index(const struct verb *verb, const char *name, size_t len)
{
	for (int i = 0; i < option_count(verb); i++) {
		const char *known = verb->options[i].name;
		if (strlen(known) == len && strncmp(known, name, len) == 0)
			return i;
	}
	return -1;
}

const char *cli_option(const struct cli *cli, const char *name)
{
	int index = option_index(cli->verb, name, strlen(name));

	return index >= 0 ? cli->given[index] : NULL;
}

bool cli_read_date(struct cli *cli, const char *option, char day[16])
{
	const char *text = cli_option(cli, option);
	struct date date;

	day[0] = '\0';
	if (!text)
		return true;
	if (!date_parse(text, clock_today(), &date, NULL))
		return cli_misuse(cli, "cli.no_date", "word", text, NULL);
	date_iso(date, day);
	return true;
}

const char *cli_option_at(const struct cli *cli, const char *name, size_t index)
{
	int option = option_index(cli->verb, name, strlen(name));

	for (size_t i = 0; i < cli->every.count; i++)
		if (cli->every.at[i].option == option && index-- == 0)
			return cli->every.at[i].value;
	return NULL;
}

/* --name, --name VALUE or --name=VALUE, of a one-letter name also with one dash; `at` moves on
 * over the value. */
static bool read_option(struct cli *cli, int *at, int count, char *const *args)
{
	const char *arg = args[*at], *name = arg + strspn(arg, "-");
	size_t len = strcspn(name, "=");
	bool is_written = text_starts(arg, "--") || len == 1;
	int index = is_written ? option_index(cli->verb, name, len) : -1;
	const char *value = name[len] == '=' ? name + len + 1 : NULL;

	if (index < 0)
		return cli_misuse(cli, "cli.no_option", "option", arg, NULL);
	bool wants_value = cli->verb->options[index].value;
	if (!wants_value && value)
		return cli_misuse(cli, "cli.option_takes_none", "option", arg, NULL);
	if (wants_value && !value) {
		if (*at + 1 >= count)
			return cli_misuse(cli, "cli.option_lacks", "option", arg, NULL);
		value = args[++*at];
	}
	cli->given[index] = value ? value : "";
	vec_push(&cli->every, ((struct cli_given){index, cli->given[index]}));
	return true;
}

/* How many words the verb takes; `most` is -1 when there is no end. */
static void word_counts(const struct verb *verb, int *least, int *most)
{
	*least = *most = 0;
	for (const char *word = verb->words; *word; word += strspn(word, " ")) {
		size_t len = strcspn(word, " ");
		*least += word[0] != '[';
		*most = len > 3 && strncmp(word + len - 3, "...", 3) == 0 ? -1 : *most + 1;
		word += len;
	}
}

static bool check_words(struct cli *cli)
{
	int least, most, count = (int)cli->words.count;

	word_counts(cli->verb, &least, &most);
	if (count < least)
		return cli_misuse(cli, "cli.too_few", NULL);
	if (most >= 0 && count > most)
		return cli_misuse(cli, "cli.too_many", "word", cli->words.at[most], NULL);
	return true;
}

bool args_read(struct cli *cli, int count, char *const *args)
{
	bool only_words = false;

	for (int i = 0; i < count; i++) {
		if (!only_words && text_is(args[i], "--"))
			only_words = true;
		else if (only_words || args[i][0] != '-')
			vec_push(&cli->words, args[i]);
		else if (!read_option(cli, &i, count, args))
			return false;
	}
	return check_words(cli);
}

void args_add_usage(const struct verb *verb, struct str *out)
{
	str_addf(out, "sonae %s%s%s", verb->name, verb->words[0] ? " " : "", verb->words);
	for (int i = 0; i < option_count(verb); i++) {
		const struct verb_option *option = &verb->options[i];
		str_addf(out, " [%s%s%s%s]", option->name[1] ? "--" : "-", option->name, option->value ? " " : "",
		         option->value ? option->value : "");
	}
}
