# Helpers for the shell tests. A test begins with
#     . "$(dirname "$0")/lib.sh"
# and then stands in a private folder, removed at the end, with HOME in it and the
# clock stopped. It prints "ok - NAME" or "not ok - NAME" for each thing it looks at,
# and goes on after a failure; its exit status is 1 if there was any.
#
# $SONAE is the program; run by hand without it, the checked build's is taken.

[ -n "${SONAE:-}" ] || SONAE=$(cd "$(dirname "$0")/../.." && pwd)/build/checked/sonae
: "${SONAE_NOW:=2026-11-22T07:30:00}" "${TZ:=JST-9}" "${LC_ALL:=C.UTF-8}"
# The folder of the test itself, for data that lies beside it.
TESTS=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d "${TMPDIR:-/tmp}/sonae-cli-XXXXXX") || exit 1
HOME=$scratch/home XDG_CONFIG_HOME=$scratch/home/.config
mkdir "$HOME" && cd "$scratch" || exit 1
export SONAE SONAE_NOW TZ LC_ALL HOME XDG_CONFIG_HOME
unset SONAE_WHO SOURCE_DATE_EPOCH NO_COLOR

lib_failed=0
lib_end() {
	lib_status=$?
	cd / && chmod -R u+rwX "$scratch" && rm -rf "$scratch"
	[ "$lib_failed" -eq 0 ] || lib_status=1
	exit "$lib_status"
}
trap lib_end EXIT
trap 'exit 130' INT TERM HUP

ok() { # NAME
	echo "ok - $1"
}

not_ok() { # NAME [WHY...]
	lib_failed=1
	echo "not ok - $1"
	shift
	for why; do printf '%s\n' "$why" | sed 's/^/#   /'; done
}

check() { # NAME EXPECTED ACTUAL: the same text
	if [ "$2" = "$3" ]; then
		ok "$1"
	else
		not_ok "$1" "expected: $2" "actual:   $3"
	fi
}

check_holds() { # NAME PART TEXT: the text holds the part
	case $3 in
	*"$2"*) ok "$1" ;;
	*) not_ok "$1" "expected to hold: $2" "actual: $3" ;;
	esac
}

check_lacks() { # NAME PART TEXT: the text does not hold the part
	case $3 in
	*"$2"*) not_ok "$1" "expected not to hold: $2" "actual: $3" ;;
	*) ok "$1" ;;
	esac
}

# What the command wrote stays in the files out and err of the private folder.
check_status() { # NAME EXPECTED COMMAND...
	lib_name=$1 lib_expected=$2
	shift 2
	lib_actual=0
	"$@" >"$scratch/out" 2>"$scratch/err" </dev/null || lib_actual=$?
	if [ "$lib_actual" -eq "$lib_expected" ]; then
		ok "$lib_name"
	else
		not_ok "$lib_name" "expected status $lib_expected, not $lib_actual: $*" \
			"$(tail -n 20 "$scratch/out" "$scratch/err")"
	fi
}

check_file() { # NAME EXPECTED_FILE ACTUAL_FILE: the same bytes
	if lib_diff=$(diff -u "$2" "$3" 2>&1); then
		ok "$1"
	else
		not_ok "$1" "$lib_diff"
	fi
}
