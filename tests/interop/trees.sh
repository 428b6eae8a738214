#!/bin/sh
# usage: trees.sh PROGRAM [FOLDER]
# What other programs make of our attack trees, in both languages: ADTool's XML against its
# schema, DOT through Graphviz, SVG through a browser. The pictures go to FOLDER, to be looked
# at; their sizes have to be what the files say.
set -eu
program=$1
schema=$PWD/tests/data/adtool.xsd
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
out=${2:-$work/pictures}
mkdir -p "$out"
export HOME="$work" SONAE_NOW=2026-11-22T09:00:00 SONAE_WHO=interop
fail() {
	echo "trees.sh: $*" >&2
	exit 1
}

# Width and height of a PNG: eight bytes from the sixteenth on, the highest first.
png_size() { od -An -j16 -N8 -tu1 "$1" | awk '{print $3 * 256 + $4 "," $7 * 256 + $8}'; }

for lang in ja en; do
	"$program" new "$work/$lang" --lang "$lang" --example >/dev/null
	awkward=$("$program" set "$work/$lang" attack_tree new 'label="<&>" \N {a|b} 😀 とても長い名前、とても長い名前、とても長い名前')
	"$program" set "$work/$lang" attack_tree new "parent=$awkward" "label=$(printf 'a\033b')" probability=1 >/dev/null
	"$program" export "$work/$lang" -o "$work/files-$lang" --only svg,dot,adtool >/dev/null
	for xml in "$work/files-$lang/trees"/*.xml; do
		xmllint --noout --schema "$schema" "$xml"
	done
	for dot in "$work/files-$lang/trees"/*.dot; do
		name=$lang-$(basename "$dot" .dot)
		warned=$(dot -Tpng -o "$out/$name-dot.png" "$dot" 2>&1) || fail "$name: Graphviz fails: $warned"
		[ -z "$warned" ] || fail "$name: Graphviz says: $warned"
	done
	for svg in "$work/files-$lang/trees"/*.svg; do
		name=$lang-$(basename "$svg" .svg)
		size=$(sed -n 's/^<svg .* width="\([0-9]*\)" height="\([0-9]*\)" viewBox.*/\1,\2/p' "$svg")
		xmllint --noout "$svg"
		chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size="$size" \
			--screenshot="$out/$name-svg.png" "$svg" >"$work/said" 2>&1 || fail "$name: $(cat "$work/said")"
		[ "$(png_size "$out/$name-svg.png")" = "$size" ] || fail "$name is not $size"
	done
done
echo "trees.sh: ADTool, Graphviz and the browser take them all"
