#!/bin/sh
# sonae export: the attack trees as files, valid, named, and never over somebody's own.
. "$(dirname "$0")/lib.sh"
top=$(cd "$TESTS/../.." && pwd)

"$SONAE" new book --lang ja --company 'みどり<製作所>' >/dev/null
trees="$SONAE export book --only svg,dot,adtool,text"
check_status 'without a tree' 0 $trees -o files
check 'nothing is made' no "$([ -e files ] || echo no)"
check_holds 'and that is said' 'まだ空' "$(cat err)"

tree() { "$SONAE" set book attack_tree new "$@"; }
root=$(tree 'label=名簿 & "内" <外>' gate=or)
and=$(tree "parent=$root" label=外から入る gate=and)
tree "parent=$and" label=VPNを破る probability=6 cost=30万円 skill=3 planned=1 measure=多要素認証 >/dev/null
tree "parent=$and" label=管理者になる probability=30 cost=5万円 skill=2 >/dev/null
tree "parent=$root" label=USBに写す probability=10 cost=2万円 skill=1 done=1 measure=接続禁止 >/dev/null
tree "parent=$root" "label=$(printf 'a\033[2J\001b')" probability=1 >/dev/null
second=$(tree label=別の木)

check_status 'all of it' 0 $trees -o package
files=package/trees
check_holds 'what was written is said' 'trees/  8個' "$(cat out)"
check 'a file for each tree and format' \
	"$(for id in "$root" "$second"; do printf '%s\n' "$id.dot" "$id.svg" "$id.txt" "$id.xml"; done)" "$(ls $files)"
check 'without CSV files nothing is kept' no "$([ -e book/.sonae/sent ] || echo no)"

# 0.06 x 0.3 = 0.018; 1 - (1 - 0.018)(1 - 0)(1 - 0.01) = 0.02782; 300,000 + 50,000, nothing cheaper.
check_holds 'the value of the root' 'category="derived">0.02782<' "$(cat "$files/$root.xml")"
check_holds 'its cost' 'category="derived">350000<' "$(cat "$files/$root.xml")"
check_holds 'labels are escaped' '<label>名簿 &amp; &quot;内&quot; &lt;外&gt;</label>' "$(cat "$files/$root.xml")"
check_holds 'the company stands on the picture' 'みどり&lt;製作所&gt;' "$(cat "$files/$root.svg")"
check 'no control character' 0 "$(cat $files/* | tr -d '\n\t' | tr -dc '\001-\037' | wc -c | tr -d ' ')"
check_holds 'the text' '  [AND] 外から入る' "$(cat "$files/$root.txt")"

if command -v xmllint >/dev/null; then
	for id in "$root" "$second"; do
		check_status "ADTool's XML fits its schema: $id" 0 \
			xmllint --noout --schema "$top/tests/data/adtool.xsd" "$files/$id.xml"
		check_status "the picture is XML: $id" 0 xmllint --noout "$files/$id.svg"
	done
	sed 's/category="basic"//' "$files/$root.xml" >wrong.xml
	check_status 'the schema would find something wrong' 3 \
		xmllint --noout --schema "$top/tests/data/adtool.xsd" wrong.xml
fi

# Nothing is replaced unasked, and then nothing is written at all.
rm "$files/$second.svg" && echo mine >"$files/$root.svg" && echo other >package/notes.md
check_status 'files that are there' 2 $trees -o package
check_holds 'one is named' README.txt "$(cat err)"
check_holds 'and how to go on' --force "$(cat err)"
check 'it is as it was' mine "$(cat "$files/$root.svg")"
check 'nothing else was written' no "$([ -e "$files/$second.svg" ] || echo no)"
check_status 'another format beside them' 0 "$SONAE" export book --only dot -o package/dots
check_status 'replaced when asked for' 0 $trees -o package --force
check_holds 'they are' '</svg>' "$(cat "$files/$root.svg")"
check 'what else lies there stays' other "$(cat package/notes.md)"

check_status 'some formats' 0 "$SONAE" export book --only text,adtool --sheets attack_tree -o some
check 'only those' "$root.txt $root.xml $second.txt $second.xml" "$(ls some/trees | xargs)"
check_status 'in English' 0 "$SONAE" export book --only svg --lang en -o english
check_holds 'its words' 'Cheapest way 350,000 yen' "$(cat "english/trees/$root.svg")"

# Wrong use.
check_status 'nowhere to' 2 "$SONAE" export book
check_holds 'is said' '-o' "$(cat err)"
check_status 'a format that is none' 2 "$SONAE" export book -o x --only svg,svgg
check_holds 'the formats are listed' 'csv, xlsx, html, svg, dot, adtool, text, ipa' "$(cat err)"
check_status 'a worksheet that is not there' 2 "$SONAE" export book -o x --sheets attack_trees
check_holds 'the nearest' attack_tree "$(cat err)"
check_status 'a session that is not there' 2 "$SONAE" export book -o x --sessions 11
check_status 'an asset that is not there' 2 "$SONAE" export book -o x --asset A-999
check_status 'a language that is none' 2 "$SONAE" export book -o x --lang fr
check_status 'a day that is none' 2 "$SONAE" export book -o x --since 2026-02-30
check 'nothing was made of all that' no "$([ -e x ] || echo no)"
check_status 'into the workbook' 2 "$SONAE" export book -o book/out
check_status 'into it by another way' 2 "$SONAE" export book/../book -o book/x/../y.zip
check_status 'the workbook itself' 2 "$SONAE" export book -o book
check 'nothing was made there' no "$([ -e book/out ] || [ -e book/y.zip ] || [ -e book/README.txt ] || echo no)"
check_status 'beside it' 0 "$SONAE" export book -o book-out --only text
echo file >plain
check_status 'a file in the way' 5 "$SONAE" export book -o plain
check 'is left alone' file "$(cat plain)"

# An id that is no file name stays within the folder.
printf 'id,parent,order,label\n../up,,1,a\nCON:/x,,2,b\n' >book/attack_tree.csv
check_status 'ids from elsewhere' 0 "$SONAE" export book -o odd --only text
check_holds 'become names' '%2E.%2Fup.txt CON%3A%2Fx.txt' "$(ls odd/trees | xargs)"
