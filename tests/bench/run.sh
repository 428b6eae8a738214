#!/bin/sh
# usage: run.sh BUILD
# Measures the program of BUILD beside the least that could do the same, in turn, in one
# run, and prints medians and their ratios: OURS / THEIRS. Fails when one is over its bound.
#
# ROWS: how many "many rows" are (100000). The folders lie on the disk of BUILD, since
# what a sync costs depends on it.
set -u
[ $# -eq 1 ] || { sed -n '2s/^# //p' "$0" >&2; exit 2; }
build=$(cd "$1" && pwd) || exit 2
cd "$(dirname "$0")/../.." || exit 2

rows=${ROWS:-100000}
work=$(mktemp -d "$build/bench-XXXXXX") || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM HUP
LC_ALL=C.UTF-8 TMPDIR=$work HOME=$work/home XDG_CONFIG_HOME=$work/home/.config
SONAE=$build/sonae SONAE_FORMS=$PWD/forms SONAE_WHO=計測
export LC_ALL TMPDIR HOME XDG_CONFIG_HOME SONAE SONAE_FORMS SONAE_WHO
unset SONAE_NOW NO_COLOR
mkdir "$HOME" || exit 2
bench=$build/tests/bench

"$SONAE" new "$work/small" --example --lang ja >/dev/null &&
	"$bench/make_data" "$work/hundred" 100 &&
	"$bench/make_data" "$work/big" "$rows" || exit 2

echo "$rows rows, $(wc -c <"$work/big/assets.csv") bytes; medians of ours / theirs"
status=0
"$bench/screen" "$work/small" "$work/hundred" "$work/big" || status=1
"$bench/store" "$work/big" || status=1
exit $status
