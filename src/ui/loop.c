/* loop.c - the ui on a real terminal. */
#include "sonae/ui/outside_editor.h"
#include "sonae/ui/term.h"
#include "sonae/ui/ui.h"
#include "sonae/ui/views.h"

static void open_at(struct ui *ui, const char *path, const char *sheet)
{
	if (!path) {
		ui_push(ui, view_start_new(ui));
		return;
	}
	ui_enter(ui, path);
	/* A text that was being typed comes first. */
	if (sheet && !ui_is_editing(ui))
		ui_jump(ui, sheet, "", "");
}

static char *edit_outside(const char *text, struct err *err)
{
	term_suspend();
	char *back = outside_editor(text, err);
	term_resume();
	return back;
}

static void run(struct ui *ui)
{
	bool is_painted = false;

	for (bool going = true; going;) {
		if (!term_has_input()) {
			ui_draw(ui);
			term_show(&ui->canvas);
			if (!is_painted)
				texts_load_rest(&ui->session->texts);
			is_painted = true;
		}
		struct event event = term_read(ui_idle_wait(ui));
		if (event.kind == EVENT_NONE)
			ui_idle(ui);
		else
			going = ui_handle(ui, &event);
	}
}

bool ui_run(struct session *session, const char *path, const char *sheet, struct err *err)
{
	struct term_options options = {
		.theme = session->config.theme,
		.ambiguous = session->config.ambiguous,
		.mouse = session->config.mouse,
	};
	struct ui ui;
	int rows, cols;

	/* A workbook that cannot be opened is told on the shell, before the screen changes. */
	if (path && !session_open(session, path, FOLDER_WRITE, err))
		return false;
	if (!term_open(&options, err))
		return false;
	term_size(&rows, &cols);
	ui_init(&ui, session, rows, cols);
	ui.copy = term_copy;
	ui.editor = edit_outside;
	ui.forget = term_forget;
	open_at(&ui, path, sheet);
	run(&ui);
	ui_release(&ui);
	term_close();
	return true;
}
