#!/bin/sh
# sonae fill: a worksheet by question and answer, from a pipe as from a keyboard.
. "$(dirname "$0")/lib.sh"

"$SONAE" new book --lang ja --company 試験製作所 >/dev/null
mkdir book/forms
cat >book/forms/boxes.ini <<'END'
[form]
kind = "table"
prefix = "ZB"
title_ja = "箱"
title_en = "Boxes"
purpose_ja = "箱を数える。"
purpose_en = "Count boxes."
[field name]
type = "text"
required = "yes"
label_ja = "名前"
label_en = "Name"
help_ja = "箱の呼び名。"
help_en = "What it is called."
[field place]
type = "choice"
required = "yes"
label_ja = "場所"
label_en = "Place"
help_ja = "どこに。"
help_en = "Where."
[choice place shelf]
ja = "棚"
en = "Shelf"
[choice place floor]
ja = "床"
en = "Floor"
[field grade]
type = "choice"
label_ja = "重さ"
label_en = "Weight"
help_ja = "どれほど。"
help_en = "How heavy."
[choice grade 0]
ja = "軽い"
en = "light"
[choice grade 2]
ja = "重い"
en = "heavy"
[field colours]
type = "multi"
label_ja = "色"
label_en = "Colours"
help_ja = "いくつでも。"
help_en = "Any of them."
[choice colours red]
ja = "赤"
en = "red"
[choice colours blue]
ja = "青"
en = "blue"
[choice colours green]
ja = "緑"
en = "green"
[field count]
type = "int"
required = "yes"
min = "0"
max = "50"
label_ja = "個数"
label_en = "Count"
help_ja = "中身。"
help_en = "What is in it."
unit_ja = "個"
unit_en = "pieces"
[field double]
type = "int"
formula = "count * 2"
label_ja = "倍"
label_en = "Double"
help_ja = "二倍。"
help_en = "Two times."
[field inside]
type = "ref"
sheet = "boxes"
label_ja = "中に"
label_en = "Inside"
help_ja = "どの箱の中か。"
help_en = "In which box."
END

answers() { printf '%s\n' "$@"; }
fill() { # STATUS NAME ANSWERS...
	wanted=$1 name=$2
	shift 2
	answers "$@" >answers
	status=0
	"$SONAE" fill book boxes --plain <answers >out 2>err || status=$?
	check "$name" "$wanted" "$status"
}
rows() { "$SONAE" show book boxes --csv | tr -d '\r' | sed 1d; }

fill 0 'a new row, by number and by word' 大箱 2 重い '1 3' 12 ''
check 'it is there' 'ZB-001,大箱,床,重い,赤;緑,12,24,' "$(rows)"
check_holds 'the label and that it is required' '名前 (必須)' "$(cat out)"
check_holds 'the help' '  箱の呼び名。' "$(cat out)"
check_holds 'choices are numbered' '  2 床' "$(cat out)"
check_holds 'but by their own numbers where they are some' '  2 重い' "$(cat out)"
check_holds 'the unit' '個数(個)' "$(cat out)"
check_holds 'the result is told' 'ZB-001 の計算:  倍 24' "$(cat out)"
check_holds 'and how much was written' '書いた答え 5。' "$(cat out)"

# Full-width digits, a name for a row, a space between.
fill 0 'as people write' 小箱 １ '' '２　３' ３個 大箱 ''
check 'it is understood' 'ZB-002,小箱,棚,,青;緑,3,6,ZB-001' "$(rows | tail -n 1)"
fill 0 'an empty first answer ends it' ''
check 'nothing was made' 2 "$(rows | wc -l | tr -d ' ')"
fill 0 'the end of the input ends it'
check_holds 'in peace' '書いた答え 0。' "$(cat out)"

# What is open comes first, and nothing else of a row that is filled in.
"$SONAE" set book boxes new name=中箱 >/dev/null
fill 0 'an open row first' 棚 . 
check 'its cell' 'ZB-003,中箱,棚,,,,,' "$(rows | tail -n 1)"
check 'its name is not asked for again' 0 "$(grep -c '^> *名前\|^名前' out)"
check_holds 'it is named' 'ZB-003 中箱' "$(cat out)"

# Back, with what stands there; a dash clears, n/a is an answer.
fill 0 'back and clear' 2 '<' - '' n/a '' .
check 'cleared, not applicable' 'ZB-003,中箱,棚,,,n/a,,' "$(rows | tail -n 1)"
check_holds 'the present value' '  今: 重い' "$(cat out)"

# Wrong values: once more, then kept.
fill 1 'a wrong value twice' 外箱 天井 空 '' '' 900 7 .
check 'the second is kept' 'ZB-004,外箱,空,,,7,14,' "$(rows | tail -n 1)"
check_holds 'and told' 'sonae check で見つかります' "$(cat out)"
check 'the other one was mended' 1 "$(grep -c 'このまま残しました' out)"
fill 1 'nothing instead of a wrong value' 裏箱 天井 '' .
check 'keeps it' 'ZB-005,裏箱,天井,,,,,' "$(rows | tail -n 1)"
fill 1 'the end instead of a wrong value' '' '' '' '' 奥箱 天井
check 'keeps it, too' 'ZB-006,奥箱,天井,,,,,' "$(rows | tail -n 1)"

# A question mark explains once more.
"$SONAE" fill book boxes --plain >out 2>err <<'END'
?
.
END
check 'explained twice' 2 "$(grep -c '^  どれほど。$' out)"

# Each answer is a step of its own, undone one by one.
"$SONAE" undo book >/dev/null
check 'undone: the last answer' 'ZB-006,奥箱,,,,,,' "$(rows | tail -n 1)"

# A record, a checklist's item, a query; wrong use.
printf 'English Works\n.\n' | "$SONAE" fill book settings --plain >out 2>err
check_lacks 'settings have no row to name' '新しい行' "$(cat out)"
check_status 'a query' 2 "$SONAE" fill book open_risks --plain
check_holds 'names the worksheet' 'risks' "$(cat err)"
check_status 'without --plain' 2 "$SONAE" fill book boxes
check_holds 'the screen is named' 'sonae book boxes' "$(cat err)"
check_status 'no such worksheet' 2 "$SONAE" fill book boxs --plain
check_status 'with no input at all' 0 "$SONAE" fill book mgmt10 --plain
check_holds 'the item stands there' '1 ' "$(cat out)"
