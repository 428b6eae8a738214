#!/bin/sh
# sonae check: findings as lines and as exit status.
. "$(dirname "$0")/lib.sh"
"$SONAE" new book --lang ja >/dev/null
check_status 'an untouched worksheet' 0 "$SONAE" check book assets
check 'says that all is well' 1 "$(wc -l <out | tr -d ' ')"

"$SONAE" set book suppliers new name=みなと会計 contract=1 checked=2026-11-01 >/dev/null
check_status 'a good row' 0 "$SONAE" check book suppliers
"$SONAE" set book suppliers SU-001 checked=きのうくらい >/dev/null 2>&1
check_status 'a value that is no date' 1 "$SONAE" check book suppliers
check_holds 'level, worksheet, row, field' '誤り suppliers SU-001 checked: ' "$(cat out)"
check_holds 'what' 'きのうくらい' "$(cat out)"
check_status 'for programs' 1 "$SONAE" check book suppliers --csv
check 'the columns' level,sheet,row,field,text "$(head -n 1 out)"
check_holds 'a line' error,suppliers,SU-001,checked, "$(sed -n 2p out)"
check_status 'the whole workbook' 1 "$SONAE" check book
check_holds 'has it too' 'suppliers SU-001 checked' "$(cat out)"
check_status 'another worksheet does not' 0 "$SONAE" check book lifecycle
LC_ALL='' LANG=en_US.UTF-8 check_status 'in English' 1 "$SONAE" check book suppliers
check_holds 'the level' 'error suppliers SU-001 checked: ' "$(cat out)"
"$SONAE" set book suppliers SU-001 checked=2026-11-01 >/dev/null

# A gap between worksheets: kept somewhere whose threat nobody has judged.
"$SONAE" set book assets new name=x storage=書類 >/dev/null
check_status 'a gap' 1 "$SONAE" check book threat_state
check_holds 'where to fill it' 'threat_state paper threat' "$(cat out)"
"$SONAE" set book threat_state paper threat=2 vulnerability=2 >/dev/null
check_status 'filled' 0 "$SONAE" check book threat_state

check_status 'an unknown worksheet' 2 "$SONAE" check book asets
check_holds 'the nearest' assets "$(cat err)"
printf 'id,name\nA-001,"open\n' >book/assets.csv
check_status 'a file that cannot be read' 3 "$SONAE" check book
check_holds 'where' 'assets.csv:2' "$(cat err)"

# Session 4 is begun, session 3 is not; its optional worksheet does not matter.
"$SONAE" new late --lang ja >out
"$SONAE" check late >out
check 'nothing is left behind at the start' '' "$(grep 手を付けて out)"
"$SONAE" set late assets new name=名簿 >out
check_status 'what was left behind is a note' 0 sh -c '"$SONAE" check late --csv | grep "^note,worst_case,,," >out'
check 'later sessions are not named' '' "$("$SONAE" check late | grep ' stride: ')"
check 'nor what is optional' '' "$("$SONAE" check late | grep ' threats10: ')"
"$SONAE" set late worst_case new scenario=停電 >out
check 'until it is begun' '' "$("$SONAE" check late --csv | grep '^note,worst_case,,,')"
