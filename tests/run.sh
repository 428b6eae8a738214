#!/bin/sh
# usage: run.sh CHECKED_BUILD PLAIN_BUILD
# Runs every test: the rules of the house, then what is built under
# CHECKED_BUILD/tests (unit, screen, fault, fuzz) and the scripts in tests/cli with the
# program of CHECKED_BUILD. A line for each; the output only of what failed.
# Ends with "N passed, N failed"; fails when any did, or when nothing ran.
#
# ONLY=word runs only those whose name holds the word. FUZZ_SECONDS: 5 each.
set -u
[ $# -eq 2 ] || { sed -n '2s/^# //p' "$0" >&2; exit 2; }
checked=$(cd "$1" && pwd) && plain=$(cd "$2" && pwd) || exit 2
cd "$(dirname "$0")/.." || exit 2

LC_ALL=C.UTF-8
TMPDIR=$(mktemp -d "${TMPDIR:-/tmp}/sonae-tests-XXXXXX") || exit 2
trap 'rm -rf "$TMPDIR"' EXIT
trap 'exit 130' INT TERM HUP
SONAE=$checked/sonae SONAE_PLAIN=$plain/sonae
# A sanitizer's report must not look like an exit status the program may have.
ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}exitcode=99
UBSAN_OPTIONS=${UBSAN_OPTIONS:+$UBSAN_OPTIONS:}exitcode=99:print_stacktrace=1
export LC_ALL TMPDIR SONAE SONAE_PLAIN ASAN_OPTIONS UBSAN_OPTIONS

all_passed=0
all_failed=0
output=$TMPDIR/output
limit=600

# report NAME PASSED FAILED STATUS
report() {
	all_passed=$((all_passed + $2))
	all_failed=$((all_failed + $3))
	if [ "$3" -eq 0 ]; then
		printf '  ok    %-36s %5d\n' "$1" "$2"
	else
		printf '  FAIL  %-36s %5d of %d failed (status %d)\n' "$1" "$3" "$(($2 + $3))" "$4"
		sed 's/^/        | /' "$output"
	fi
}

wanted() {
	case $1 in
	*"${ONLY:-}"*) return 0 ;;
	*) return 1 ;;
	esac
}

# run NAME COUNT COMMAND...   COUNT reads the output and sets passed and failed.
# What ends badly without naming a failure counts as one; so does what tests nothing.
run() {
	name=$1 count=$2
	shift 2
	wanted "$name" || return 0
	timeout -k 10 "$limit" "$@" >"$output" 2>&1 </dev/null
	status=$?
	$count
	if [ "$failed" -eq 0 ] && [ "$status" -ne 0 ]; then
		failed=1
	elif [ $((passed + failed)) -eq 0 ]; then
		echo "It tested nothing." >>"$output"
		failed=1
	fi
	report "$name" "$passed" "$failed" "$status"
}

matches() {
	grep -a -c -- "$1" "$output"
}

count_cmocka() {
	passed=$(matches '\[       OK \]')
	failed=$(sed -n 's/.*\[  FAILED  \] \([0-9][0-9]*\) test(s).*/\1/p' "$output" |
		awk '{ sum += $1 } END { print sum + 0 }')
}

count_tap() {
	passed=$(matches '^ok ')
	failed=$(matches '^not ok ')
}

# One test, which passes in silence.
count_silent() {
	passed=0 failed=1
	[ ! -s "$output" ] && [ "$status" -eq 0 ] && passed=1 failed=0
}

# One test, which may say what it did.
count_one() {
	passed=0 failed=0
	[ "$status" -eq 0 ] && passed=1
}

# With a private HOME and nothing else of the person who runs this.
run_script() {
	home=$(mktemp -d "$TMPDIR/home-XXXXXX")
	run "cli/${1##*/}" count_tap env -i HOME="$home" XDG_CONFIG_HOME="$home/.config" \
		PATH="$PATH" TMPDIR="$TMPDIR" TERM=xterm-256color LC_ALL="$LC_ALL" TZ=JST-9 \
		SONAE_NOW=2026-11-22T07:30:00 SONAE="$SONAE" SONAE_PLAIN="$SONAE_PLAIN" \
		ASAN_OPTIONS="$ASAN_OPTIONS" UBSAN_OPTIONS="$UBSAN_OPTIONS" "$1"
}

run_fuzz() {
	corpus=tests/fuzz/corpus/${1##*/}
	if [ -d "$corpus" ]; then
		run "fuzz/${1##*/}" count_one "$1" "${FUZZ_SECONDS:-5}" "$corpus"
	else
		run "fuzz/${1##*/}" count_one "$1" "${FUZZ_SECONDS:-5}"
	fi
}

# Programs only: beside them lie objects, and programs whose source is gone.
programs() {
	for source in tests/"$1"/*.c; do
		name=${source##*/}
		[ -x "$checked/tests/$1/${name%.c}" ] && echo "$checked/tests/$1/${name%.c}"
	done
}

run rules/layers count_silent sh tests/support/layers.sh
run rules/headers count_silent sh tests/support/headers.sh
if [ -f Makefile ] && command -v clang >/dev/null; then
	run rules/clang count_silent env -u MAKEFLAGS make -s check-clang
fi
for program in $(programs unit); do
	run "unit/${program##*/}" count_cmocka "$program"
done
for script in tests/cli/*.sh; do
	[ -x "$script" ] && run_script "$script"
done
for program in $(programs screen); do
	run "screen/${program##*/}" count_cmocka "$program"
done
for program in $(programs fault); do
	run "fault/${program##*/}" count_cmocka "$program"
done
for program in $(programs fuzz); do
	run_fuzz "$program"
done

echo "$all_passed passed, $all_failed failed"
[ "$all_failed" -eq 0 ] && [ "$all_passed" -gt 0 ]
