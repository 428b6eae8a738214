/*
 * fuzz_ini.c - INI files and forms out of bent ones.
 *
 * What the lint lets pass must come out of iniparser as it stands in its line; what it
 * does not must come with a complaint that has a line. A form is handed out or complained
 * about, never both.
 */
#include "mutate.h"
#include "sonae/store/form_file.h"
#include "sonae/store/ini.h"
#include <unistd.h>

static const char *const samples[] = {
	"[form]\nkind = \"table\"\nprefix = \"A\"\ntitle_ja = \"台帳\"\ntitle_en = \"Inventory\"\n"
	"purpose_ja = \"数える\"\npurpose_en = \"Counts\"\n[field name]\ntype = \"text\"\n"
	"label_ja = \"名前\"\nlabel_en = \"Name\"\nhelp_ja = \"例\"\nhelp_en = \"Such as\"\n",
	"; 例\n[a]\nx = \"1;2#3\"\ny='say \"hi\"'\nz = -12.5\n",
};

static const char *const words[] = {
	"[form]\n",
	"[field b]\n",
	"[choice a b]\n",
	"[done]\n",
	"[gap g]\n",
	"[group g]\n",
	"[view grid]\n",
	"[summary s]\n",
	"kind = \"note\"\n",
	"type = \"choice\"\n",
	"type = \"ref\"\n",
	"sheet = \"x\"\n",
	"or_text = \"yes\"\n",
	"formula = \"name\"\n",
	"min = \"1\"\n",
	"choices = \"b\"\n",
	"columns = \"name b\"\n",
	"rule = \"count() > 1\"\n",
	"was = \"a|b\"\n",
	"\xEF\xBB\xBF",
	"\r\n",
	" = ",
	"\"\"",
	"''",
	"\"'\"",
	"'\"'",
	"\\\n",
	";",
	"#",
	"=",
	"==",
	"[]",
	"] x",
	":",
	"%s",
	"{}",
	"　",
	"\"a\" b",
	"_ja",
	"_en",
	"n/a",
	"\n\n",
};

enum { WORDS = sizeof words / sizeof *words, SAMPLES = sizeof samples / sizeof *samples };

static void check(bool holds, const char *what, const struct str *input)
{
	if (holds)
		return;
	fprintf(stderr, "%s\n--- input ---\n", what);
	fwrite(str_text(input), 1, input->len, stderr);
	abort();
}

/* The line's bytes without blanks around. */
static char *line_at(const struct str *input, long line)
{
	const char *at = str_text(input);

	if (input->len >= 3 && memcmp(at, "\xEF\xBB\xBF", 3) == 0)
		at += 3;
	for (long i = 1; i < line; i++)
		at = strchr(at, '\n') + 1;
	at += strspn(at, " \t");
	size_t len = strcspn(at, "\n");
	while (len > 0 && strchr(" \t\r", at[len - 1]) != NULL)
		len--;
	return mem_dup_n(at, len);
}

static void check_key(const struct ini_key *key, const struct str *input)
{
	char *line = line_at(input, key->line);
	char *value = strchr(line, '=') + 1;
	size_t name = strlen(key->name);

	value += strspn(value, " \t");
	size_t len = strlen(value);
	if (value[0] == '"' || value[0] == '\'') {
		value++;
		len -= 2;
	}
	check(strncmp(line, key->name, name) == 0, "a key of another line", input);
	check(strlen(key->value) == len && memcmp(key->value, value, len) == 0, "another value",
	      input);
	free(line);
}

static void check_section(const struct ini_section *section, const struct str *input)
{
	char *line = line_at(input, section->line);
	char *expected = mem_print("[%s]", section->name);

	check(strcmp(line, expected) == 0, "a section of another line", input);
	for (size_t i = 0; i < section->keys.count; i++)
		check_key(&section->keys.at[i], input);
	free(line);
	free(expected);
}

static void fuzz_ini(const struct str *input)
{
	struct ini ini = { 0 };
	struct errs errs = { 0 };
	bool fine = ini_load_text(str_text(input), input->len, "x.ini", &ini, &errs);

	check(fine == (errs.at.count == 0), "complaints without failure, or the reverse", input);
	for (size_t i = 0; i < errs.at.count; i++)
		check(errs.at.at[i].line > 0, "iniparser refused what the lint let pass", input);
	for (size_t i = 0; i < ini.sections.count; i++)
		check_section(&ini.sections.at[i], input);
	ini_release(&ini);
	vec_release(&errs.at);
}

static void put(const char *dir, const char *name, const char *text, size_t len)
{
	char *path = path_join(dir, name);
	FILE *file = fopen(path, "w");

	if (file == NULL || fwrite(text, 1, len, file) != len || fclose(file) != 0)
		exit(2);
	free(path);
}

static bool make_folder(const char *dir, const char *name)
{
	char *path = path_join(dir, name);
	bool made = file_make_dir(path, NULL);

	free(path);
	return made;
}

static void fuzz_form(const char *dir, const struct str *input)
{
	char *folder = mem_dup(dir);
	struct catalogue catalogue = { .program = folder };
	struct errs errs = { 0 };
	struct form *form = form_load(&catalogue, "x", &errs);

	check((form != NULL) == (errs.at.count == 0), "a form with complaints", input);
	form_free(form);
	vec_release(&errs.at);
	free(folder);
}

static void remove_all(const char *dir, const char *const *names)
{
	for (; *names != NULL; names++) {
		char *path = path_join(dir, *names);
		remove(path);
		free(path);
	}
	rmdir(dir);
}

int main(int argc, char **argv)
{
	static const char *const made[] = { "x.ini",	     "given/x.csv", "given",
					    "starter/x.csv", "starter",	    NULL };
	static const char given[] = "id,text\n1,あ\n2,い\n", starter[] = "name\n台帳\n";
	char dir[] = P_tmpdir "/sonae-fuzz-XXXXXX";
	struct mutate m = mutate_start(argc, argv);

	if (mkdtemp(dir) == NULL)
		return 2;
	if (!make_folder(dir, "given") || !make_folder(dir, "starter"))
		return 2;
	put(dir, "given/x.csv", given, strlen(given));
	while (mutate_goes_on(&m)) {
		struct str input = { 0 };
		mutate_make(&m, samples, SAMPLES, words, WORDS, &input);
		bool is_rows = mutate_below(&m, 4) == 0;
		fuzz_ini(&input);
		put(dir, "x.ini", is_rows ? samples[0] : str_text(&input),
		    is_rows ? strlen(samples[0]) : input.len);
		put(dir, "starter/x.csv", is_rows ? str_text(&input) : starter,
		    is_rows ? input.len : strlen(starter));
		fuzz_form(dir, &input);
		str_release(&input);
	}
	remove_all(dir, made);
	return mutate_end(&m);
}
