#!/bin/sh
# The rows of a query on the command line: which risks nobody has accepted.
. "$(dirname "$0")/lib.sh"
. "$TESTS/cells.sh"
"$SONAE" new book --lang ja >/dev/null

# 2 x 2 x 2 x LIKELIHOOD
risk() {
	"$SONAE" set book risks new "threat_text=$1" asset_value_own=2 threat_score=2 vuln_score=2 \
		likelihood_own="$2" owner=社長 >/dev/null
}
check_status 'without any risk' 0 "$SONAE" show book open_risks
check 'is said' '表示する行はありません。' "$(cat out)"
check 'and not begun' 未着手 "$("$SONAE" list book | awk '$1 == "open_risks" { print $3 }')"
risk 図面が開けない 3
risk 名簿がもれる 3
risk 印刷をまちがえる 1

check_status 'for programs' 0 "$SONAE" show book open_risks --csv
check 'the columns it names' 'id,threat,risk,residual,answers,thought,owner,ale,asset,treated,residual_now,review_on' \
	"$(head -n 1 out)"
check 'the rows over the line' 'R-001,,24,24,,,社長,,,0,24,
R-002,,24,24,,,社長,,,0,24,' "$(sed 1d out)"
check 'under way' 途中 "$("$SONAE" list book | awk '$1 == "open_risks" { print $3 }')"

"$SONAE" set book treatments new risk=R-001 option=受容 status=完了 accepted_by=社長 review_on=2027-04-01 >/dev/null
check 'accepted by name' R-002 "$("$SONAE" show book open_risks --csv | grep -o '^R-[0-9]*' | xargs)"
"$SONAE" set book risks R-002 thought=休日に気づく人がいない >/dev/null
check 'done with a thought and an owner' 完了 \
	"$("$SONAE" list book | awk '$1 == "open_risks" { print $3 }')"
"$SONAE" show book open_risks >out
check_holds 'for people: the thought' 休日に気づく人がいない "$(cat out)"
check_lacks 'and no accepted risk' R-001 "$(cat out)"
"$SONAE" set book treatments new risk=R-002 option=低減 status=未着手 likelihood_after=2 >/dev/null
check 'below the line after all' '' "$("$SONAE" show book open_risks --csv | sed 1d)"

# Narrowed and sorted as any worksheet, by the fields of the risks.
risk 攻撃で止まる 3
risk 盗まれる 3
check 'where' R-005 "$("$SONAE" show book open_risks --csv --where "threat_text == '盗まれる'" | sed 1d | cut -d, -f1)"
check 'sort' 'R-005 R-004' "$("$SONAE" show book open_risks --csv --sort -threat_text | sed 1d | cut -d, -f1 | xargs)"

# A query that does not fit its worksheet.
mkdir -p book/forms
sed -e 's/^where = .*/where = "opn"/' -e 's/^columns = .*/columns = "threat thoght"/' \
	"$(dirname "$TESTS")/../forms/open_risks.ini" >book/forms/open_risks.ini
check_status 'a wrong condition' 3 "$SONAE" show book open_risks
check_holds 'is named' opn "$(cat err)"
check_status 'the forms say so too' 3 "$SONAE" forms --check book/forms/open_risks.ini
check_holds 'with the line of the condition' 'open_risks.ini:4' "$(cat out err)"
check_holds 'and the unknown column' thoght "$(cat out err)"
