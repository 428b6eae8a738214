/* view_ways.c - the ways to look at a worksheet, and turning from one to the next. */
#include "sonae/ui/views.h"

struct way {
	const char *name;
	struct view *(*make)(struct ui *ui, const char *sheet, const char *row);
};

static const struct way ways[] = {
	{"tree", view_tree_new},
	{"grid", view_grid_new},
	{"timeline", view_timeline_new},
	{"matrix", view_matrix_new},
	{"top", view_top_new},
	{"sums", view_sums_new},
	{"coverage", view_coverage_new},
	{"steps", view_steps_new},
	{"profile", view_profile_new},
};

static const struct way *find_way(const char *name)
{
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++)
		if (text_is(ways[i].name, name))
			return &ways[i];
	return NULL;
}

/* The names that work on this form, in order. */
struct names {
	VEC(const char *) at;
};

/* Each once: a form may say more about the way it begins with. */
static void add_name(struct names *names, const char *name)
{
	for (size_t i = 0; i < names->at.count; i++)
		if (text_is(names->at.at[i], name))
			return;
	if (find_way(name))
		vec_push(&names->at, name);
}

static void list_ways(const struct form *form, struct names *out)
{
	if (form->kind == FORM_TREE)
		add_name(out, "tree");
	if (form->kind == FORM_TIMELINE)
		add_name(out, "timeline");
	add_name(out, "grid");
	for (size_t i = 0; i < form->views.count; i++)
		add_name(out, form->views.at[i].name);
}

static const char *next_name(const struct names *names, const char *now)
{
	for (size_t i = 0; i < names->at.count; i++)
		if (text_is(names->at.at[i], now))
			return names->at.at[(i + 1) % names->at.count];
	return names->at.at[0];
}

bool view_turn(struct ui *ui, const char *sheet, const char *now, const char *row)
{
	const struct form *form = book_form(folder_book(ui->session->folder), sheet, NULL);
	struct names names = {0};
	struct view *view = NULL;

	if (!form)
		return false;
	list_ways(form, &names);
	const char *next = next_name(&names, now);
	if (!text_is(next, now))
		view = find_way(next)->make(ui, sheet, row);
	vec_release(&names.at);
	if (!view)
		return false;
	ui_pop(ui);
	ui_push(ui, view);
	return true;
}

struct view *view_sheet_new(struct ui *ui, const char *id)
{
	struct err err = {0};
	struct sheet *sheet = book_sheet(folder_book(ui->session->folder), id, &err);
	struct names names = {0};

	if (!sheet) {
		ui_alarm(ui, &err);
		return NULL;
	}
	if (sheet_form(sheet)->kind == FORM_RECORD && sheet_row_count(sheet) > 0)
		return view_record_new(ui, id, sheet_row_id(sheet, 0), -1);
	if (sheet_form(sheet)->kind == FORM_EXERCISE)
		return view_exercise_new(ui, id);
	list_ways(sheet_form(sheet), &names);
	const struct way *first = find_way(names.at.at[0]);
	vec_release(&names.at);
	return first->make(ui, id, "");
}
