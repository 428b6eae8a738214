#!/bin/sh
# usage: report.sh PROGRAM [FOLDER]
# The HTML report in a browser, in both languages, of the example company and of a workbook that
# has next to nothing in it: valid markup, no word from the browser's console, nothing fetched,
# no wider than a phone, and a sensible number of A4 pages. The pictures go to FOLDER, to be
# looked at.
set -eu
program=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
out=${2:-$work/pictures}
mkdir -p "$out"
export HOME="$work" SONAE_NOW=2026-11-22T09:00:00 SONAE_WHO=interop SOURCE_DATE_EPOCH=1795305600
fail() {
	echo "report.sh: $*" >&2
	exit 1
}

# The page with that address, all that the browser says in the file said, what it asks the
# network for in asked; names are never found, so that nothing leaves this machine.
browse() { # ADDRESS OPTION...
	address=$1
	shift
	rm -f "$work/net.json"
	chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --no-first-run \
		--disable-background-networking --disable-component-update --disable-sync \
		--user-data-dir="$work/profile" --host-resolver-rules='MAP * ~NOTFOUND' \
		--log-net-log="$work/net.json" --enable-logging=stderr --v=0 "$@" "$address" >"$work/said" 2>&1 ||
		fail "$address: $(tail -n 5 "$work/said")"
	# The browser's own calls home are none of ours.
	grep -o '"url":"[a-z]*://[^"]*"' "$work/net.json" | sort -u |
		grep -Ev '"[a-z]+://[a-z0-9.-]*(google|googleapis|gvt1)\.com[/:]' >"$work/asked" || :
}

# Does the page say or fetch anything?
check_quiet() { # NAME
	if grep -q ':CONSOLE' "$work/said"; then
		fail "$1: the console says $(grep ':CONSOLE' "$work/said")"
	fi
	[ ! -s "$work/asked" ] || fail "$1 fetches $(cat "$work/asked")"
}

# Width and height of a PNG: eight bytes from the sixteenth on, the highest first.
png_size() { od -An -j16 -N8 -tu1 "$1" | awk '{print $3 * 256 + $4 "," $7 * 256 + $8}'; }

# Tidy knows no title with an id and no font of a picture, which SVG has.
check_markup() { # FILE NAME
	xmllint --noout "$1" || fail "$2 is not well-formed"
	tidy -q -e -utf8 "$1" 2>&1 |
		grep -Ev '<title> proprietary attribute "id"|<svg> proprietary attribute "font-family"' \
			>"$work/tidy" || :
	[ ! -s "$work/tidy" ] || fail "$2: $(head -n 20 "$work/tidy")"
}

# A page as wide as the window: in a frame of that width (a window is 500 at least) it must not
# scroll sideways. The frame's title says by how much it does.
check_width() { # FILE NAME WIDTH
	cat >"$work/frame.html" <<-END
		<!DOCTYPE html><title>?</title><body style="margin:0"><iframe id="f" src="$1"
		style="border:0;width:$3px;height:900px"></iframe><script>onload = function () {
		var page = document.getElementById("f").contentDocument.documentElement;
		document.title = "beyond " + (page.scrollWidth - page.clientWidth); };</script></body>
	END
	browse "file://$work/frame.html" --allow-file-access-from-files --dump-dom
	grep -q '<title>beyond 0</title>' "$work/said" ||
		fail "$2 at $3: $(grep -o '<title>[^<]*</title>' "$work/said" | head -n 1) pixels"
}

check_screen() { # FILE NAME WIDTH HEIGHT
	browse "file://$1" --window-size="$3,$4" --screenshot="$out/$2-$3.png"
	check_quiet "$2 at $3"
	[ "$(png_size "$out/$2-$3.png")" = "$3,$4" ] || fail "$2: the picture is not $3 wide"
	check_width "$1" "$2" "$3"
}

check_print() { # FILE NAME LEAST MOST
	browse "file://$1" --no-pdf-header-footer --print-to-pdf="$out/$2.pdf"
	check_quiet "$2 printed"
	pdfinfo "$out/$2.pdf" >"$work/pdf"
	grep -q '^Page size: .*(A4)' "$work/pdf" || fail "$2: $(grep '^Page size' "$work/pdf")"
	pages=$(awk '$1 == "Pages:" {print $2}' "$work/pdf")
	[ "$pages" -ge "$3" ] && [ "$pages" -le "$4" ] || fail "$2 has $pages pages"
	# No page is empty but for its foot; pages end in a form feed.
	empty=$(pdftotext "$out/$2.pdf" - | awk 'BEGIN {RS = "\f"} {n = gsub(/[^\n]+/, "")}
		n > 0 && n < 4 {printf " %d", NR}')
	[ -z "$empty" ] || fail "$2: nothing on page$empty"
	pdftoppm -r 60 -png "$out/$2.pdf" "$out/$2-page"
	said_pages="${said_pages:-}  $2: $pages pages"
}

check_report() { # WORKBOOK NAME LEAST MOST: so many pages
	"$program" export "$1" -o "$work/files-$2" --only html >/dev/null
	file=$work/files-$2/report.html
	[ -s "$file" ] || fail "$2: no report"
	check_markup "$file" "$2"
	check_screen "$file" "$2" 1280 4000
	check_screen "$file" "$2" 400 4000
	check_print "$file" "$2" "$3" "$4"
}

# That the checks would see it: a page that talks, fetches and is too wide.
cat >"$work/bad.html" <<-END
	<!DOCTYPE html><title>bad</title><script>console.error("bad")</script>
	<img src="http://report.invalid/x.png" alt=""><div style="width:3000px">wide</div>
END
browse "file://$work/bad.html" --window-size=400,400 --screenshot="$work/bad.png"
(check_quiet bad) 2>/dev/null && fail "a word on the console is not seen"
grep -q report.invalid "$work/asked" || fail "a picture that is fetched is not seen"
(check_width "$work/bad.html" bad 400) 2>/dev/null && fail "a page that is too wide is not seen"

for lang in ja en; do
	"$program" new "$work/$lang" --lang "$lang" --example >/dev/null
	"$program" set "$work/$lang" risks new 'threat=<&> "x" ]]> とても長い名前とても長い名前とても長い名前' \
		impact=heavy frequency=often >/dev/null
	check_report "$work/$lang" "$lang" 10 120
	"$program" new "$work/new-$lang" --lang "$lang" >/dev/null
	"$program" set "$work/new-$lang" assets new name=x >/dev/null
	check_report "$work/new-$lang" "new-$lang" 2 6
done
echo "report.sh: the browser takes them all;$said_pages"
