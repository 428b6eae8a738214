#include "sonae/store/catalogue.h"
#include "sonae/base/file.h"
#include "sonae/base/utf8.h"
#include "sonae/base/vec.h"
#include <stdlib.h>
#include <string.h>

#define BOM "\xEF\xBB\xBF"
#define FORM_ENDING ".ini"

/* Any folder may be named forms; ours holds the texts of the screen. */
static bool is_ours(const char *forms)
{
	char *texts = path_join(forms, "text");
	bool ours = file_is_dir(texts);

	free(texts);
	return ours;
}

/* From the program's folder: installed; in a source tree, the deepest build last. */
static const char *const places[] = {"../share/sonae/forms", "../forms", "../../forms",
                                     "../../../forms"};

static char *forms_near_program(void)
{
	char *program = realpath("/proc/self/exe", NULL), *found = NULL;

	if (program == NULL)
		return NULL;
	char *dir = path_dir(program);
	for (size_t i = 0; found == NULL && i < sizeof places / sizeof places[0]; i++) {
		char *path = path_join(dir, places[i]);
		char *forms = realpath(path, NULL);
		free(path);
		if (forms != NULL && is_ours(forms))
			found = forms;
		else
			free(forms);
	}
	free(dir);
	free(program);
	return found;
}

bool catalogue_init(struct catalogue *catalogue, struct err *err)
{
	const char *chosen = getenv("SONAE_FORMS");
	char *program = NULL;

	if (chosen != NULL && chosen[0] != '\0')
		program = mem_dup(chosen);
	else
		program = forms_near_program();
	if (program == NULL)
		program = mem_dup(SONAE_PREFIX "/share/sonae/forms");
	if (!file_is_dir(program)) {
		err_set(err, ERR_MISSING, program, 0, NULL);
		free(program);
		return false;
	}
	*catalogue = (struct catalogue){ .program = program };
	return true;
}

void catalogue_set_workbook(struct catalogue *catalogue, const char *workbook)
{
	free(catalogue->own);
	catalogue->own = workbook != NULL ? path_join(workbook, "forms") : NULL;
}

void catalogue_release(struct catalogue *catalogue)
{
	free(catalogue->program);
	free(catalogue->own);
	*catalogue = (struct catalogue){ 0 };
}

/* Ids come from people: "../x" must not lead out of the folder. */
static bool stays_inside(const char *name)
{
	return name[0] != '/' && name[0] != '.' && strstr(name, "/.") == NULL;
}

static char *find_in(const char *folder, const char *name)
{
	if (folder == NULL)
		return NULL;
	char *path = path_join(folder, name);
	if (file_exists(path))
		return path;
	free(path);
	return NULL;
}

char *catalogue_find(const struct catalogue *catalogue, const char *name, struct str *shown)
{
	char *path;

	if (shown != NULL) {
		str_clear(shown);
		str_addf(shown, "forms/%s", name);
	}
	if (!stays_inside(name))
		return NULL;
	path = find_in(catalogue->own, name);
	return path != NULL ? path : find_in(catalogue->program, name);
}

bool catalogue_is_form_id(const char *id)
{
	size_t len = strlen(id);

	return len > 0 && len < 64 && id[0] >= 'a' && id[0] <= 'z' &&
	       strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789_") == len;
}

struct names {
	VEC(char *) at;
};

static void names_release(struct names *names)
{
	for (size_t i = 0; i < names->at.count; i++)
		free(names->at.at[i]);
	vec_release(&names->at);
}

/* Adds what the folder `dir`/`folder` holds; nothing when it is not there. */
static bool names_add(struct names *names, const char *dir, const char *folder, const char *ending,
                      struct err *err)
{
	char **files = NULL;
	size_t count = 0;

	if (dir == NULL)
		return true;
	char *path = folder[0] != '\0' ? path_join(dir, folder) : mem_dup(dir);
	bool fine = !file_is_dir(path) || file_list(path, &files, &count, err);
	free(path);
	for (size_t i = 0; i < count; i++) {
		if (text_ends(files[i], ending) && stays_inside(files[i]))
			vec_push(&names->at,
			         mem_dup_n(files[i], strlen(files[i]) - strlen(ending)));
		free(files[i]);
	}
	free(files);
	return fine;
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void names_sort_once(struct names *names)
{
	size_t kept = 0;

	if (names->at.count > 0)
		qsort(names->at.at, names->at.count, sizeof *names->at.at, compare_names);
	for (size_t i = 0; i < names->at.count; i++) {
		if (kept > 0 && strcmp(names->at.at[kept - 1], names->at.at[i]) == 0)
			free(names->at.at[i]);
		else
			names->at.at[kept++] = names->at.at[i];
	}
	names->at.count = kept;
}

static void names_keep_form_ids(struct names *names)
{
	size_t kept = 0;

	for (size_t i = 0; i < names->at.count; i++) {
		if (catalogue_is_form_id(names->at.at[i]))
			names->at.at[kept++] = names->at.at[i];
		else
			free(names->at.at[i]);
	}
	names->at.count = kept;
}

bool catalogue_list(const struct catalogue *catalogue, const char *folder, const char *ending,
                    char ***names, size_t *count, struct err *err)
{
	struct names found = { 0 };

	if (!names_add(&found, catalogue->program, folder, ending, err) ||
	    !names_add(&found, catalogue->own, folder, ending, err)) {
		names_release(&found);
		return false;
	}
	names_sort_once(&found);
	*names = found.at.at;
	*count = found.at.count;
	return true;
}

bool catalogue_forms(const struct catalogue *catalogue, char ***ids, size_t *count,
                     struct err *err)
{
	struct names found = { 0 };

	if (!catalogue_list(catalogue, "", FORM_ENDING, &found.at.at, &found.at.count, err))
		return false;
	names_keep_form_ids(&found);
	*ids = found.at.at;
	*count = found.at.count;
	return true;
}

static void add_plain_lines(struct str *out, const char *text, size_t len)
{
	struct str plain = { 0 };

	if (len >= strlen(BOM) && memcmp(text, BOM, strlen(BOM)) == 0) {
		text += strlen(BOM);
		len -= strlen(BOM);
	}
	for (size_t i = 0; i < len; i++) {
		if (text[i] != '\r')
			str_add_byte(&plain, text[i]);
		else if (i + 1 == len || text[i + 1] != '\n')
			str_add_byte(&plain, '\n');
	}
	utf8_from_bytes(out, str_text(&plain), plain.len);
	str_release(&plain);
}

static bool add_markdown(const struct catalogue *catalogue, const char *folder, const char *form,
                         enum lang lang, struct str *out)
{
	struct str text = { 0 };
	char *name = mem_print("%s/%s.%s.md", folder, form, lang_name(lang));
	char *path = catalogue_find(catalogue, name, NULL);
	bool fine = path != NULL && file_read(path, &text, NULL);

	if (fine)
		add_plain_lines(out, str_text(&text), text.len);
	free(name);
	free(path);
	str_release(&text);
	return fine;
}

bool catalogue_guide(const struct catalogue *catalogue, const char *form, enum lang lang,
                     struct str *out)
{
	return add_markdown(catalogue, "guides", form, lang, out) ||
	       add_markdown(catalogue, "guides", form, lang_other(lang), out);
}

bool catalogue_scenario(const struct catalogue *catalogue, const char *form, enum lang lang,
                        struct str *out)
{
	return add_markdown(catalogue, "exercises", form, lang, out) ||
	       add_markdown(catalogue, "exercises", form, lang_other(lang), out);
}
