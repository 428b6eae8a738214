/* notices.h - what is found out about the files while one works, told once and kept for F5. */
#ifndef SONAE_SRC_UI_NOTICES_H
#define SONAE_SRC_UI_NOTICES_H

#include "sonae/ui/ui.h"

/* The folder's notices become the message, when there is none yet. */
void notices_tell(struct ui *ui);
/* With every key: the first after a second's idle looks whether other programs have changed
 * the files. Not while text is typed. */
void notices_look_outside(struct ui *ui);

/* The worksheet whose file the notice is about, for the caller to free; NULL = none. */
char *notice_sheet(const struct ui *ui, const struct err *notice);

#endif
