#!/bin/sh
# Next year's workbook begins with what last year left open: plan and improvements.
. "$(dirname "$0")/lib.sh"
"$SONAE" new old --lang ja >/dev/null
"$SONAE" set old treatments new action=暗号化 status=進行中 cost_once=8万円 cost_yearly=12000 owner=中村 >/dev/null
"$SONAE" set old treatments new action=訓練 status=完了 >/dev/null
"$SONAE" set old treatments new action=移転 status=中止 >/dev/null
"$SONAE" set old treatments new action=鍵付き棚 option=受容 >/dev/null
"$SONAE" set old findings new finding=台帳にない proposal=載せる owner=佐藤 >/dev/null
"$SONAE" set old findings new finding=鍵の記録 done=2026-11-01 >/dev/null
"$SONAE" set old next_year new theme=去年の計画 >/dev/null
"$SONAE" set old improvement new plan=多要素認証 owner=佐藤 due=2026-11-20 >/dev/null
"$SONAE" set old improvement new plan=棚卸し result=済み >/dev/null
"$SONAE" set old visits visit1 done=1 >/dev/null
"$SONAE" set old daily_ops news who=佐藤 >/dev/null

check_status 'a new year' 0 "$SONAE" new next --from old
"$SONAE" show next next_year --csv >out.csv
check 'the open finding and the treatment under way, and no more' 3 "$(wc -l <out.csv)"
check 'the finding, in words: audits begin anew' 'NY-001,載せる,台帳にない,,,台帳にない,佐藤' "$(sed -n 2p out.csv)"
check 'the treatment, with what it costs' 'NY-002,暗号化,,92000,,T-001,中村' "$(sed -n 3p out.csv)"
"$SONAE" show next improvement --csv >out.csv
check 'an improvement without a result, to be dated anew' 'IM-001,,,多要素認証,佐藤,,,' "$(sed -n 2p out.csv)"
check 'the visits begin anew' 'visit1,,,,,' "$("$SONAE" show next visits --csv | sed -n 2p)"
check 'the hearing with what is preset' 'network,n/a,,,1' "$("$SONAE" show next hearing --csv | grep '^network')"
check 'daily work goes on' 'news,日,佐藤,,,まだ' "$("$SONAE" show next daily_ops --csv | grep '^news')"
