/*
 * hello.c - the least a program with a full screen of Japanese does: what the first paint
 * of ours is compared with. Any of the arrow keys moves, q ends it.
 */
#include <curses.h>
#include <locale.h>

int main(void)
{
	int row = 0, key;

	setlocale(LC_ALL, "");
	if (!initscr())
		return 1;
	raw();
	noecho();
	keypad(stdscr, TRUE);
	do {
		erase();
		mvprintw(0, 0, "行 %d", row);
		mvprintw(LINES - 1, 0, "q 終わる");
		mvprintw(row % (LINES - 2) + 1, 0, "情報資産 %d", row);
		refresh();
		key = getch();
		row += key == KEY_DOWN;
		row -= key == KEY_UP && row > 0;
	} while (key != 'q');
	endwin();
	return 0;
}
