/* home_lines.c - the right side of home as lines: the next step, what is wrong. */
#include "home.h"

#include "place.h"
#include "sonae/app/say.h"
#include "sonae/base/utf8.h"
#include "sonae/store/outside.h"

#include <stdio.h>
#include <stdlib.h>

size_t home_session_count(const struct home *home)
{
	return home->overview.sessions.count;
}

bool home_at_session(const struct home *home)
{
	return home->at < home_session_count(home);
}

const struct home_line *home_door(const struct home *home)
{
	size_t door = home->at - home_session_count(home);

	return !home_at_session(home) && door < home->doors.count
	           ? &home->lines.at[home->doors.at[door]]
	           : NULL;
}

void home_release_lines(struct home *home)
{
	for (size_t i = 0; i < home->lines.count; i++) {
		free(home->lines.at[i].text);
		free(home->lines.at[i].right);
		free(home->lines.at[i].info);
	}
	vec_clear(&home->lines);
	vec_clear(&home->doors);
}

static struct home_line *add_line(struct home *home, const char *text, enum style style)
{
	struct home_line *line = vec_add(&home->lines);

	line->text = mem_dup(text);
	line->right = mem_dup("");
	line->info = mem_dup("");
	line->style = style;
	return line;
}

static void set_text(char **to, const char *text)
{
	free(*to);
	*to = mem_dup(text);
}

static void make_door(struct home *home, struct home_line *line, const char *sheet, const char *row,
                      const char *field)
{
	text_copy(line->sheet, sizeof(line->sheet), sheet);
	text_copy(line->row, sizeof(line->row), row);
	text_copy(line->field, sizeof(line->field), field);
	vec_push(&home->doors, home->lines.count - 1);
}

/* "A-007 設計図面: 機密性" */
static void say_next_cell(const struct home *home, const struct ui *ui, struct str *out)
{
	const struct overview *overview = &home->overview;

	const char *name = say_words(ui->session, overview->next_name);

	if (overview->next_row[0])
		str_addf(out, "%s%s", overview->next_row, name[0] ? " " : "");
	else
		str_add(out, say(ui->session, overview->next_field[0] ? "home.first_row" : "home.go_on"));
	utf8_add_visible(out, name, strlen(name));
	if (overview->next_field[0])
		str_addf(out, ": %s", say_words(ui->session, overview->next_label));
}

static void add_next(struct home *home, struct ui *ui)
{
	const struct overview *overview = &home->overview;
	struct str where = {0}, cell = {0};

	add_line(home, say(ui->session, "home.next"), STYLE_ROLE_HEADING);
	if (!overview->next_sheet[0]) {
		const char *id = overview->is_stale ? "home.counting" : "home.nothing_left";
		add_line(home, say(ui->session, id), STYLE_ROLE_MUTED);
		return;
	}
	if (overview->next_session >= 0)
		place_session_number(ui, overview->next_session, &where);
	str_addf(&where, "%s%s", where.len ? " " : "", say_words(ui->session, overview->next_title));
	struct home_line *line = add_line(home, str_text(&where), STYLE_ROLE_PLAIN);
	make_door(home, line, overview->next_sheet, overview->next_row, overview->next_field);
	say_next_cell(home, ui, &cell);
	str_addf(&where, "  %s", str_text(&cell));
	set_text(&line->info, str_text(&where));
	add_line(home, str_text(&cell), STYLE_ROLE_MUTED);
	str_release(&where);
	str_release(&cell);
}

/* What a manager would ask for; each leads to its worksheet. */
static void add_figures(struct home *home, struct ui *ui)
{
	const struct overview *overview = &home->overview;

	if (overview->figures.count > 0)
		add_line(home, "", STYLE_ROLE_PLAIN);
	for (size_t i = 0; i < overview->figures.count; i++) {
		const struct overview_figure *figure = &overview->figures.at[i];
		struct home_line *line = add_line(home, say_words(ui->session, figure->label),
		                                  figure->alarm ? STYLE_ROLE_CAUTION : STYLE_ROLE_PLAIN);
		set_text(&line->right, say_words(ui->session, figure->value));
		set_text(&line->info, say_words(ui->session, figure->sheet_title));
		make_door(home, line, figure->sheet, "", "");
	}
}

/* What a kind of findings is called. */
static void say_kind(const struct ui *ui, const struct overview_finding *found, struct str *title)
{
	const char *text = say_words(ui->session, found->title);

	if (found->gap[0])
		str_add(title, text);
	else
		say_to(ui->session, title, "home.wrong_values", "sheet", text, NULL);
}

static enum style level_style(enum finding_level level)
{
	return level == FINDING_ERROR ? STYLE_ROLE_ALARM
	       : level == FINDING_WARNING ? STYLE_ROLE_CAUTION : STYLE_ROLE_PLAIN;
}

static void add_finding(struct home *home, struct ui *ui, const struct overview_finding *found)
{
	struct str title = {0}, shown = {0};
	char count[24];

	say_kind(ui, found, &title);
	str_addf(&shown, "%s %s", found->level == FINDING_NOTE ? "." : "!", str_text(&title));
	struct home_line *line = add_line(home, str_text(&shown), level_style(found->level));
	snprintf(count, sizeof(count), "%zu", found->count);
	set_text(&line->right, count);
	if (!found->gap[0])
		set_text(&line->info, str_text(&title));
	text_copy(line->gap, sizeof(line->gap), found->gap);
	make_door(home, line, found->sheet, found->row, found->field);
	str_release(&title);
	str_release(&shown);
}

/* What was changed both here and outside waits for a person. */
static void add_undecided(struct home *home, struct ui *ui, size_t count)
{
	struct str text = {0};
	char number[24];

	str_addf(&text, "! %s", say(ui->session, "home.undecided"));
	struct home_line *line = add_line(home, str_text(&text), STYLE_ROLE_CAUTION);
	snprintf(number, sizeof(number), "%zu", count);
	set_text(&line->right, number);
	set_text(&line->info, say(ui->session, "home.undecided_info"));
	make_door(home, line, "", "", "");
	line->action = ACTION_OUTSIDE;
	str_release(&text);
}

static void add_findings(struct home *home, struct ui *ui)
{
	const struct overview *overview = &home->overview;
	size_t undecided = folder_outside_open(ui->session->folder), count = undecided;
	char total[24];

	add_line(home, "", STYLE_ROLE_PLAIN);
	struct home_line *heading =
	    add_line(home, say(ui->session, "home.findings"), STYLE_ROLE_HEADING);
	for (size_t i = 0; i < overview->findings.count; i++)
		count += overview->findings.at[i].count;
	snprintf(total, sizeof(total), "%zu", count);
	if (count > 0)
		set_text(&heading->right, total);
	else if (!overview->is_stale)
		add_line(home, say(ui->session, "home.no_findings"), STYLE_ROLE_MUTED);
	if (undecided > 0)
		add_undecided(home, ui, undecided);
	for (size_t i = 0; i < overview->findings.count; i++)
		add_finding(home, ui, &overview->findings.at[i]);
}

void home_lay_out(struct home *home, struct ui *ui)
{
	home_release_lines(home);
	add_next(home, ui);
	add_figures(home, ui);
	add_findings(home, ui);
	size_t items = home_session_count(home) + home->doors.count;
	if (home->at >= items)
		home->at = home->session_was;
}
