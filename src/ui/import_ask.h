/* import_ask.h - the action `import`. */
#ifndef SONAE_SRC_UI_IMPORT_ASK_H
#define SONAE_SRC_UI_IMPORT_ASK_H

#include "sonae/ui/ui.h"

/* Asks for a file and shows what it would change in the worksheet one stands in. Always true. */
bool import_ask(struct ui *ui);

#endif
