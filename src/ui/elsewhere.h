/* elsewhere.h - when the disk takes no more: telling it, saving in another place, and taking
 * over the workbook from a machine that is gone. */
#ifndef SONAE_SRC_UI_ELSEWHERE_H
#define SONAE_SRC_UI_ELSEWHERE_H

#include "sonae/ui/ui.h"

/* Is something of the open workbook only in memory? */
bool elsewhere_is_unsafe(const struct ui *ui);
/* While it is, says so whenever nothing else is said. */
void elsewhere_tell(struct ui *ui);
/* Before leaving: asks once for another folder; false when there is nothing to ask (any more). */
bool elsewhere_ask(struct ui *ui);
/* Why the workbook just opened is only read, and what can be done. */
void elsewhere_tell_opened(struct ui *ui);

/* "2026-11-22T07:30:00+09:00" as "11-22 07:30", in `buffer`. */
const char *elsewhere_short_time(const char *stamp, char buffer[16]);

bool elsewhere_act_save(struct ui *ui);
bool elsewhere_act_take_over(struct ui *ui);

#endif
