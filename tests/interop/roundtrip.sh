#!/bin/sh
# usage: roundtrip.sh PROGRAM
# A package goes out, LibreOffice Calc opens its CSV files and saves them, in UTF-8 and in CP932
# (Shift_JIS), and it comes back: untouched it is no difference, one edited cell is just that one,
# merging takes it in the consultant's name, and cells that look like formulas are as they were.
set -eu
program=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work" SONAE_NOW=2026-11-22T09:00:00 SONAE_WHO=interop LC_ALL=C.UTF-8
cd "$work"

fail() { # WHY FILE
	echo "roundtrip: $1"
	cat "$2"
	exit 1
}
convert() { soffice --headless "$@" >/dev/null 2>&1; }
# As a person in Japan opens a CSV file: dates and special numbers are recognised.
open_as="CSV:44,34,76,1,,1041,false,true"
save_as() { # CHARSET: 76 is UTF-8, 64 Shift_JIS
	echo "csv:Text - txt - csv (StarCalc):44,34,$1,1,,1041"
}
# What Calc makes of all CSV files of the package in the folder $1, as the package in $2.
through_calc() { # FROM TO CHARSET
	cp -r "$1" "$2"
	rm "$2"/csv/*
	convert --infilter="$open_as" --convert-to "$(save_as "$3")" --outdir "$2/csv" "$1"/csv/*.csv
	[ "$(ls "$1/csv" | wc -l)" -eq "$(ls "$2/csv" | wc -l)" ] || fail "Calc lost files" /dev/null
}

for lang in ja en; do
	"$program" new "book-$lang" --example --lang "$lang" >/dev/null
	set_note() { "$program" set "book-$lang" assets "$1" "note=$2" >/dev/null; }
	set_note A-001 '=HYPERLINK("http://example.com","x")'
	set_note A-002 '+cmd|/C calc!A0'
	set_note A-003 '-1+1'
	set_note A-004 '@SUM(1,2)'
	set_note A-005 "$(printf '\t=1+1')"
	"$program" export "book-$lang" --only csv -o "sent-$lang" >/dev/null
	"$program" show "book-$lang" assets --csv >before.csv
	for charset in 76 64; do
		back=back-$lang-$charset
		through_calc "sent-$lang" "$back" "$charset"
		"$program" diff "book-$lang" "$back" >found 2>&1 || {
			grep -v "�" found | head -n 40 >shown
			fail "untouched, $lang, $charset: there are differences" shown
		}
		"$program" merge "book-$lang" "$back" >found 2>&1 || fail "merge of what is untouched" found
		"$program" show "book-$lang" assets --csv >after.csv
		cmp before.csv after.csv || fail "cells were changed" found
	done
done

# One cell, edited in Calc itself.
cd "$work"
name=$("$program" show book-ja assets --csv | sed -n 's/^A-006,[^,]*,\([^,]*\),.*/\1/p')
for charset in 76 64; do
	edited=edited-$charset
	cp -r sent-ja "$edited"
	convert --infilter="$open_as" --convert-to fods --outdir calc "$edited/csv/assets.csv"
	sed "s/>$name</>${name}と控え</" calc/assets.fods >calc/edited.fods
	convert --convert-to "$(save_as "$charset")" --outdir calc calc/edited.fods
	mv calc/edited.csv "$edited/csv/assets.csv"
	sed -i 's/^# returned-by:.*/# returned-by: 山本/' "$edited/MANIFEST"
	cp -r book-ja "target-$charset"
	"$program" diff "target-$charset" "$edited" --csv >found 2>&1 && fail "the edit is not seen" found
	grep -v ',damaged,' found | sed 1d >edits
	printf 'assets,A-006,name,cell,theirs,%s,%s,%sと控え\n' "$name" "$name" "$name" >wanted
	cmp wanted edits || fail "not just that edit, $charset" found
	"$program" merge "target-$charset" "$edited" >found 2>&1 || fail "merge" found
	"$program" show "target-$charset" assets --csv | sed "s/${name}と控え/$name/" >after.csv
	"$program" show book-ja assets --csv | cmp - after.csv || fail "other cells were changed" found
	"$program" history "target-$charset" --csv --who 山本 | grep -q 'set,.*assets,A-006,name' ||
		fail "not in the consultant's name" found
	"$program" history "target-$charset" --verify >/dev/null || fail "the history is broken" found
done
echo "roundtrip: untouched CSV files are no difference, in both languages and encodings; an edit is just that"
