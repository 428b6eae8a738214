#!/bin/sh
# The manual page and the completion know every verb, README every key, and what
# `make install` puts elsewhere finds its worksheets there.
. "$(dirname "$0")/lib.sh"
top=$(cd "$TESTS/../.." && pwd)

verbs=$(sed -n '/define VERB_LIST/,/^$/p' "$top/src/cli/verb.h" | grep -o 'X([a-z]*)' | grep -v '^X(X)' |
	sed 's/X(\(.*\))/\1/' | sort -u)
check "there are verbs" yes "$([ "$(echo "$verbs" | wc -l)" -ge 11 ] && echo yes)"
for verb in $verbs; do
	check "the manual page has $verb" yes "$(grep -qE "^\.B(I|R)? .*\"?(^|[ \"])$verb([ \"]|\$)" "$top/src/cli/sonae.1" && echo yes)"
	check "the completion has $verb" yes "$(grep -q "verbs=.*[\" ]$verb[\" ]" "$top/src/cli/sonae.bash" && echo yes)"
done

# X(UP, "up", "Up", …: the third is the default keys.
defaults=$(sed -n '/define ACTION_LIST/,/^$/s/.*X([A-Z_]*, "[a-z_]*", "\([^"]*\)".*/\1/p' \
	"$top/include/sonae/app/action.h" | tr ' ' '\n' | grep . | LC_ALL=C sort)
shown=$(sed -n '/^| key | does/,/^$/p' "$top/README.md" | sed '1,2d' | cut -d '|' -f 2 |
	sed 's/arrows/Up Down Left Right/; s/Alt-3 … Alt-9/Alt-3 Alt-4 Alt-5 Alt-6 Alt-7 Alt-8 Alt-9/
		s/^ typing $//; s/while typing//; s/,/ /g' | tr ' ' '\n' | grep . | LC_ALL=C sort -u)
check "there are keys" yes "$([ "$(echo "$defaults" | wc -l)" -ge 50 ] && echo yes)"
check "no two actions share a default key" "" "$(echo "$defaults" | uniq -d)"
echo "$defaults" >defaults
echo "$shown" >shown
check "README shows every default key" "" "$(LC_ALL=C comm -23 defaults shown)"
check "README shows no other key" "" "$(LC_ALL=C comm -13 defaults shown)"

# The program is there already: what a colleague edits meanwhile is not to be built here.
built=${SONAE_PLAIN:-$SONAE}
mkdir place
check_status "installs below DESTDIR" 0 make -s -C "$top" -o all install \
	"BUILD=$(dirname "$built")" "DESTDIR=$PWD/place" PREFIX=/opt/sonae
installed=$PWD/place/opt/sonae
unset SONAE_FORMS
check_status "the installed program runs" 0 "$installed/bin/sonae" doctor
check_holds "with the installed worksheets" "$installed/share/sonae/forms" "$(cat out)"
"$installed/bin/sonae" forms --csv >here
"$built" forms --csv >there
check_file "which are all of them" there here
check "manual page and completion lie where they are looked for" yes "$(
	cd "$installed/share" && [ -f man/man1/sonae.1 ] &&
		[ -f bash-completion/completions/sonae ] && echo yes)"
echo old >"$installed/share/sonae/forms/gone.ini"
check_status "installs over an older one" 0 make -s -C "$top" -o all install \
	"BUILD=$(dirname "$built")" "DESTDIR=$PWD/place" PREFIX=/opt/sonae
check "of which no worksheet is left" no "$([ -e "$installed/share/sonae/forms/gone.ini" ] || echo no)"
