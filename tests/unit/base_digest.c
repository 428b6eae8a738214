#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "sonae/base/digest.h"
#include <string.h>

/* The examples of FIPS 180-4. */
static const char sum_of_nothing[] =
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
static const char sum_of_abc[] =
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

static void test_digest__sums_what_the_standard_sums(void **state)
{
	char hex[DIGEST_HEX + 1];

	(void)state;
	digest_of("", 0, hex);
	assert_string_equal(hex, sum_of_nothing);
	digest_of("abc", 3, hex);
	assert_string_equal(hex, sum_of_abc);
}

static void test_digest__pieces_sum_like_the_whole(void **state)
{
	struct digest *digest = digest_new();
	char hex[DIGEST_HEX + 1];

	(void)state;
	digest_add(digest, "a", 1);
	digest_add(digest, "", 0);
	digest_add(digest, "bc", 2);
	digest_finish(digest, hex);
	assert_string_equal(hex, sum_of_abc);
}

static void test_digest__random_fills_what_was_asked(void **state)
{
	char hex[2 * 100 + 2], other[2 * 100 + 1];

	(void)state;
	hex[201] = '!';
	digest_random_hex(hex, 100);
	digest_random_hex(other, 100);
	assert_int_equal(strlen(hex), 200);
	assert_int_equal(strspn(hex, "0123456789abcdef"), 200);
	assert_int_equal(hex[201], '!');
	assert_string_not_equal(hex, other);
	assert_memory_not_equal(hex, hex + 64, 64);
	digest_random_hex(hex, 0);
	assert_string_equal(hex, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_digest__sums_what_the_standard_sums),
		cmocka_unit_test(test_digest__pieces_sum_like_the_whole),
		cmocka_unit_test(test_digest__random_fills_what_was_asked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
