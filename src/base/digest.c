#include "sonae/base/digest.h"

#include "sonae/base/bug.h"
#include "sonae/base/mem.h"
#include <errno.h>
#include <nettle/sha2.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/random.h>

struct digest {
	struct sha256_ctx sha;
};

/* Writes 2 * len digits and a NUL. */
static void put_hex(char *hex, const uint8_t *bytes, size_t len)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < len; i++) {
		*hex++ = digits[bytes[i] >> 4];
		*hex++ = digits[bytes[i] & 15];
	}
	*hex = '\0';
}

static void finish(struct sha256_ctx *sha, char hex[DIGEST_HEX + 1])
{
	uint8_t sum[SHA256_DIGEST_SIZE];

	sha256_digest(sha, sizeof sum, sum);
	put_hex(hex, sum, sizeof sum);
}

struct digest *digest_new(void)
{
	struct digest *digest = mem_alloc(sizeof *digest);

	sha256_init(&digest->sha);
	return digest;
}

void digest_add(struct digest *digest, const void *data, size_t len)
{
	sha256_update(&digest->sha, len, data);
}

void digest_finish(struct digest *digest, char hex[DIGEST_HEX + 1])
{
	finish(&digest->sha, hex);
	free(digest);
}

void digest_of(const void *data, size_t len, char hex[DIGEST_HEX + 1])
{
	struct sha256_ctx sha;

	sha256_init(&sha);
	sha256_update(&sha, len, data);
	finish(&sha, hex);
}

/* Every kernel we can run on has getrandom. */
static void fill_random(uint8_t *bytes, size_t len)
{
	while (len > 0) {
		ssize_t got = getrandom(bytes, len, 0);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			BUG("no random bytes: errno %d", errno);
		bytes += got;
		len -= (size_t)got;
	}
}

void digest_random_hex(char *hex, size_t bytes)
{
	uint8_t some[32];

	while (bytes > 0) {
		size_t len = bytes < sizeof some ? bytes : sizeof some;

		fill_random(some, len);
		put_hex(hex, some, len);
		hex += 2 * len;
		bytes -= len;
	}
	*hex = '\0';
}
