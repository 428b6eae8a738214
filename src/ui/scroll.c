#include "scroll.h"

size_t scroll_top(size_t top, size_t at, size_t count, int rows)
{
	size_t shown = rows > 0 ? (size_t)rows : 1;

	if (top + shown > count)
		top = count > shown ? count - shown : 0;
	if (at < top)
		top = at;
	return at >= top + shown ? at - shown + 1 : top;
}
