#!/bin/sh
# The manual page and the completion know every verb the program knows.
. "$(dirname "$0")/lib.sh"
top=$(cd "$TESTS/../.." && pwd)

verbs=$(sed -n '/define VERB_LIST/,/^$/p' "$top/src/cli/verb.h" | grep -o 'X([a-z]*)' | grep -v '^X(X)' |
	sed 's/X(\(.*\))/\1/' | sort -u)
check "there are verbs" yes "$([ "$(echo "$verbs" | wc -l)" -ge 11 ] && echo yes)"
for verb in $verbs; do
	check "the manual page has $verb" yes "$(grep -qE "^\.B(I|R)? .*\"?(^|[ \"])$verb([ \"]|\$)" "$top/src/cli/sonae.1" && echo yes)"
	check "the completion has $verb" yes "$(grep -q "verbs=.*[\" ]$verb[\" ]" "$top/src/cli/sonae.bash" && echo yes)"
done
