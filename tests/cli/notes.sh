#!/bin/sh
# Margin notes on the command line: a worksheet like any other, in a file of its own.
. "$(dirname "$0")/lib.sh"
SONAE_WHO=佐藤
export SONAE_WHO
"$SONAE" new book --lang ja >/dev/null
"$SONAE" set book assets new name=社員名簿 >/dev/null

check_status 'none yet' 0 "$SONAE" show book notes
check_status 'a note on a row' 0 "$SONAE" set book notes new date=令和8年11月22日 about=assets row=A-001 \
	text="$(printf '一行目\n二行目')" who=専門家
check 'its id' N-001 "$(cat out)"
check_status 'one on a row that is not there' 0 "$SONAE" set book notes new about=assets row=A-099 text=迷子
check 'the file of notes' 'id,date,about,row,text,who,done' \
	"$(head -n 1 book/notes.csv | sed 's/^\xEF\xBB\xBF//' | tr -d '\r')"

"$SONAE" show book notes --csv >out.csv
check 'programs get the ids' 'N-001,2026-11-22,assets,A-001,"一行目' "$(sed -n 2p out.csv)"
"$SONAE" show book notes >out.txt
check_holds 'people the names' '情報資産管理台帳  A-001 社員名簿' "$(cat out.txt)"
check_holds 'and what is gone' 'A-099 (もうありません)' "$(cat out.txt)"
check_status 'a note is no fault' 0 "$SONAE" check book notes

state() { "$SONAE" list book --csv | grep '^notes,' | cut -d, -f5; }
check 'open notes are work to do' started "$(state)"
"$SONAE" set book notes N-001 done=はい >/dev/null
"$SONAE" set book notes N-002 done=1 >/dev/null
check 'ticked ones are done' done "$(state)"
check 'open ones only' 'N-001 N-002' "$("$SONAE" show book notes --csv --where done | grep -o '^N-[0-9]*' | xargs)"

# Written in a spreadsheet, with the ids that stand in the file.
printf 'N-003,2026-11-23,assets,A-001,外で書いた,山本,\r\n' >>book/notes.csv
check_status 'a row added outside' 0 "$SONAE" set book notes N-003 done=0
check_holds 'is taken in' 'N-003,2026-11-23,assets,A-001,外で書いた,山本,0' "$("$SONAE" show book notes --csv)"

"$SONAE" delete book assets A-001 >out 2>err
check_holds 'a note stays when its row goes' 'A-001 (もうありません)' "$("$SONAE" show book notes)"
"$SONAE" undo book >/dev/null
check_holds 'and is joined again' 'A-001 社員名簿' "$("$SONAE" show book notes)"
