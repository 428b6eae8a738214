#!/bin/sh
# sonae new and list.
. "$(dirname "$0")/lib.sh"

check_status 'a workbook is made' 0 "$SONAE" new 'さくら 2026' --company 'さくら保管 "本社"' --lang ja
check 'its path comes first' "$(pwd -P)/さくら 2026" "$(head -n 1 out)"
check_holds 'then what to do next' 'sonae さくら 2026' "$(tail -n 1 out)"
check 'only the owner may look into it' 700 "$(stat -c %a 'さくら 2026')"
check_holds 'git is told what the history is' 'history.csv merge=binary' "$(cat 'さくら 2026/.gitattributes')"
check_holds 'and what stays out' /.sonae/ "$(cat 'さくら 2026/.gitignore')"
check_status 'not twice' 2 "$SONAE" new 'さくら 2026'
check_status 'an empty folder will do' 0 sh -c 'mkdir empty && "$SONAE" new empty'
mkdir full && : >full/file
check_status 'one with a file in it will not' 2 "$SONAE" new full
check 'and is left alone' file "$(ls -A full)"
check_status 'an unknown curriculum' 2 "$SONAE" new x --curriculum r3
check_holds 'names those there are' 'r4, r5, r6, r7' "$(cat err)"
check_status 'an unknown language' 2 "$SONAE" new x --lang fr
check_status 'a company that is no text' 2 "$SONAE" new x --company "$(printf '\377')"
check 'nothing was made of these' '' "$(ls -d x 2>/dev/null)"

check_status 'list' 0 "$SONAE" list 'さくら 2026'
check_holds 'company' 'さくら保管 "本社"' "$(head -n 1 out)"
check_holds 'ten sessions' '10. ' "$(cat out)"
check_holds 'no worksheet is begun' '未着手' "$(grep ' assets ' out)"
check_lacks 'nor done' '完了' "$(grep ' assets ' out)"

"$SONAE" list 'さくら 2026' --csv >list.csv
check 'the header' sheet,session,title,more,state,rows "$(head -n 1 list.csv)"
check 'session 4 begins with the inventory' assets,4,情報資産管理台帳,0,empty,0 \
	"$(grep '^[a-z_]*,4,' list.csv | head -n 1)"
check 'settings stand with the others' settings "$(grep '^[a-z_]*,others,' list.csv | cut -d, -f1 | grep settings)"

find 'さくら 2026' -type f -exec stat -c '%n %s %Y' {} + | sort >before
chmod -R a-w 'さくら 2026'
check_status 'list writes nothing' 0 "$SONAE" list 'さくら 2026'
check_status 'show neither' 0 "$SONAE" show 'さくら 2026' assets
check_status 'nor check' 0 "$SONAE" check 'さくら 2026' assets
chmod -R u+w 'さくら 2026'
find 'さくら 2026' -type f -exec stat -c '%n %s %Y' {} + | sort >after
check_file 'every file is as it was' before after

check_status 'another curriculum' 0 "$SONAE" new r7book --curriculum r7
check_holds 'is listed' '令和7' "$("$SONAE" list r7book | head -n 1)"

check_status 'the example company' 0 "$SONAE" new example --example --lang ja
check_holds 'has its name' 'みどり製作所' "$(cat example/sonae.ini)"
rows=$("$SONAE" list example --csv | awk -F, '$1 == "assets" { print $6 }')
check 'has assets' yes "$([ "${rows:-0}" -ge 5 ] && echo yes || echo "$rows")"

LC_ALL='' LANG=en_GB.UTF-8 check_status 'list in English' 0 "$SONAE" list 'さくら 2026'
check_holds 'the states' 'not started' "$(grep ' assets ' out)"

# What has no form yet is said so, and is no error.
mkdir forms && cp -R "${SONAE_FORMS:-$TESTS/../../forms}"/. forms && rm forms/suppliers.ini
SONAE_FORMS=$PWD/forms check_status 'a worksheet that is not there yet' 0 "$SONAE" list 'さくら 2026'
check_holds 'is listed honestly' 'まだ用意がありません' "$(grep suppliers out)"

"$SONAE" new switch --lang ja >out
"$SONAE" set switch assets new name=名簿 >out
check_status 'the curriculum is changed by a setting' 0 "$SONAE" set switch settings 1 curriculum=令和7年度
check_holds 'the sessions are those of the other' 令和7年度 "$("$SONAE" list switch | head -n 1)"
check_holds 'and nothing is lost' 名簿 "$("$SONAE" show switch assets)"
"$SONAE" undo switch >out
check_holds 'undo brings the first back' 令和4年度 "$("$SONAE" list switch | head -n 1)"
