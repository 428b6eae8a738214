/* coverage_look.h - what the coverage of a worksheet looks like, in its table and beside its steps. */
#ifndef SONAE_SRC_UI_COVERAGE_LOOK_H
#define SONAE_SRC_UI_COVERAGE_LOOK_H

#include "sonae/model/coverage.h"
#include "sonae/ui/ui.h"

/* Columns after which a line of text is too far to follow. */
enum { COVERAGE_WIDEST = 110 };

/* The view of that name of the worksheet's form; NULL when it has none that can be shown. */
const struct form_view *coverage_view(const struct ui *ui, const char *sheet, const char *name);
/* Does the worksheet have steps for the rows of `targets`? And any worksheet there is? */
bool coverage_looks_at(const struct ui *ui, const char *sheet, const char *targets);
bool coverage_is_looked_at(const struct ui *ui, const char *targets);
/* A mark, and how many rows stand behind it when there are several: "o", "!2", "o+" from ten on.
 * Appends. */
void coverage_add_mark(enum coverage_mark mark, size_t rows, struct str *out, enum style *style);
/* The letter a column goes by, the label's first word: "S" of "S なりすまし". Appends. */
void coverage_add_letter(const struct ui *ui, const struct form *form, const struct form_view *view,
                         size_t column, struct str *out);
/* What a line is called: "A-003 健康診断の結果", or the text itself. Appends. */
void coverage_add_target(const struct ui *ui, const struct form *form, const struct form_view *view,
                         const struct pivot_line *line, struct str *out);
/* The field that tells what was found: the first memo, or -1. */
int coverage_text_field(const struct form *form);
/* What the marks mean, as much of it as fits `cols`. Appends. */
void coverage_add_legend(const struct ui *ui, int cols, struct str *out);

/* The steps of a worksheet, from the start, standing at `column` of the line that is for `value`. */
struct view *view_steps_at(struct ui *ui, const char *sheet, const char *value, bool is_text,
                           size_t column);

#endif
