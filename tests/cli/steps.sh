#!/bin/sh
# sonae delete, undo, redo, history, and a workbook that is open elsewhere.
. "$(dirname "$0")/lib.sh"
. "$TESTS/cells.sh"
"$SONAE" new book --lang ja >/dev/null
check_status 'a new workbook has no past' 2 "$SONAE" undo book
check_holds 'says so' 'sonae: ' "$(cat err)"
check_status 'and no history' 0 "$SONAE" history book

SONAE_NOW=2026-04-01T09:00:00 "$SONAE" set book assets new name=社員名簿 storage=事務所PC >/dev/null
"$SONAE" set book lifecycle new asset=A-001 >/dev/null
check_status 'delete' 0 "$SONAE" delete book assets A-001
check_holds 'names the row' 'A-001 社員名簿' "$(head -n 1 out)"
check_holds 'and counts who refers to it' '1 か所' "$(tail -n 1 out)"
check 'it is gone' '' "$(cells book assets name)"
check_status 'a row that is gone' 2 "$SONAE" delete book assets A-001
check_status 'a given row stays' 2 "$SONAE" delete book threat_state tablet
check_status 'undo' 0 "$SONAE" undo book
check_holds 'says what' 'assets A-001' "$(cat out)"
check 'it is back' 'A-001 社員名簿 事務所PC' "$(cells book assets id name storage)"
check_status 'redo' 0 "$SONAE" redo book
check 'gone again' '' "$(cells book assets name)"
check_status 'nothing to redo' 2 "$SONAE" redo book
check 'one line' 1 "$(wc -l <err | tr -d ' ')"
check_status 'undo once more' 0 "$SONAE" undo book
check_status 'an id is never used twice' 0 "$SONAE" set book assets new name=別
check 'the next' A-002 "$(cat out)"

check_status 'history' 0 "$SONAE" history book
check_holds 'a heading' '日時' "$(head -n 1 out)"
check_holds 'the oldest first' '2026-04-01 09:00' "$(sed -n 2p out)"
check_holds 'what was added' 'name=社員名簿' "$(sed -n 2p out)"
check_lacks 'not that files were written' '保存' "$(cat out)"
check_status 'since a day' 0 "$SONAE" history book --since 令和8年4月2日
check_lacks 'leaves the older out' '2026-04-01' "$(cat out)"
check_holds 'keeps the newer' 'lifecycle' "$(cat out)"
check_status 'from that day on' 0 "$SONAE" history book --since 2026-04-01
check_holds 'the day itself counts' '2026-04-01' "$(cat out)"
check_status 'of one worksheet' 0 "$SONAE" history book --sheet lifecycle
check 'only its records' lifecycle "$(sed 1d out | grep -o 'lifecycle\|assets' | sort -u)"
check_status 'no date' 2 "$SONAE" history book --since いつか
check_status 'no worksheet' 2 "$SONAE" history book --sheet lifecycl
check_status 'for programs' 0 "$SONAE" history book --csv
check 'the columns of the file' seq,time,who,step,kind,of,sheet,row,field,before,after,hash "$(head -n 1 out)"
check 'every record, numbered' 1 "$(sed -n 2p out | cut -d, -f1)"

# Someone on another machine has it open.
printf '高橋\nother-pc\n4711\nboot\n2026-11-22T07:00:00+09:00\n' >book/.sonae/lock
cp book/history.csv before
for verb in 'set book assets A-001 name=x' 'delete book assets A-001' 'undo book' 'redo book'; do
	check_status "locked: $verb" 4 "$SONAE" $verb
	check_holds "names the holder: $verb" '高橋@other-pc' "$(cat err)"
	check "one line: $verb" 1 "$(wc -l <err | tr -d ' ')"
done
for verb in 'list book' 'show book assets' 'history book'; do
	check_status "reading does not mind: $verb" 0 "$SONAE" $verb
	check "nor mention it: $verb" '' "$(cat err)"
done
check_file 'nothing was changed' before book/history.csv
check_holds 'the lock is theirs' other-pc "$(cat book/.sonae/lock)"
rm book/.sonae/lock

sed -i 's/^format.*/format = 99/' book/sonae.ini
check_status 'a newer format is read' 0 "$SONAE" show book assets
check_status 'and never written' 3 "$SONAE" set book assets A-001 name=x
