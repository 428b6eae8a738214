/*
 * view_start.c - before any workbook is open: recent ones, a new one, the example.
 *
 * Making a workbook is three questions, each a popup above this view: company, folder,
 * curriculum. What was answered is kept here until the folder is made.
 */
#include "list.h"
#include "place.h"
#include "sonae/app/say.h"
#include "sonae/base/file.h"
#include "sonae/base/wrap.h"
#include "sonae/store/settings_file.h"
#include "sonae/ui/frame.h"
#include "sonae/ui/views.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { CURRICULA = 4, LEFT_EDGE = 2, WIDEST = 96, NAMES_TRIED = 100 };

static const char *const curricula[CURRICULA] = {"r4", "r5", "r6", "r7"};

struct start;

struct start_line {
	unsigned (*run)(struct start *start, struct ui *ui, const char *path);
	char *path; /* owned; NULL for what is no workbook */
};

struct start {
	struct view view;
	struct menu menu;
	VEC(struct start_line) lines; /* by menu line; run is NULL for headings */
	struct rect list;
	bool asked_who;
	char *company, *path; /* of the workbook being made */
	const char *offered[CURRICULA];
};

/* ---- the lines ---- */

static unsigned open_recent(struct start *start, struct ui *ui, const char *path)
{
	(void)start;
	ui_open(ui, path);
	return REACT_DRAW;
}

static unsigned new_book(struct start *start, struct ui *ui, const char *path);
static unsigned open_example(struct start *start, struct ui *ui, const char *path);

static unsigned quit(struct start *start, struct ui *ui, const char *path)
{
	(void)start;
	(void)ui;
	(void)path;
	return REACT_QUIT;
}

static void add_heading(struct start *start, const char *text)
{
	menu_add_heading(&start->menu, text);
	vec_add(&start->lines);
}

static void add_recent(struct start *start, struct ui *ui, const char *path)
{
	struct folder_settings settings = {0};
	char *file = path_join(path, "sonae.ini");
	struct str note = {0};

	place_path(path, &note);
	if (!settings_file_read(file, &settings, NULL)) {
		str_add(&note, "  ");
		str_add(&note, say(ui->session, "start.not_there"));
	}
	menu_add(&start->menu, settings.company[0] ? settings.company : path_name(path),
	         str_text(&note));
	vec_push(&start->lines, ((struct start_line){open_recent, mem_dup(path)}));
	str_release(&note);
	free(file);
}

static void add_line(struct start *start, struct ui *ui, const char *text_id, const char *note_id,
                     unsigned (*run)(struct start *, struct ui *, const char *))
{
	menu_add(&start->menu, say(ui->session, text_id), note_id ? say(ui->session, note_id) : "");
	vec_push(&start->lines, ((struct start_line){run, NULL}));
}

static void release_lines(struct start *start)
{
	for (size_t i = 0; i < start->lines.count; i++)
		free(start->lines.at[i].path);
	vec_release(&start->lines);
	menu_release(&start->menu);
}

static void lay_out(struct start *start, struct ui *ui)
{
	const struct config *config = &ui->session->config;
	size_t selected = menu_chosen(&start->menu);

	release_lines(start);
	if (config->recent.count > 0)
		add_heading(start, say(ui->session, "start.recent"));
	for (size_t i = 0; i < config->recent.count; i++)
		add_recent(start, ui, config->recent.at[i]);
	add_heading(start, say(ui->session, "start.begin"));
	add_line(start, ui, "start.new", "start.new_note", new_book);
	add_line(start, ui, "start.example", "start.example_note", open_example);
	add_line(start, ui, "start.quit", NULL, quit);
	if (selected != SIZE_MAX)
		menu_select(&start->menu, selected);
}

/* ---- who ---- */

static bool take_who(struct ui *ui, void *context, const char *text)
{
	struct config *config = &ui->session->config;
	struct err err = {0};

	(void)context;
	if (!text[0])
		return true;
	text_copy(config->who, sizeof(config->who), text);
	if (!config_save(config, &err))
		ui_alarm(ui, &err);
	return true;
}

static bool wants_who(const struct start *start, const struct ui *ui)
{
	const char *given = getenv("SONAE_WHO");

	return !start->asked_who && !ui->session->config.who[0] && !(given && given[0]);
}

static void ask_who(struct ui *ui)
{
	struct str hint = {0};
	const char *who = config_who(&ui->session->config);

	say_to(ui->session, &hint, "start.who_hint", "login", who, NULL);
	ui_push(ui, view_prompt_new(say(ui->session, "start.who"), str_text(&hint), "", take_who,
	                            NULL));
	str_release(&hint);
}

/* ---- a new workbook ---- */

