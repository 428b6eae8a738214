#include "sonae/ui/style.h"

#include "sonae/base/str.h"
#include <stddef.h>
#include <stdlib.h>

enum { FEW_COLORS = 8, ALL_COLORS = 256 };

static const struct {
	struct style_look colored;
	unsigned mono;
} looks[STYLE_COUNT] = {
#define STYLE_LOOK(NAME, fg, bg, attributes, mono) {{fg, bg, attributes}, mono},
	STYLE_LIST(STYLE_LOOK)
#undef STYLE_LOOK
};

/* The palette's colours that the styles use, and what stands for them among eight: black 0,
 * red 1, green 2, yellow 3, blue 4, magenta 5, cyan 6, white 7. */
static const struct {
	int color, few;
} fallbacks[] = {
	{0, 0},   {15, 7},  {24, 4},   {28, 2},  {31, 6},   {130, 3},
	{153, 6}, {160, 1}, {229, 3}, {240, -1}, {244, -1}, {254, 7},
};

static int few_color(int color)
{
	for (size_t i = 0; i < sizeof(fallbacks) / sizeof(fallbacks[0]); i++)
		if (fallbacks[i].color == color)
			return fallbacks[i].few;
	return -1;
}

enum theme theme_choose(const char *name, int colors)
{
	const char *no_color = getenv("NO_COLOR");

	if (text_is(name, "ascii"))
		return THEME_ASCII;
	if (text_is(name, "mono") || colors < FEW_COLORS)
		return THEME_MONO;
	if (text_is(name, "color"))
		return THEME_COLOR;
	return no_color && *no_color ? THEME_MONO : THEME_COLOR;
}

struct style_look style_look(enum style style, enum theme theme, int colors)
{
	struct style_look look = looks[style].colored;

	if (theme != THEME_COLOR)
		return (struct style_look){-1, -1, looks[style].mono};
	if (colors < ALL_COLORS) {
		look.fg = few_color(look.fg);
		look.bg = few_color(look.bg);
	}
	return look;
}
