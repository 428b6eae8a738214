#!/bin/sh
# The eight assets of the textbook's p. 108 come out as printed there.
. "$(dirname "$0")/lib.sh"
. "$TESTS/cells.sh"
"$SONAE" new book --lang ja >/dev/null

state() { "$SONAE" set book threat_state "$1" threat="$2" vulnerability=2 >/dev/null; }
state office_pc 3
state paper 2
state outside_server 3

row=0
# asset CATEGORY NAME STORAGE KIND C I A KEEP   then what must follow:
# IMPORTANCE THREAT VULNERABILITY LIKELIHOOD VALUE LEVEL
asset() {
	row=$((row + 1))
	check_status "row $row is entered" 0 "$SONAE" set book assets new category="$1" name="$2" \
		storage="$3" "$4=有" confidentiality="$5" integrity="$6" availability="$7" \
		retention="$8" registered=2016/7/1
	check "row $row: $2" "${9}" "$(cells book assets importance threat vulnerability likelihood \
		risk_value risk_level | tail -n 1)"
}
asset 人事 社員名簿 事務所PC personal 2 0 0 '' '2 3 2 2 4 大'
asset 人事 社員名簿 書類 personal 2 2 2 '' '2 2 2 1 2 中'
asset 人事 健康診断の結果 書類 sensitive 2 2 1 5年 '2 2 2 1 2 中'
asset 経理 給与システムデータ 事務所PC my_number 2 2 1 7年 '2 3 2 2 4 大'
asset 経理 当社宛請求書 書類 retained_data 1 1 1 '' '1 2 2 1 1 中'
asset 経理 発行済請求書控 書類 retained_data 1 1 1 '' '1 2 2 1 1 中'
asset 共通 電子メールデータ 事務所PC personal 2 2 2 '' '2 3 2 2 4 大'
asset 共通 電子メールデータ 社外サーバー personal 2 2 2 '' '2 3 2 2 4 大'
check 'eight rows' 8 "$(cells book assets id | wc -l | tr -d ' ')"
check 'the kinds of personal information' '1 - -
1 - -
- 1 -
- - 1
- - -
- - -
1 - -
1 - -' "$(cells book assets personal sensitive my_number)"
check 'how long they are kept' '- - 5 7 - - - -' "$(cells book assets retention | xargs)"

# The ledger follows the sheet of threats, and a value of its own wins.
"$SONAE" set book threat_state paper threat=3 >/dev/null
check 'paper is likelier now' '2 4 大' "$(cells book assets likelihood risk_value risk_level | sed -n 2p)"
"$SONAE" set book assets A-002 threat_own=1 >/dev/null
check 'but not here' '1 2 中' "$(cells book assets likelihood risk_value risk_level | sed -n 2p)"
