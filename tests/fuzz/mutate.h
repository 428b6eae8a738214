/*
 * mutate.h - what the fuzz drivers share: random numbers that can be had again,
 * texts cut, mixed and bent, and a clock.
 *
 *     struct mutate m = mutate_start(argc, argv);      prints "seed N"
 *     while (mutate_goes_on(&m)) {
 *             struct str input = {0};
 *             mutate_make(&m, samples, sample_count, words, word_count, &input);
 *             … use it; the sanitizers judge …
 *             str_release(&input);
 *     }
 *     return mutate_end(&m);
 *
 * argv[1] = seconds (10 unless given), argv[2] = a folder with more samples. The
 * environment's FUZZ_SEED repeats a run.
 */
#ifndef SONAE_TESTS_FUZZ_MUTATE_H
#define SONAE_TESTS_FUZZ_MUTATE_H

#include "sonae/base/file.h"
#include "sonae/base/str.h"
#include "sonae/base/vec.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct mutate {
	uint64_t state;
	unsigned long long seed;
	time_t until;
	unsigned long rounds;
	VEC(struct str) corpus; /* of the folder */
};

/* splitmix64 */
static inline uint64_t mutate_random(struct mutate *m)
{
	uint64_t z = m->state += 0x9E3779B97F4A7C15u;
	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
	z = (z ^ z >> 27) * 0x94D049BB133111EBu;
	return z ^ z >> 31;
}

/* 0 … below-1; 0 for below = 0. */
static inline size_t mutate_below(struct mutate *m, size_t below)
{
	return below ? (size_t)(mutate_random(m) % below) : 0;
}

static inline void mutate_read_corpus(struct mutate *m, const char *dir)
{
	char **names = NULL;
	size_t count = 0;

	if (!file_list(dir, &names, &count, NULL)) {
		fprintf(stderr, "%s: cannot be read\n", dir);
		exit(2);
	}
	for (size_t i = 0; i < count; i++) {
		char *path = path_join(dir, names[i]);
		struct str text = {0};
		if (!file_is_dir(path) && file_read(path, &text, NULL))
			vec_push(&m->corpus, text);
		free(path);
		free(names[i]);
	}
	free(names);
}

static inline struct mutate mutate_start(int argc, char **argv)
{
	const char *seed = getenv("FUZZ_SEED");
	struct mutate m = {0};

	m.seed = seed ? strtoull(seed, NULL, 10) : (unsigned long long)time(NULL) * 1000003u;
	m.state = m.seed;
	m.until = time(NULL) + (argc > 1 ? strtol(argv[1], NULL, 10) : 10);
	if (argc > 2)
		mutate_read_corpus(&m, argv[2]);
	printf("seed %llu\n", m.seed);
	fflush(stdout);
	return m;
}

/* At least once, however short the time. */
static inline bool mutate_goes_on(struct mutate *m)
{
	if (m->rounds > 0 && m->rounds % 64 == 0 && time(NULL) >= m->until)
		return false;
	m->rounds++;
	return true;
}

static inline int mutate_end(struct mutate *m)
{
	printf("%lu rounds\n", m->rounds);
	for (size_t i = 0; i < m->corpus.count; i++)
		str_release(&m->corpus.at[i]);
	vec_release(&m->corpus);
	return 0;
}

static inline void mutate_replace(struct str *text, size_t at, size_t len, const char *with,
                                  size_t with_len)
{
	struct str out = {0};

	str_add_n(&out, str_text(text), at);
	str_add_n(&out, with, with_len);
	str_add_n(&out, str_text(text) + at + len, text->len - at - len);
	str_release(text);
	*text = out;
}

/* One change somewhere: a byte, a word, a piece lost, doubled or moved. */
static inline void mutate_once(struct mutate *m, struct str *text, const char *const *words,
                               size_t word_count)
{
	static const char edges[] = "\0\n\r\t\"'\\;,=#[]()-+@%\x1b\x7f\x80\xc0\xe3\xff";
	size_t at = mutate_below(m, text->len + 1);
	size_t len = mutate_below(m, text->len - at + 1) % 40;
	const char *word = word_count ? words[mutate_below(m, word_count)] : "";
	char byte = (char)mutate_random(m);

	switch (mutate_below(m, 8)) {
	case 0:
		mutate_replace(text, at, at < text->len, &byte, 1);
		break;
	case 1:
		mutate_replace(text, at, 0, &edges[mutate_below(m, sizeof(edges) - 1)], 1);
		break;
	case 2:
		mutate_replace(text, at, len, "", 0);
		break;
	case 3: {
		char *piece = mem_dup_n(str_text(text) + at, len);
		mutate_replace(text, mutate_below(m, text->len + 1), 0, piece, len);
		free(piece);
		break;
	}
	case 4:
		mutate_replace(text, at, len, word, strlen(word));
		break;
	default:
		mutate_replace(text, at, 0, word, strlen(word));
		break;
	}
}

static inline void mutate_pick(struct mutate *m, const char *const *samples, size_t count,
                               struct str *out)
{
	size_t pick = mutate_below(m, count + m->corpus.count);

	if (pick < count)
		str_add(out, samples[pick]);
	else if (pick - count < m->corpus.count)
		str_add_n(out, str_text(&m->corpus.at[pick - count]), m->corpus.at[pick - count].len);
}

/* A sample, or two halves, changed a few times; or a heap of words. Appended to nothing:
 * `out` must be empty. */
static inline void mutate_make(struct mutate *m, const char *const *samples, size_t count,
                               const char *const *words, size_t word_count, struct str *out)
{
	size_t times = mutate_below(m, 4) == 0 ? mutate_below(m, 60) : mutate_below(m, 4);

	if (mutate_below(m, 8) != 0)
		mutate_pick(m, samples, count, out);
	if (mutate_below(m, 8) == 0) {
		str_cut(out, mutate_below(m, out->len + 1));
		mutate_pick(m, samples, count, out);
	}
	while (times-- > 0)
		mutate_once(m, out, words, word_count);
}

#endif
