/* near.c - the fewest insertions, deletions and replacements from one name to another. */
#include "sonae/base/near.h"

#include "sonae/base/mem.h"
#include "sonae/base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { COMPARED = 48 }; /* bytes of a name that are looked at */

void near_begin(struct near *near, const char *wanted)
{
	memset(near, 0, sizeof(*near));
	near->wanted = utf8_fold(wanted, strlen(wanted));
}

static int least(int a, int b, int c)
{
	int ab = a < b ? a : b;

	return ab < c ? ab : c;
}

static int edits(const char *a, const char *b)
{
	size_t a_len = strnlen(a, COMPARED), b_len = strnlen(b, COMPARED);
	int row[COMPARED + 1];

	for (size_t j = 0; j <= b_len; j++)
		row[j] = (int)j;
	for (size_t i = 1; i <= a_len; i++) {
		int diagonal = row[0];
		row[0] = (int)i;
		for (size_t j = 1; j <= b_len; j++) {
			int above = row[j];
			int replaced = diagonal + (a[i - 1] != b[j - 1]);
			row[j] = least(above + 1, row[j - 1] + 1, replaced);
			diagonal = above;
		}
	}
	return row[b_len];
}

/* Part of the other name counts as one slip, if it is more than a letter or two. */
static int distance(const char *wanted, const char *name)
{
	char *folded = utf8_fold(name, strlen(name));
	int found = edits(wanted, folded);

	if (found > 1 && strlen(wanted) >= 3 && strstr(folded, wanted))
		found = 1;
	free(folded);
	return found;
}

static int farthest(const char *wanted)
{
	int half = (int)(strnlen(wanted, COMPARED) / 2);

	return half > 2 ? half : 2;
}

void near_offer(struct near *near, const char *name, const char *called)
{
	int by_name = distance(near->wanted, name);
	int by_label = called[0] ? distance(near->wanted, called) : by_name;
	int found = by_name < by_label ? by_name : by_label;
	int place = 0;

	if (found > farthest(near->wanted))
		return;
	while (place < NEAR_MAX && near->best[place].name && near->best[place].distance <= found)
		place++;
	if (place == NEAR_MAX)
		return;
	free(near->best[NEAR_MAX - 1].name);
	for (int i = NEAR_MAX - 1; i > place; i--)
		near->best[i] = near->best[i - 1];
	near->best[place].name = mem_dup(name);
	near->best[place].distance = found;
}

void near_add(const struct near *near, struct str *out)
{
	for (int i = 0; i < NEAR_MAX && near->best[i].name; i++) {
		str_add(out, i > 0 ? ", " : "");
		str_add(out, near->best[i].name);
	}
}

void near_release(struct near *near)
{
	for (int i = 0; i < NEAR_MAX; i++)
		free(near->best[i].name);
	free(near->wanted);
	memset(near, 0, sizeof(*near));
}
