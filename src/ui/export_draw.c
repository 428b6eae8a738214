/* export_draw.c - drawing F9. */
#include "export_view.h"

#include "list.h"
#include "sonae/app/say.h"
#include "sonae/ui/frame.h"

#include <stdint.h>

static const char *const names[] = {
#define NAME(NAME, name) "export." name,
	EXPORT_CHOICE_LIST(NAME)
#undef NAME
};
static const char *const helps[] = {
#define HELP(NAME, name) "export." name "_help",
	EXPORT_CHOICE_LIST(HELP)
#undef HELP
};

static void draw_body(struct export_view *view, struct ui *ui, struct canvas *canvas,
                      struct rect body)
{
	struct preview_choice choices[EXPORT_CHOICE_COUNT];
	struct str values[EXPORT_CHOICE_COUNT] = {{0}};

	for (int i = 0; i < EXPORT_CHOICE_COUNT; i++) {
		export_say_choice(view, ui, (enum export_choice_line)i, &values[i]);
		choices[i] = (struct preview_choice){say(ui->session, names[i]),
		                                     str_text(&values[i]),
		                                     i == EXPORT_CHOICE_WRITE};
	}
	preview_draw(&view->preview, canvas, body, choices);
	for (int i = 0; i < EXPORT_CHOICE_COUNT; i++)
		str_release(&values[i]);
}

/* What the choice means, or the whole of what the preview's line has no room for. */
static void say_info(const struct export_view *view, const struct ui *ui, struct str *out)
{
	size_t choice = preview_choice(&view->preview);

	if (choice != SIZE_MAX)
		str_add(out, say(ui->session, helps[choice]));
	else
		preview_say_line(&view->preview, out);
}

void export_draw(struct view *base, struct ui *ui, struct canvas *canvas)
{
	struct export_view *view = (struct export_view *)base;
	struct str text = {0}, info = {0}, rest = {0};
	bool unsafe = folder_unsafe(ui->session->folder) != NULL;

	say_info(view, ui, &text);
	list_split(ui, str_text(&text), &info, &rest);
	struct frame frame = {
		say(ui->session, "export.title"),
		folder_settings(ui->session->folder)->company,
		str_text(&info),
		unsafe ? say(ui->session, "export.unsafe") : "",
		str_text(&rest),
	};
	draw_body(view, ui, canvas, frame_draw(ui, canvas, &frame));
	str_release(&text);
	str_release(&info);
	str_release(&rest);
}
