#!/bin/sh
# sonae restore: what backups there are, and going back to one.
. "$(dirname "$0")/lib.sh"
. "$TESTS/cells.sh"

# A backup as the program makes it on opening the screen: copies, and a manifest of them.
back_up() { # STAMP
	kept=book/.sonae/backups/$1
	mkdir -p "$kept"
	printf 'name,size,mtime,sha256,in\r\n' >"$kept/manifest.csv"
	for file in book/*.csv book/sonae.ini; do
		[ "$file" = book/history.csv ] && continue
		cp "$file" "$kept/"
		printf '%s,%s,1,%s,%s\r\n' "${file#book/}" "$(wc -c <"$file")" \
			"$(sha256sum "$file" | cut -d' ' -f1)" "$1" >>"$kept/manifest.csv"
	done
}

"$SONAE" new book --lang ja >/dev/null
check_status 'no backups yet' 0 "$SONAE" restore book
check_holds 'says so' 'バックアップはまだありません' "$(cat out)"
check_status 'then there is nothing of a date' 2 "$SONAE" restore book 2026-11-20

"$SONAE" set book assets new name=社員名簿 storage=事務所PC >/dev/null
"$SONAE" set book assets new name=設計図面 >/dev/null
"$SONAE" set book settings 1 acceptance_line=20 >/dev/null
back_up 2026-11-20T090000
"$SONAE" set book assets A-001 name=名簿 >/dev/null
back_up 2026-11-21T080000
"$SONAE" delete book assets A-002 >/dev/null
"$SONAE" set book assets new name=金型 >/dev/null
"$SONAE" set book lifecycle new asset=A-001 >/dev/null
"$SONAE" set book settings 1 acceptance_line=30 >/dev/null
back_up 2026-11-21T170000
cp -R book before

check_status 'the list' 0 "$SONAE" restore book
check 'the oldest first' '2026-11-20 09:00:00' "$(sed -n 2p out | cut -c1-19)"
check_holds 'what changed' '情報資産管理台帳' "$(sed -n 3p out)"
check_lacks 'and not what did not' '設定' "$(sed -n 3p out)"
check_status 'for programs' 0 "$SONAE" restore book --csv
check 'its columns' time,changed "$(head -n 1 out)"

check_status 'no such date' 2 "$SONAE" restore book 2026-11-19
check_holds 'the dates there are' '2026-11-20 09:00:00' "$(cat err)"
check_status 'the start of two' 2 "$SONAE" restore book 2026-11-21T
check_holds 'has to be told apart' '時刻' "$(cat err)"

check_status 'dry run' 0 "$SONAE" restore book 2026-11-20 --dry-run
check_holds 'which' '2026-11-20 09:00:00' "$(head -n 1 out)"
check_holds 'worksheet by worksheet' 'assets: 1行を戻す、1行を消す、1か所を書き戻す' "$(cat out)"
check_holds 'one that was not there' 'lifecycle: 1行を消す' "$(cat out)"
check_holds 'the settings' 'settings: 1か所を書き戻す' "$(cat out)"
check_file 'changes nothing' before/history.csv book/history.csv
check_file 'nothing at all' before/assets.csv book/assets.csv

check_status 'restore' 0 "$SONAE" restore book 令和8年11月20日
check_holds 'says what was done' '2026-11-20 09:00:00 の状態に戻しました' "$(head -n 1 out)"
check_file 'the worksheet is as it was' book/.sonae/backups/2026-11-20T090000/assets.csv book/assets.csv
check 'the settings too' 20 "$(cells book settings acceptance_line)"
check 'what was not there is empty' '' "$(cells book lifecycle id)"
check_status 'again there is nothing to do' 0 "$SONAE" restore book 2026-11-20
check_holds 'and it says so' '今と同じです' "$(cat out)"

check_status 'one step' 0 "$SONAE" undo book
check_file 'undone whole' before/assets.csv book/assets.csv
check 'the settings as well' 30 "$(cells book settings acceptance_line)"
check 'and the row that was not there' LC-001 "$(cells book lifecycle id | head -n 1)"
check_status 'redone' 0 "$SONAE" redo book
check_file 'as it was then' book/.sonae/backups/2026-11-20T090000/assets.csv book/assets.csv
check_status 'a time of the day' 0 "$SONAE" restore book '2026-11-21 08:00'
check 'the one of the morning' 'A-001 名簿
A-002 設計図面' "$(cells book assets id name)"

# A copy that is not what was copied: nothing of that worksheet is touched, and it is told.
sed -i 's/名簿/名札/' book/.sonae/backups/2026-11-21T170000/assets.csv
check_status 'a damaged copy' 3 "$SONAE" restore book 2026-11-21
check_holds 'is told' 'assets:' "$(cat out)"
check 'and left alone' 'A-001 名簿
A-002 設計図面' "$(cells book assets id name)"
check 'while the others go on' LC-001 "$(cells book lifecycle id | head -n 1)"

printf '高橋\nother-pc\n4711\nboot\n2026-11-22T07:00:00+09:00\n' >book/.sonae/lock
check_status 'open elsewhere' 4 "$SONAE" restore book 2026-11-20
check_status 'looking is allowed' 0 "$SONAE" restore book 2026-11-20 --dry-run
