#!/bin/sh
# Rows a new workbook starts with, alone and beside the example company's.
. "$(dirname "$0")/lib.sh"
"$SONAE" new book --lang ja >/dev/null
"$SONAE" show book contacts --csv >out.csv
check 'thirteen to call' 13 "$(grep -c '^CT-' out.csv)"
check 'which are nobody'\''s work yet' 'empty,0' \
	"$("$SONAE" list book --csv | grep '^contacts' | cut -d, -f5-6)"

check_status 'the company fills them in' 0 "$SONAE" new example --example --lang ja
"$SONAE" show example contacts --csv >out.csv
check 'and adds its own' 15 "$(grep -c '^CT-' out.csv)"
check_holds 'its own name for one' 'CT-011,東町ITサポート' "$(cat out.csv)"
check 'which it has once' 1 "$(grep -c '^CT-011' out.csv)"
