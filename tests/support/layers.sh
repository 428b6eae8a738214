#!/bin/sh
# usage: layers.sh [ROOT]
# The rules of the house, of the files in ROOT (default: this project). Prints
# FILE:LINE: what is wrong, and fails; prints nothing when all is well.
#   - A layer includes only itself and what stands below it; a header that modules of one
#     layer share among themselves lies beside them and is included without a path.
#   - A library with one user is included by that file alone.
#   - Functions that overrun, truncate silently or are not ours to share are not called.
#   - Below ui and cli nothing prints, but what reports our own mistakes.
#   - No struct has a second name. No function over 80 lines, no file over 800; nothing left
#     to do.
cd "${1:-$(dirname "$0")/../..}" || exit 2

code=$(find src include -name '*.[ch]' | LC_ALL=C sort)
[ -n "$code" ] || { echo "layers.sh: no sources here"; exit 1; }

# Paths have no spaces. Strings and comments are taken out before calls are looked for.
found=$(
	awk '
	BEGIN {
		may["base"] = "base"
		may["model"] = "base model"
		may["store"] = "base model store"
		may["export"] = "base model store export"
		may["app"] = "base model store export app"
		may["ui"] = "base model store export app ui"
		may["cli"] = "base model store export app cli"

		split("csv.h src/store/csv.c|iniparser.h src/store/ini.c|dictionary.h src/store/ini.c|" \
		      "curses.h src/ui/term.c|ncurses.h src/ui/term.c|term.h src/ui/term.c|" \
		      "panel.h src/ui/term.c|form.h src/ui/term.c|menu.h src/ui/term.c|" \
		      "xlsxwriter.h src/export/xlsx_library.h|zip.h src/export/zip_file.c|" \
		      "dlfcn.h src/base/shared_library.c", pairs, "|")
		for (i in pairs) {
			split(pairs[i], pair, " ")
			only[pair[1]] = pair[2]
		}
		banned = "strcpy|strcat|strncpy|sprintf|vsprintf|strtok|gmtime|localtime|atoi"
		prints = "printf|fprintf|vprintf|vfprintf|puts|fputs|putchar|fputc|putc|perror"
	}

	function wrong(text) { print FILENAME ":" FNR ": " text }

	# src/store/csv.c and include/sonae/store/csv.h are of the layer store.
	function layer_of(path,   part, n) {
		n = split(path, part, "/")
		if (part[1] == "src" && n == 3)
			return part[2]
		return part[1] == "include" && n == 4 ? part[3] : ""
	}

	function check_own(target,   part) {
		split(target, part, "/")
		if (layer != "" && index(" " may[layer] " ", " " part[2] " ") == 0)
			wrong(layer " must not include " part[2] " (" target ")")
	}

	function check_library(target,   name, user) {
		name = target
		sub(/.*\//, "", name)
		user = target ~ /^nettle\// ? "src/base/digest.c" : only[name]
		if (user != "" && FILENAME != user)
			wrong("only " user " may include " target)
	}

	function check_include(   quoted, target) {
		quoted = $0 ~ /"/
		target = $0
		sub(/^[^<"]*[<"]/, "", target)
		sub(/[>"].*/, "", target)
		if (target ~ /^sonae\//)
			check_own(target)
		else if (quoted && target ~ /\//)
			wrong("write it as \"sonae/LAYER/MODULE.h\" (" target ")")
		else
			check_library(target)
	}

	function bare(line,   out, at) {
		out = ""
		while (line != "") {
			if (in_comment) {
				at = index(line, "*/")
				if (!at)
					return out
				line = substr(line, at + 2)
				in_comment = 0
			} else if (!match(line, /"([^"\\]|\\.)*"|\047([^\047\\]|\\.)*\047|\/\*|\/\//)) {
				return out line
			} else {
				out = out substr(line, 1, RSTART - 1) " "
				at = substr(line, RSTART, 2)
				if (at == "//")
					return out
				in_comment = at == "/*"
				line = substr(line, RSTART + (in_comment ? 2 : RLENGTH))
			}
		}
		return out
	}

	function check_calls(line, names, trouble,   call) {
		while (match(line, "(^|[^A-Za-z0-9_])(" names ")[ \t]*\\(")) {
			call = substr(line, RSTART, RLENGTH)
			gsub(/[^a-z]/, "", call)
			wrong(call "() " trouble)
			line = substr(line, RSTART + RLENGTH)
		}
	}

	function check_code(line) {
		check_calls(line, banned, "is not to be called")
		if (layer ~ /^(base|model|store|export|app)$/ && FILENAME != "src/base/bug.c")
			check_calls(line, prints, "is for ui and cli")
		if (line ~ /(^|[ \t])typedef[ \t]+(struct|union|enum)[ \t]*[A-Za-z0-9_]*[ \t]*([{;]|[A-Za-z0-9_]+;|$)/)
			wrong("a struct has one name, no typedef")
	}

	FNR == 1 { layer = layer_of(FILENAME); in_comment = begin = 0 }
	FNR == 801 { wrong("the file is over 800 lines") }
	/^{/ { begin = FNR }
	/^}/ && begin { if (FNR - begin > 81) wrong("the function is over 80 lines"); begin = 0 }
	/^[ \t]*#[ \t]*include/ { check_include(); next }
	{ check_code(bare($0)) }
	' $code
	grep -rsnIwE 'TODO|FIXME|XXX' src include forms |
		sed -E 's/^([^:]*:[0-9]*:).*(TODO|FIXME|XXX).*/\1 \2 is left/'
)
[ -z "$found" ] && exit 0
echo "$found"
exit 1
