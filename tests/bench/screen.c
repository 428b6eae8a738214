/*
 * screen.c - usage: screen SMALL HUNDRED BIG. What a person at the terminal waits for:
 * three workbooks, the last two with 100 and with many rows of `assets`. The programs
 * hello and parse lie beside this one. Fails when a figure is over its bound.
 */
#include "sonae/base/file.h"
#include "support/figures.h"
#include "support/scratch.h"
#include "support/timed.h"

#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { STARTS = 25, OPENINGS = 11, PRESSES = 200, IDLE_MS = 3000, SETTLING_MS = 2500 };

#define SHEET "assets"
#define FIRST_ROW "最初の行" /* its name, see make_data.c */
#define HOME_ENDS "^Q"

struct bench {
	const char *small, *hundred, *big;
	char *hello, *parse;
	const char *home;
};

static void fail(const struct timed *timed, const char *what)
{
	fprintf(stderr, "screen: waited for %s, and got:\n%s\n", what, str_text(&timed->output));
	exit(EXIT_FAILURE);
}

/* `word` stands in the frame we mean to measure. */
static double start(const struct bench *bench, struct timed *timed, const char *const *argv,
                    const char *word)
{
	struct launch launch = {.argv = argv, .env = LIST("SONAE_WHO=計測")};
	double ms;

	timed_start(timed, &launch, bench->home);
	ms = timed_frame(timed, word);
	if (ms < 0)
		fail(timed, word);
	return ms;
}

static double settle(struct timed *timed)
{
	double ms = timed_settle(timed);

	if (ms < 0)
		fail(timed, "rest");
	return ms;
}

/* ---- first paint ---- */

static double start_once(const struct bench *bench, const char *const *argv, const char *word,
                         const char *quit)
{
	struct timed timed;
	double ms = start(bench, &timed, argv, word);

	timed_stop(&timed, quit);
	return ms;
}

static bool first_paint(const struct bench *bench)
{
	struct series ours = {0}, hello = {0};
	bool kept;

	for (int i = 0; i < STARTS; i++) {
		double a = start_once(bench, LIST(launch_sonae(), bench->small), HOME_ENDS, "^Q");
		double b = start_once(bench, LIST(bench->hello), "情報資産", "q");
		if (i == 0)
			continue; /* from a cold disk */
		series_add(&ours, a);
		series_add(&hello, b);
	}
	kept = figures_ratio("first paint / a hello in ncurses", series_median(&ours),
	                     series_median(&hello), "ms", 3);
	series_release(&ours);
	series_release(&hello);
	return kept;
}

/* ---- opening ---- */

static double parse_once(const struct bench *bench, const char *csv)
{
	long long began = now_ns();
	pid_t pid = fork();
	int status;

	if (pid == 0) {
		execl(bench->parse, bench->parse, csv, (char *)NULL);
		_exit(LAUNCH_NO_PROGRAM);
	}
	waitpid(pid, &status, 0);
	if (launch_status(status) != 0) {
		fprintf(stderr, "screen: parse ended with %d\n", launch_status(status));
		exit(EXIT_FAILURE);
	}
	return (double)(now_ns() - began) / 1e6;
}

static bool opening(const struct bench *bench, const char *csv)
{
	struct series ours = {0}, parse = {0};
	bool kept;

	for (int i = 0; i < OPENINGS; i++) {
		double a = start_once(bench, LIST(launch_sonae(), bench->big, SHEET), FIRST_ROW, "^Q");
		double b = parse_once(bench, csv);
		if (i == 0)
			continue;
		series_add(&ours, a);
		series_add(&parse, b);
	}
	kept = figures_ratio("opening many rows / libcsv parsing", series_median(&ours),
	                     series_median(&parse), "ms", 3);
	series_release(&ours);
	series_release(&parse);
	return kept;
}

/* ---- memory ---- */

static void press(struct timed *timed, const char *key, int times)
{
	for (int i = 0; i < times; i++) {
		timed_key(timed, key);
		settle(timed);
	}
}

static bool memory(const struct bench *bench, const char *csv)
{
	struct timed timed;
	double mb = (double)file_stamp(csv).size / 1e6, peak;

	start(bench, &timed, LIST(launch_sonae(), bench->big, SHEET), FIRST_ROW);
	settle(&timed);
	press(&timed, "PgDn", 60);
	press(&timed, "^End", 1);
	press(&timed, "PgUp", 60);
	press(&timed, "^Home", 1);
	peak = (double)timed_status(&timed, "VmHWM") * 1024 / 1e6;
	timed_stop(&timed, "^Q");
	return figures_ratio("peak memory / size of the CSV", peak, mb, "MB", 3);
}

