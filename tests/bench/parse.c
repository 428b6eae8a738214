/* parse.c - usage: parse FILE. libcsv reads the file and does nothing with its cells: what
 * opening a worksheet is compared with. */
#include <csv.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

static void on_cell(void *text, size_t len, void *context)
{
	(void)text;
	(void)len;
	(void)context;
}

static void on_row(int end, void *context)
{
	(void)end;
	(void)context;
}

static int parse(int fd)
{
	static char part[65536];
	struct csv_parser parser;
	ssize_t got;
	int status = 0;

	if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0)
		return 1;
	while (status == 0 && (got = read(fd, part, sizeof(part))) > 0)
		if (csv_parse(&parser, part, (size_t)got, on_cell, on_row, NULL) != (size_t)got)
			status = 1;
	if (status == 0 && csv_fini(&parser, on_cell, on_row, NULL) != 0)
		status = 1;
	csv_free(&parser);
	return status;
}

int main(int argc, char **argv)
{
	int fd = argc == 2 ? open(argv[1], O_RDONLY) : -1;

	if (fd < 0) {
		fprintf(stderr, "usage: parse FILE\n");
		return 2;
	}
	return parse(fd);
}
