#!/bin/sh
# usage: headers.sh [ROOT]   Every header compiles alone, and twice. Silent when they do.
cd "${1:-$(dirname "$0")/../..}" || exit 2
failed=0
for header in $(find include src tests/support -name '*.h' | LC_ALL=C sort); do
	name=${header#include/}
	name=${name#tests/}
	printf '#include "%s"\n#include "%s"\n' "$name" "$name" |
		${CC:-gcc} -std=c11 -Wall -Wextra -pedantic -Werror -Iinclude -Itests -I. -D_GNU_SOURCE \
			-fsyntax-only -x c - || { echo "$header does not compile alone"; failed=1; }
done
exit $failed
