#!/bin/sh
# usage: formulas.sh PROGRAM CORE
# The formulas of every computed field in LibreOffice, reckoned anew: of the example company in
# both languages, as it is and after a third of all answers changed. CORE is the library libcore.a.
# FIRST and LAST choose the seeds; 0 changes nothing.
set -eu
program=$1
core=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work" LC_ALL=C.UTF-8 SONAE_NOW=2026-11-22T09:00:00 SONAE_WHO=interop
export SONAE_FORMS="$PWD/forms"
${CC:-gcc} -std=c11 -Wall -Wextra -D_GNU_SOURCE -Iinclude tests/interop/formulas.c -o "$work/formulas" \
	"$core" -lxlsxwriter -lzip -lcsv -liniparser -lutf8proc -lnettle -lm -ldl

# What a file of another program is worth: recalculated, always.
mkdir -p "$work/office/user"
cat >"$work/office/user/registrymodifications.xcu" <<END
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
oor:op="fuse"><value>0</value></prop></item>
</oor:items>
END

check() { # LANG SEED
	"$work/formulas" "$work/$1" "$work/check.xlsx" "$1" "$2"
	(cd "$work" && soffice -env:UserInstallation="file://$work/office" --headless --convert-to \
		'csv:Text - txt - csv (StarCalc):9,,76,1,,0,false,false,false' check.xlsx >/dev/null 2>&1)
	awk -F '\t' -v run="$1 $2" '
		function same(a, b,   most) {
			if (a == "#error" || b ~ /^#/)
				return a == "#error" && (b == "" || b ~ /^#/)
			if (a == b || a !~ /^-?[0-9.]+(E[-+]?[0-9]+)?$/ || b !~ /^-?[0-9.]+(E[-+]?[0-9]+)?$/)
				return a == b
			most = a < 0 ? -a : a
			return (a - b) * (a - b) <= (1e-9 * (most > 1 ? most : 1)) ^ 2
		}
		!same($2, $3) { print run ": " $1 ": " $2 " is " $3 " in the spreadsheet"; wrong = 1 }
		$2 != "" { values++ }
		END {
			if (values < 1000) print run ": only " values " values"
			exit wrong || values < 1000
		}' "$work/check.csv"
}

failed=0
for lang in ja en; do
	"$program" new "$work/$lang" --lang "$lang" --example >/dev/null
	for seed in $(seq "${FIRST:-0}" "${LAST:-3}"); do
		check "$lang" "$seed" || failed=1
	done
done
[ "$failed" -ne 0 ] || echo "formulas.sh: the spreadsheet reckons every computed field as we do, changed answers too"
exit $failed
