/* scroll.h - which part of a list is seen. */
#ifndef SONAE_SRC_UI_SCROLL_H
#define SONAE_SRC_UI_SCROLL_H

#include <stddef.h>

/* The first line to show of `count`, of which `rows` fit (1 at least); `top` was it before. The
 * line `at` is seen, and as little else changes as can be; no room is left empty below the last
 * line while there are more above. */
size_t scroll_top(size_t top, size_t at, size_t count, int rows);

#endif
