/*
 * import_view.h - the screen of a file on its way into a worksheet: its lines, and drawing them.
 *
 *     資産の名前       社員名簿, 設計図面          -> 資産の名前
 *     変な列           z                           ?  備考 のことですか
 *     取り込む         新しい行 2、直しが要る値 1
 *
 * Tab shows what would change instead, the line that does it on top.
 */
#ifndef SONAE_SRC_UI_IMPORT_VIEW_H
#define SONAE_SRC_UI_IMPORT_VIEW_H

#include "sonae/app/import.h"
#include "sonae/ui/menu.h"
#include "sonae/ui/ui.h"

/* What a line of either list is. */
enum import_at {
	IMPORT_AT_NOTHING,
	IMPORT_AT_COLUMN,
	IMPORT_AT_SCALE,
	IMPORT_AT_LINE,
	IMPORT_AT_DO,
};
struct import_about {
	enum import_at at;
	size_t index; /* of the columns or lines */
};

struct import_view {
	struct view view;
	struct import import;
	char sheet[64];
	bool preview;
	struct menu menu;
	VEC(struct import_about) about; /* by menu line */
	struct rect list;
};

/* The line one stands on. */
struct import_about import_view_at(const struct import_view *view);
/* What a column goes to, in words. Appends. */
void import_view_say_target(const struct import_view *view, size_t column, struct str *out);

/* As view_ops wants it (import_draw.c). */
void import_view_draw(struct view *view, struct ui *ui, struct canvas *canvas);

#endif