static void alarm_about(struct ui *ui, const char *text_id, const char *path)
{
	struct str shown = {0};

	place_path(path, &shown);
	ui_message(ui, text_id, "path", str_text(&shown), NULL);
	ui->message_is_alarm = true;
	str_release(&shown);
}

static bool is_empty_folder(const char *path)
{
	char **names = NULL;
	size_t count = 0;
	bool listed = file_list(path, &names, &count, NULL);

	for (size_t i = 0; i < count; i++)
		free(names[i]);
	free(names);
	return listed && count == 0;
}

static bool folder_will_do(struct ui *ui, const char *path)
{
	if (!file_exists(path) || is_empty_folder(path))
		return true;
	alarm_about(ui, folder_is_workbook(path) ? "start.path_workbook"
	                : file_is_dir(path)      ? "start.path_full"
	                                         : "start.path_file", path);
	return false;
}

/* The company's name when it can be the name of a folder. */
static char *suggested_folder(const char *company)
{
	bool fits = company[0] && company[0] != '.' && company[0] != '~' && !strchr(company, '/') &&
	            strlen(company) < 120;
	char *path = mem_print("~/%s", fits ? company : "sonae");

	for (int number = 2; number < NAMES_TRIED; number++) {
		char *full = place_full_path(path);
		bool is_free = !file_exists(full);
		free(full);
		if (is_free)
			break;
		free(path);
		path = mem_print("~/%s-%d", fits ? company : "sonae", number);
	}
	return path;
}

static void ask_folder(struct start *start, struct ui *ui, const char *text);

/* When it fails the folder is asked for again: that is what can be mended. */
static void make(struct start *start, struct ui *ui, const char *curriculum)
{
	struct err err = {0};
	struct str shown = {0};
	struct new_workbook wanted = {
		.path = start->path,
		.company = start->company,
		.curriculum = curriculum,
		.lang = ui->session->lang,
	};

	if (session_create(ui->session, &wanted, &err)) {
		ui_open(ui, start->path);
		return;
	}
	ui_alarm(ui, &err);
	place_path(start->path, &shown);
	ask_folder(start, ui, str_text(&shown));
	str_release(&shown);
}

static void curriculum_chosen(struct ui *ui, void *context, size_t line, const char *typed)
{
	struct start *start = context;

	(void)typed;
	make(start, ui, start->offered[line]);
}

static void ask_curriculum(struct start *start, struct ui *ui)
{
	struct menu menu = {0};
	size_t count = 0;
	char id[32];

	for (size_t i = 0; i < CURRICULA; i++) {
		struct curriculum curriculum = {0};
		struct errs errs = {0};
		if (curriculum_load(&ui->session->catalogue, curricula[i], &curriculum, &errs)) {
			snprintf(id, sizeof(id), "start.about_%s", curricula[i]);
			menu_add(&menu, say_words(ui->session, curriculum.title),
			         say(ui->session, id));
			start->offered[count++] = curricula[i];
		}
		curriculum_release(&curriculum);
		vec_release(&errs.at);
	}
	if (count == 0) {
		make(start, ui, curricula[0]); /* says what is wrong with it */
		return;
	}
	ui_push(ui, view_pick_new(&(struct pick){
	    .title = say(ui->session, "start.curriculum"),
	    .menu = &menu,
	    .done = curriculum_chosen,
	    .context = start,
	}));
}

static bool take_folder(struct ui *ui, void *context, const char *text)
{
	struct start *start = context;

	if (!text[strspn(text, " ")])
		return false;
	free(start->path);
	start->path = place_full_path(text);
	if (!folder_will_do(ui, start->path))
		return false;
	ask_curriculum(start, ui);
	return true;
}

static void ask_folder(struct start *start, struct ui *ui, const char *text)
{
	ui_push(ui,
	        view_prompt_new(say(ui->session, "start.folder"),
	                        say(ui->session, "start.folder_hint"), text, take_folder, start));
}

static bool take_company(struct ui *ui, void *context, const char *text)
{
	struct start *start = context;
	char *folder = suggested_folder(text);

	free(start->company);
	start->company = mem_dup(text);
	ask_folder(start, ui, folder);
	free(folder);
	return true;
}

static unsigned new_book(struct start *start, struct ui *ui, const char *path)
{
	(void)path;
	ui_push(ui,
	        view_prompt_new(say(ui->session, "start.company"),
	                        say(ui->session, "start.company_hint"), "", take_company, start));
	return REACT_DRAW;
}

/* ---- the example company ---- */

/* The first of ~/sonae-example, ~/sonae-example-2 … that is ours already or may become so. */
static char *example_folder(bool *is_there)
{
	for (int number = 1; number < NAMES_TRIED; number++) {
		char *name = number == 1 ? mem_dup("~/sonae-example")
		                         : mem_print("~/sonae-example-%d", number);
		char *path = place_full_path(name);
		free(name);
		*is_there = folder_is_workbook(path);
		if (*is_there || !file_exists(path) || is_empty_folder(path))
			return path;
		free(path);
	}
	return place_full_path("~/sonae-example");
}

