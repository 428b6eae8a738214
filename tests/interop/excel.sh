#!/bin/sh
# usage: excel.sh PROGRAM
# What LibreOffice makes of the Excel file: every computed cell of the example company computed
# anew, before and after answers were changed on both sides, must be as the program has it.
# SEED, CHANGES and TURNS choose other changes.
set -eu
program=$1
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work" SONAE_NOW=2026-11-22T09:00:00 SONAE_WHO=interop SONAE_FORMS="$here/../../forms"
failed=0
for lang in ja en; do
	mkdir "$work/$lang"
	echo "Excel file, $lang"
	python3 "$here/excel.py" "$program" "$work/$lang" "$lang" || failed=1
done
exit $failed
