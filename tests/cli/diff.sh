#!/bin/sh
# sonae diff: what came back, by row and field; nothing edited is no difference.
. "$(dirname "$0")/lib.sh"

# The example company, sent whole and brought back untouched.
for lang in ja en; do
	"$SONAE" new ex-$lang --example --lang $lang >/dev/null
	"$SONAE" export ex-$lang --only csv -o out-$lang >/dev/null
	check_status "nothing edited, $lang" 0 "$SONAE" diff ex-$lang out-$lang
	check "and that is said, $lang" 1 "$(grep -c -e '^違いはありません。$' -e '^No differences.$' out)"
	check "nothing on the side, $lang" '' "$(cat err)"
done

"$SONAE" new book --lang ja >/dev/null
name() { "$SONAE" set book assets new "$@"; }
name name=名簿 note=元 confidentiality=1 >/dev/null
name name=図面 records=10 >/dev/null
name name=0012 >/dev/null
"$SONAE" export book --only csv -o sent >/dev/null
edit() { cp -r sent "$1" && sed -i "$2" "$1/csv/assets.csv"; }

edit one 's/^\(A-001,.*\)元/\1先方/'
check_status 'one cell' 1 "$SONAE" diff book one
check_holds 'the worksheet' '情報資産管理台帳' "$(cat out)"
check_holds 'row, field, before and after, whose' 'A-001 名簿  備考  元 -> 先方  相手' "$(cat out)"
check 'nothing else' 2 "$(wc -l <out | tr -d ' ')"
check_status 'for programs' 1 "$SONAE" diff book one --csv
check 'as CSV' 'sheet,row,field,kind,side,base,ours,theirs
assets,A-001,note,cell,theirs,元,元,先方' "$(cat out)"

"$SONAE" set book assets A-002 note=当方 >/dev/null
"$SONAE" set book assets A-001 note=当方 >/dev/null
check_status 'both sides at work' 1 "$SONAE" diff book one --csv
check 'who changed what' 'sheet,row,field,kind,side,base,ours,theirs
assets,A-001,note,cell,both,元,当方,先方
assets,A-002,note,cell,ours,,当方,' "$(cat out)"
"$SONAE" undo book >/dev/null && "$SONAE" undo book >/dev/null

edit rows '/^A-002/d; $a A-007,,新しい資産'
check_status 'rows' 1 "$SONAE" diff book rows --csv
check_holds 'a missing one' 'assets,A-002,,gone,theirs,,,' "$(cat out)"
check_holds 'a new one' 'assets,A-007,,new,theirs,,,' "$(cat out)"

edit damage 's/^\(A-003,.*\)0012/\112/'
check_status 'damage is no difference' 0 "$SONAE" diff book damage --csv
check_holds 'but told' 'assets,A-003,name,damaged,theirs,0012,0012,12' "$(cat out)"

edit notes 's/^\(A-001,.*\),\r*$/\1,保存年限は/'
check_status 'a note' 1 "$SONAE" diff book notes
check_holds 'is told' 'メモ: 保存年限は' "$(cat out)"

# An archive, one CSV, and what is neither.
"$SONAE" export book --only csv -o whole.zip >/dev/null
check_status 'an archive' 0 "$SONAE" diff book whole.zip
check_status 'one CSV without a base: the same' 0 "$SONAE" diff book sent/csv/assets.csv
check_status 'one CSV without a base: another value' 1 "$SONAE" diff book one/csv/assets.csv
check_holds 'has no side' 'assets,A-001,note,cell,both,,元,先方' "$("$SONAE" diff book one/csv/assets.csv --csv)"
id=$(ls book/.sonae/sent)
check_status 'with one' 1 "$SONAE" diff book one/csv/assets.csv --base "$(echo "$id" | head -n 1)" --csv
check_holds 'it has' 'assets,A-001,note,cell,theirs,元,元,先方' "$(cat out)"
check_status 'a base that was never sent' 2 "$SONAE" diff book one --base 2020-01-01-00000000
check_status 'something else' 3 "$SONAE" diff book "$SONAE"
mkdir other && printf '月,売上\n4,100\n' >other/sales.csv
check_status 'a folder of other tables' 3 "$SONAE" diff book other
check 'is not called the same' '比べられるワークシートがありません。' "$(cat out)"
check_status 'nor taken' 3 "$SONAE" merge book other
cp -r sent/csv beside && cp other/sales.csv beside
check_status 'nothing edited, and another table beside it' 0 "$SONAE" diff book beside
check 'is no difference' '違いはありません。' "$(cat out)"
check_status 'nothing' 5 "$SONAE" diff book nowhere
check_status 'one word short' 2 "$SONAE" diff book

# Marks of git in a file: told with the line, here as when the file is our own.
edit git '2i <<<<<<< HEAD'
sed -i '3a =======' git/csv/assets.csv
check_status 'conflict marks' 3 "$SONAE" diff book git
check_holds 'with the file and the line' 'assets.csv' "$(cat err)"
check_holds 'of the first' ':2:' "$(cat err)"
cp book/assets.csv ours.csv
sed -i '2i <<<<<<< HEAD' book/assets.csv && cp book/assets.csv marked.csv
check_status 'in our own file' 3 "$SONAE" show book assets
check_file 'which stays as it is' marked.csv book/assets.csv
cp ours.csv book/assets.csv
check_status 'until it is settled' 0 "$SONAE" show book assets