static unsigned open_example(struct start *start, struct ui *ui, const char *unused)
{
	bool is_there;
	struct err err = {0};
	char *path = example_folder(&is_there);
	struct new_workbook wanted = {
		.path = path,
		.company = say(ui->session, "start.example_company"),
		.lang = ui->session->lang,
		.example = true,
	};

	(void)start;
	(void)unused;
	if (is_there || session_create(ui->session, &wanted, &err))
		ui_open(ui, path);
	else
		ui_alarm(ui, &err);
	free(path);
	return REACT_DRAW;
}

/* ---- the view ---- */

/* What the program is, with a blank line around it; left out when the list needs the room.
 * Returns the rows used. */
static int draw_about(const struct start *start, struct ui *ui, struct canvas *canvas,
                      struct rect rect)
{
	const char *about = say(ui->session, "start.about");
	int lines = (int)wrap_count(about, strlen(about), rect.cols), row = rect.row + 1;
	struct wrap_line at = {0};

	if (lines + 2 + (int)start->menu.lines.count > rect.rows)
		return 0;
	while (wrap_next(about, strlen(about), at.next, rect.cols, &at)) {
		char *line = mem_dup_n(about + at.at, at.len);
		canvas_text(canvas, row++, rect.col, rect.cols, STYLE_ROLE_PLAIN, 0, line);
		free(line);
	}
	return lines + 2;
}

static void draw(struct view *view, struct ui *ui, struct canvas *canvas)
{
	struct start *start = (struct start *)view;
	struct frame frame = {say(ui->session, "start.title"), SONAE_VERSION, "", "", NULL};
	struct str path = {0};
	size_t line = menu_chosen(&start->menu);

	if (line != SIZE_MAX && start->lines.at[line].path)
		place_path(start->lines.at[line].path, &path);
	frame.info = str_text(&path);
	struct rect body = frame_draw(ui, canvas, &frame);
	int cols = body.cols - 2 * LEFT_EDGE < WIDEST ? body.cols - 2 * LEFT_EDGE : WIDEST;
	int used =
	    draw_about(start, ui, canvas, (struct rect){body.row, LEFT_EDGE, body.rows, cols});
	start->list = (struct rect){body.row + used, LEFT_EDGE - 1, body.rows - used, cols + 2};
	menu_draw(&start->menu, canvas, start->list, false);
	str_release(&path);
}

static unsigned run_line(struct start *start, struct ui *ui)
{
	size_t line = menu_chosen(&start->menu);

	if (line == SIZE_MAX || !start->lines.at[line].run)
		return REACT_NONE;
	return start->lines.at[line].run(start, ui, start->lines.at[line].path);
}

static unsigned act(struct view *view, struct ui *ui, enum action action)
{
	struct start *start = (struct start *)view;

	if (action == ACTION_ENTER)
		return run_line(start, ui);
	return list_act(&start->menu, action, start->list.rows);
}

static unsigned mouse(struct view *view, struct ui *ui, const struct event *event)
{
	struct start *start = (struct start *)view;
	enum list_click click = list_click(&start->menu, start->list, event);

	return click == LIST_CHOSEN    ? run_line(start, ui)
	       : click == LIST_NOTHING ? REACT_NONE
	                               : REACT_DRAW;
}

static void keys(struct view *view, struct ui *ui, struct key_line *line)
{
	(void)view;
	(void)ui;
	key_line_add(line, ACTION_ENTER);
	key_line_add(line, ACTION_LANGUAGE);
	key_line_add(line, ACTION_QUIT);
}

static void refresh(struct view *view, struct ui *ui)
{
	lay_out((struct start *)view, ui);
}

/* The name is asked for after the first paint, when this view is already on the stack. */
static bool wants_idle(struct view *view)
{
	return !((struct start *)view)->asked_who;
}

static bool idle(struct view *view, struct ui *ui)
{
	struct start *start = (struct start *)view;
	bool wants = wants_who(start, ui);

	start->asked_who = true;
	if (wants)
		ask_who(ui);
	return wants;
}

static void start_free(struct view *view)
{
	struct start *start = (struct start *)view;

	release_lines(start);
	free(start->company);
	free(start->path);
	free(start);
}

static const struct view_ops ops = {
	.name = "start",
	.draw = draw,
	.act = act,
	.mouse = mouse,
	.keys = keys,
	.refresh = refresh,
	.wants_idle = wants_idle,
	.idle = idle,
	.free = start_free,
};

struct view *view_start_new(struct ui *ui)
{
	struct start *start = mem_zero(1, sizeof(*start));

	start->view.ops = &ops;
	lay_out(start, ui);
	return &start->view;
}