/* ---- a key ---- */

/* The way of the cursor in a screenful; it ends where it began. */
static const char *direction(int press)
{
	static const char *const way[] = {"Down", "Right", "Up", "Left"};

	return way[press / 5 % 4];
}

struct pressed {
	struct series ms, bytes;
};

static void press_once(struct timed *timed, int number, struct pressed *pressed)
{
	double ms;

	timed_key(timed, direction(number));
	ms = settle(timed);
	series_add(&pressed->ms, ms);
	series_add(&pressed->bytes, (double)timed->bytes);
}

static double mean(const struct series *series)
{
	double sum = 0;

	for (size_t i = 0; i < series->values.count; i++)
		sum += series->values.at[i];
	return sum / (double)series->values.count;
}

static bool keys(const struct bench *bench)
{
	struct pressed at_big = {0}, at_hundred = {0};
	struct timed big, hundred;
	bool kept;

	start(bench, &big, LIST(launch_sonae(), bench->big, SHEET), FIRST_ROW);
	start(bench, &hundred, LIST(launch_sonae(), bench->hundred, SHEET), FIRST_ROW);
	settle(&big);
	settle(&hundred);
	for (int i = 0; i < PRESSES; i++) {
		press_once(&big, i, &at_big);
		press_once(&hundred, i, &at_hundred);
	}
	timed_stop(&big, "^Q");
	timed_stop(&hundred, "^Q");
	kept = figures_ratio("key to paint, many rows / 100 rows", series_median(&at_big.ms),
	                     series_median(&at_hundred.ms), "ms", 2);
	kept &= figures_plain("a cursor move, 80x24", mean(&at_big.bytes), "bytes", 300);
	series_release(&at_big.ms);
	series_release(&at_big.bytes);
	series_release(&at_hundred.ms);
	series_release(&at_hundred.bytes);
	return kept;
}

/* ---- idling ---- */

static double wakes_a_second(struct timed *timed)
{
	long before;

	poll(NULL, 0, SETTLING_MS);
	settle(timed);
	before = timed_status(timed, "voluntary_ctxt_switches");
	poll(NULL, 0, IDLE_MS);
	return (double)(timed_status(timed, "voluntary_ctxt_switches") - before) * 1000 / IDLE_MS;
}

static bool idling(const struct bench *bench)
{
	struct timed home, grid;
	bool kept;

	start(bench, &home, LIST(launch_sonae(), bench->small), HOME_ENDS);
	start(bench, &grid, LIST(launch_sonae(), bench->big, SHEET), FIRST_ROW);
	timed_key(&grid, "Down");
	settle(&grid);
	kept = figures_plain("idle at home", wakes_a_second(&home), "/s", 0);
	kept &= figures_plain("idle in a worksheet", wakes_a_second(&grid), "/s", 0);
	timed_stop(&home, "^Q");
	timed_stop(&grid, "^Q");
	return kept;
}

/* ---- all of it ---- */

static char *beside(const char *name)
{
	static char self[PATH_MAX];
	ssize_t len = readlink("/proc/self/exe", self, sizeof(self) - 1);
	char *dir, *path;

	self[len > 0 ? len : 0] = '\0';
	dir = path_dir(self);
	path = path_join(dir, name);
	free(dir);
	return path;
}

int main(int argc, char **argv)
{
	struct bench bench;
	char *csv;
	bool kept;

	if (argc != 4) {
		fprintf(stderr, "usage: screen SMALL HUNDRED BIG\n");
		return 2;
	}
	bench = (struct bench){.small = argv[1], .hundred = argv[2], .big = argv[3],
	                       .hello = beside("hello"), .parse = beside("parse"),
	                       .home = scratch_dir()};
	csv = path_join(bench.big, SHEET ".csv");
	kept = first_paint(&bench);
	kept &= opening(&bench, csv);
	kept &= memory(&bench, csv);
	kept &= keys(&bench);
	kept &= idling(&bench);
	free(csv);
	free(bench.hello);
	free(bench.parse);
	return kept ? 0 : 1;
}
