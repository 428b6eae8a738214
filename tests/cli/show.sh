#!/bin/sh
# sonae show: rows for people and for programs.
. "$(dirname "$0")/lib.sh"
. "$TESTS/cells.sh"
"$SONAE" new book --lang ja >/dev/null
"$SONAE" set book assets new name=給与データ storage=事務所PC confidentiality=2 integrity=2 \
	availability=1 note="$(printf '一行目\n二行目, "引用"')" >/dev/null
"$SONAE" set book assets new name=カタログ storage=書類 confidentiality=0 integrity=1 availability=1 >/dev/null
"$SONAE" set book assets new name=abc storage=タブレット confidentiality=1 >/dev/null

"$SONAE" show book assets --csv >out.csv
check 'the header begins with the id' id,category,name "$(head -n 1 out.csv | cut -d, -f1-3)"
check 'a quoted cell' 'A-001,,給与データ,"一行目
二行目, ""引用""",' "$(sed -n '2,3p' out.csv | sed 's/"",*.*$/"",/;s/""",.*/""",/' | sed '2s/"".*/""引用""",/')"
check 'no CR' 0 "$(tr -cd '\r' <out.csv | wc -c | tr -d ' ')"
check 'no BOM' id "$(head -c 2 out.csv)"
check_status 'where' 0 "$SONAE" show book assets --csv --where 'importance >= 1'
check 'keeps what fits' 'A-001 A-002' "$(grep -o '^A-[0-9]*' out | xargs)"
check_status 'by a choice' 0 "$SONAE" show book assets --csv --where "storage == 'paper'"
check 'its id' A-002 "$(grep -o '^A-[0-9]*' out)"
check_status 'across worksheets' 0 "$SONAE" show book assets --csv --where 'count(lifecycle where asset == this.id) == 0'
check 'all of them' 4 "$(grep -c '^A-\|^id' out)"
check_status 'none' 0 "$SONAE" show book assets --where 'importance == 7'
check 'is said' '表示する行はありません。' "$(cat out)"

order() { "$SONAE" show book assets --csv --sort "$1" | grep -o '^A-[0-9]*' | xargs; }
check 'sorted, empty last' 'A-002 A-001 A-003' "$(order importance)"
check 'downwards, empty still last' 'A-001 A-002 A-003' "$(order -importance)"
check 'choices in the order of the form' 'A-001 A-003 A-002' "$(order storage)"

check_status 'an unknown name in --where' 2 "$SONAE" show book assets --where 'nmae == 1'
check_holds 'is named' nmae "$(cat err)"
check_status 'an unknown worksheet in --where' 2 "$SONAE" show book assets --where 'count(nosuch) == 0'
check_status 'a syntax error' 2 "$SONAE" show book assets --where 'importance >'
check_status 'an unknown field to sort by' 2 "$SONAE" show book assets --sort importnce
check_holds 'the nearest' importance "$(cat err)"
check_status 'an unknown worksheet' 2 "$SONAE" show book asset
check_holds 'the nearest one' assets "$(cat err)"

# For people: columns line up by what is seen, not by bytes.
"$SONAE" show book threat_state >out
check 'the item stands beside its id' 'own_server      社内サーバ             0' "$(grep own_server out)"
check 'and under the heading' 'id              内容                資産' "$(head -n 1 out)"
"$SONAE" set book threat_state cabinet threat=3 why=鍵なし >/dev/null
check 'a column that holds something' 'id              内容                脅威  資産  理由
office_pc       事務所PC                     1
tablet          タブレット                   1
own_server      社内サーバ                   0
outside_server  社外サーバ                   0
cabinet         キャビネット・金庫  3        0  鍵なし' "$("$SONAE" show book threat_state | head -n 6)"
check_holds 'labels, not ids' '事務所PC' "$("$SONAE" show book assets)"
"$SONAE" set book settings 1 yearly_loss_line=300万円 >/dev/null
check 'a record is lines' 'yearly_loss_line   年間損失の線              3,000,000' \
	"$("$SONAE" show book settings | grep yearly)"

# Nothing in a cell commands a terminal, in either form; a pipe gets the bytes.
"$SONAE" set book assets A-003 "name=$(printf 'a\033[2Jb')" >/dev/null
check 'a pipe' 1 "$("$SONAE" show book assets --csv | grep -c "$(printf '\033')")"
for how in '' --csv; do
	script -qec "$SONAE show book assets $how" /dev/null </dev/null >typed
	check "a terminal $how" 0 "$(grep -c "$(printf '\033')" typed)"
	check_holds "shows a picture $how" 'a␛[2Jb' "$(cat typed)"
done
script -qec "stty cols 30; $SONAE show book assets" /dev/null </dev/null | tr -d '\r' >typed
check 'lines are cut to the terminal' '' "$(awk 'length > 30 + 2 * gsub(/[^ -~]/, "x") / 3' typed)"
check_holds 'and marked' '>' "$(cat typed)"

# What another program made of a file is read, and told.
printf 'id,name,extra\nA-002,名簿,mine\n,新しい\n' >book/assets.csv
check_status 'a file from elsewhere' 0 "$SONAE" show book assets --csv
check 'its own columns are there' mine "$(cell book assets A-002 extra)"
printf 'id,name\nA-001,"open\n' >book/assets.csv
check_status 'a broken file' 3 "$SONAE" show book assets
check_holds 'says where' 'assets.csv:2' "$(cat err)"
