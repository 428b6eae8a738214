#!/bin/sh
# tests/run.sh counts rightly: a project of its own, with tests that are shell scripts.
. "$(dirname "$0")/lib.sh"

fresh() {
	rm -rf project
	mkdir -p project/tests/unit project/tests/screen project/tests/fuzz project/tests/cli \
		project/tests/support project/build/checked
	cp "$TESTS/../run.sh" project/tests/
	for rule in layers headers; do echo >"project/tests/support/$rule.sh"; done
}

# program KIND NAME LINE...   A built test program.
program() {
	path=project/build/checked/tests/$1/$2
	mkdir -p "${path%/*}"
	: >"project/tests/$1/$2.c"
	shift 2
	printf '%s\n' '#!/bin/sh' "$@" >"$path"
	chmod +x "$path"
}

script() { # NAME LINE...
	path=project/tests/cli/$1
	shift
	printf '%s\n' '#!/bin/sh' "$@" >"$path"
	chmod +x "$path"
}

# ends NAME STATUS LAST_LINE
ends() {
	check_status "$1" "$2" sh project/tests/run.sh project/build/checked project/build
	check "$1: the last line" "$3" "$(tail -n 1 out)"
}

fresh
ends 'the two rules count' 0 '2 passed, 0 failed'
echo 'echo src/x.c:1: wrong; exit 1' >project/tests/support/layers.sh
ends 'a broken rule' 1 '1 passed, 1 failed'
check_holds 'its words are shown' 'src/x.c:1: wrong' "$(cat out)"
echo 'echo a word' >project/tests/support/layers.sh
ends 'a rule that speaks has failed' 1 '1 passed, 1 failed'

fresh
mkdir -p project/bin
printf '#!/bin/sh\n' >project/bin/clang && chmod +x project/bin/clang
old_path=$PATH PATH=$PWD/project/bin:$PATH
printf 'check-clang:\n\t@:\n' >project/Makefile
ends 'clang, where it is installed' 0 '3 passed, 0 failed'
printf 'check-clang:\n\t@echo x.c:1: wrong; exit 1\n' >project/Makefile
ends 'and finds something' 1 '2 passed, 1 failed'
PATH=$old_path

fresh
program unit a 'echo "[       OK ] one"' 'echo "[       OK ] two" >&2' 'echo noise'
ends 'unit tests count one by one' 0 '4 passed, 0 failed'
check_lacks 'what passes is quiet' noise "$(cat out)"
program unit b 'echo "[       OK ] one"' 'echo "[  FAILED  ] two"' \
	'echo "[  FAILED  ] 1 test(s), listed below:"' 'echo "[  FAILED  ] two"' 'exit 1'
ends 'a failing one' 1 '5 passed, 1 failed'
check_holds 'what fails is shown' '| [  FAILED  ] two' "$(cat out)"
program unit b 'echo "[       OK ] one"' 'echo "==1==ERROR: leaks"' 'exit 99'
ends 'a bad end without a failed test' 1 '5 passed, 1 failed'
program unit b 'echo "[       OK ] one"' 'kill -SEGV $$'
ends 'a crash' 1 '5 passed, 1 failed'
program unit b 'exit 0'
ends 'a program that tests nothing' 1 '4 passed, 1 failed'
rm project/tests/unit/b.c
ends 'a program whose source is gone' 0 '4 passed, 0 failed'

fresh
script a.sh 'echo "ok - x"; echo "ok - y"; test "$(env | grep -c STRAY)" = 0 || exit 9'
echo 'echo "ok - not a test"' >project/tests/cli/lib.sh
STRAY=1
export STRAY
ends 'scripts count by their lines, in a clean environment' 0 '4 passed, 0 failed'
script b.sh 'echo "ok - x"; echo "not ok - y"; exit 1'
ends 'a failing line' 1 '5 passed, 1 failed'
script b.sh 'echo "ok - x"; exit 3'
ends 'a script that breaks off' 1 '5 passed, 1 failed'
script b.sh 'echo "ok - $SONAE $HOME" >&2; [ "$SONAE" = '"$scratch"'/project/build/checked/sonae ]'
ends 'is given the program' 0 '5 passed, 0 failed'

fresh
program screen test_a 'echo "[       OK ] one"'
program fuzz f 'echo "$@" >'"$scratch"'/given'
ends 'screen and fuzz programs' 0 '4 passed, 0 failed'
check 'a fuzz program gets its seconds' 5 "$(cat given)"
mkdir -p project/tests/fuzz/corpus/f
ends 'with a corpus' 0 '4 passed, 0 failed'
check 'and the folder' '5 tests/fuzz/corpus/f' "$(cat given)"
program fuzz f 'echo found; exit 1'
ends 'a find' 1 '3 passed, 1 failed'

fresh
program unit a 'echo "[       OK ] one"'
program unit b 'exit 1'
ONLY=unit/a
export ONLY
ends 'only what is asked for' 0 '1 passed, 0 failed'
ONLY=nothing
ends 'nothing at all is no success' 1 '0 passed, 0 failed'
