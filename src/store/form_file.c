#include "sonae/store/form_file.h"
#include "form_reading.h"
#include "sonae/base/file.h"
#include "sonae/base/str.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ENDING ".ini"

void form_complain_err(struct form_reading *reading, const struct err *err, long line)
{
	struct err *kept = vec_add(&reading->errs->at);

	*kept = *err;
	snprintf(kept->file, sizeof kept->file, "%s", reading->form->file);
	kept->line = line;
}

static struct form *new_form(const char *id, const char *shown)
{
	struct form *form = mem_zero(1, sizeof *form);

	form->id = pool_text(&form->pool, id, strlen(id));
	form->file = pool_text(&form->pool, shown, strlen(shown));
	form->prefix = form->per = form->of = form->shows = "";
	form->exercise.takes_on = "";
	form->name_field = -1;
	form->title = form->purpose = (struct words){ { "", "" } };
	return form;
}

/* Each step rests on the ones before having found nothing. */
static void read_all(struct form_reading *reading)
{
	static void (*const steps[])(struct form_reading *) = {
		form_read_sections,
		form_lint,
		form_bind,
		form_read_items,
	};
	struct form *form = reading->form;
	size_t before = reading->errs->at.count;

	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		if (reading->errs->at.count == before)
			steps[i](reading);
	}
	if (reading->errs->at.count == before)
		samples_load(reading->catalogue, form, "starter", &form->starters, reading->errs);
}

struct form *form_read(struct form_reading *reading, const char *path, const char *shown,
                       const char *id)
{
	struct ini ini = { 0 };
	size_t before = reading->errs->at.count;

	reading->form = new_form(id, shown);
	reading->ini = &ini;
	if (!form_is_sheet_id(id))
		form_complain(reading, ERR_FORM_NAME, 0, "%s", id);
	if (ini_load(path, shown, &ini, reading->errs))
		read_all(reading);
	ini_release(&ini);
	reading->ini = NULL;
	if (reading->errs->at.count > before) {
		form_free(reading->form);
		reading->form = NULL;
	}
	return reading->form;
}

struct form *form_load(const struct catalogue *catalogue, const char *id, struct errs *errs)
{
	struct form_reading reading = { .catalogue = catalogue, .errs = errs };
	struct str shown = { 0 };
	char *name = mem_print("%s" ENDING, id);
	char *path = catalogue_is_form_id(id) ? catalogue_find(catalogue, name, &shown) : NULL;

	if (path == NULL)
		err_set(vec_add(&errs->at), ERR_NO_FORM, NULL, 0, "%s", id);
	else
		form_read(&reading, path, str_text(&shown), id);
	vec_release(&reading.formulas);
	str_release(&shown);
	free(name);
	free(path);
	return reading.form;
}

static bool samples_are_fine(const struct catalogue *catalogue, struct form *form, const char *kind,
                             struct errs *errs)
{
	struct samples samples = { 0 };
	bool fine = samples_load(catalogue, form, kind, &samples, errs);

	samples_release(&samples);
	return fine;
}

struct form *form_load_file(const struct catalogue *catalogue, const char *path, struct errs *errs)
{
	struct catalogue beside = { .program = path_dir(path) };
	struct form_reading reading = { .catalogue = &beside, .errs = errs };
	size_t before = errs->at.count;
	const char *name = path_name(path);
	size_t len = strlen(name) - (text_ends(name, ENDING) ? strlen(ENDING) : 0);
	char *id = mem_dup_n(name, len);

	if (form_read(&reading, path, path, id) != NULL) {
		samples_are_fine(&beside, reading.form, "examples", errs);
		samples_are_fine(&beside, reading.form, "company", errs);
		form_lint_outside(&reading, catalogue, path);
	}
	if (errs->at.count > before) {
		form_free(reading.form);
		reading.form = NULL;
	}
	vec_release(&reading.formulas);
	catalogue_release(&beside);
	free(id);
	return reading.form;
}
