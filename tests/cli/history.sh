#!/bin/sh
# sonae history: who did what; whether the chain holds; forgetting a value.
. "$(dirname "$0")/lib.sh"
number=123456789018
"$SONAE" new book --lang ja >/dev/null
check_status 'an empty history holds' 0 "$SONAE" history book --verify
SONAE_WHO=田中 SONAE_NOW=2026-04-01T09:00:00 "$SONAE" set book assets new name=名簿 >/dev/null
SONAE_WHO=岡田 "$SONAE" set book assets new name=台帳 "note=番号は$number" >/dev/null
SONAE_WHO=岡田 "$SONAE" set book assets A-001 note=ロッカー >/dev/null

check_status 'by whom' 0 "$SONAE" history book --who 田中
check 'only theirs' 1 "$(sed 1d out | wc -l | tr -d ' ')"
check_holds 'what it was' 名簿 "$(cat out)"
check_status 'of a row' 0 "$SONAE" history book --row A-001
check 'both steps' 2 "$(sed 1d out | wc -l | tr -d ' ')"
check_lacks 'no other row' 台帳 "$(cat out)"
check_status 'all at once' 0 "$SONAE" history book --sheet assets --row A-001 --since 2026-11-22 --who 岡田
check 'one is left' 1 "$(sed 1d out | wc -l | tr -d ' ')"
check_status 'by nobody' 0 "$SONAE" history book --who だれか
check 'says so' 1 "$(wc -l <out | tr -d ' ')"

check_status 'the chain holds' 0 "$SONAE" history book --verify
head=$(tail -n 1 book/history.csv | sed 's/.*,//; s/\..*//')
check_holds 'and its head hash' "$head" "$(cat out)"
cp -R book bent
sed -i 's/ロッカー/金庫/' bent/history.csv
check_status 'a record that somebody edited' 3 "$SONAE" history bent --verify
line=$(grep -an 金庫 bent/history.csv | cut -d: -f1)
seq=$(grep -a 金庫 bent/history.csv | cut -d, -f1)
check_holds 'the line' "history.csv:$line" "$(cat err)"
check_holds 'and the record' "$seq" "$(cat err)"

seq=$("$SONAE" history book --csv --row A-002 | sed -n 2p | cut -d, -f1)
check_status 'which of its values?' 2 "$SONAE" history book --forget "$seq"
check_holds 'names them' 'name, note' "$(cat err)"
check_status 'forget' 0 "$SONAE" history book --forget "$seq" --field note
check 'nothing holds it' '' "$(grep -rla "$number" book)"
check_status 'the chain still holds' 0 "$SONAE" history book --verify
check_status 'the cell is empty' 0 "$SONAE" show book assets --csv
check_lacks 'indeed' "$number" "$(cat out)"
check_holds 'the rest is there' 台帳 "$(cat out)"
check_status 'the list' 0 "$SONAE" history book
check_holds 'says that there was something' '(消去済み)' "$(cat out)"
check_status 'once is enough' 2 "$SONAE" history book --forget "$seq" --field note
check_status 'no number' 2 "$SONAE" history book --forget それ
check_status 'no such record' 2 "$SONAE" history book --forget 4711
check_holds 'names it' 4711 "$(cat err)"
check_status 'undo goes on' 0 "$SONAE" undo book
check_status 'and the chain' 0 "$SONAE" history book --verify
