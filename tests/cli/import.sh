#!/bin/sh
# sonae import: tables made elsewhere, in whatever encoding and under whatever headings.
. "$(dirname "$0")/lib.sh"
. "$TESTS/cells.sh"

"$SONAE" new book --company 試験製作所 --lang ja >/dev/null
"$SONAE" set book suppliers new name=さくら保管 >/dev/null
"$SONAE" set book suppliers new name=つくし運送 >/dev/null
"$SONAE" set book suppliers new name=つくし運送 >/dev/null
cp -r book fresh

again() { # the workbook as it was
	rm -rf book && cp -r fresh book
}
bytes() { # of all files of the workbook but the lock
	find book -type f ! -name lock -exec sha256sum {} + | LC_ALL=C sort
}

# ---- titles above, a separator of their own, values as people write them ----

cat >table.csv <<'END'
情報資産の一覧
2026年度、総務部まとめ

資産の名前;管理部署;保存先;機密性;件数;登録日;個人情報;委託先;知らない列
社員名簿;総務部;事務所PC;２;3,200件;令和6年9月10日;はい;さくら保管;z
設計図面;設計部;社外サーバー;1;;2026/1/2;なし;どこか;
END
bytes >before
check_status 'a dry run' 0 "$SONAE" import book assets table.csv --dry-run
bytes >after
check_file 'writes nothing' before after
check_holds 'names the rows that would be new' '5行目: 新しい行 A-001 社員名簿' "$(cat out)"
check_holds 'and the column nobody knows' '#9「知らない列」' "$(cat out)"
check_holds 'and counts' '新しい行 2' "$(cat out)"

check_status 'is imported' 0 "$SONAE" import book assets table.csv
first=$(cells book assets name department storage confidentiality records registered personal outsourced_to | sed -n 1p)
check 'as written' '社員名簿 総務部 事務所PC 2 3200 2024-09-10 1 SU-001' "$first"
check 'a name that is no row goes to the free text' 'どこか' "$(cell book assets A-002 outsourced_to_text)"
check 'an old label' '社外サーバ' "$(cell book assets A-002 storage)"

cp book/history.csv before
check_status 'once more' 0 "$SONAE" import book assets table.csv
check_holds 'is nothing new' 'もうある行 2' "$(cat out)"
check_file 'leaves no trace' before book/history.csv
"$SONAE" undo book >/dev/null
check 'one undo takes back all of it' '' "$(cells book assets name)"
check_holds 'which stands in the history' 社員名簿 "$("$SONAE" history book --csv)"

# ---- the same file in other encodings ----

same() { # NAME FILE
	again
	check_status "$1" 0 "$SONAE" import book assets "$2"
	check "$1: the same" "$first" \
		"$(cells book assets name department storage confidentiality records registered personal outsourced_to | sed -n 1p)"
}
iconv -f UTF-8 -t CP932 table.csv >cp932.csv
same 'CP932, as Excel saves it' cp932.csv
{ printf '\357\273\277'; cat table.csv; } >bom.csv
same 'UTF-8 with a BOM' bom.csv
tr ';' '\t' <table.csv >tab.txt
same 'tabs' tab.txt
{ printf '\377\376'; sed 's/$/\r/' tab.txt | iconv -f UTF-8 -t UTF-16LE; } >unicode.txt
same "Excel's Unicode text" unicode.txt
{ printf '\376\377'; iconv -f UTF-8 -t UTF-16BE tab.txt; } >unicode.txt
same 'of the other byte order' unicode.txt
sed 's/;/","/g; s/^/"/; s/$/"/' table.csv >quoted.csv
same 'quotes and commas' quoted.csv

# ---- labels of the other language, ids, --map ----

again
printf 'Name of the asset,DEPARTMENT,Where it is kept,place\nServer,IT,Own server,rack 2\n' >english.csv
check_status 'English labels into a Japanese workbook' 0 "$SONAE" import book assets english.csv
check 'each at its place' 'Server IT 社内サーバ rack 2' "$(cells book assets name department storage place)"

again
printf '品名,担当,どこ,備考\nサーバ,情報係,2階,x\n' >theirs.csv
check_status 'a mapping' 0 "$SONAE" import book assets theirs.csv --map 品名=name --map '担当=管理部署' --map '#3=place' --map 備考=
check 'is followed' 'サーバ 情報係 2階 -' "$(cells book assets name department place note)"
check_status 'a column that is not there' 2 "$SONAE" import book assets theirs.csv --map 名=name
check_holds 'names those that are' '#1 品名, #2 担当' "$(cat err)"
check_status 'a field that is not there' 2 "$SONAE" import book assets theirs.csv --map 品名=nmae
check_holds 'names the nearest' ': name' "$(cat err)"
check_status 'a computed field' 2 "$SONAE" import book assets theirs.csv --map 品名=importance
check_status 'no equals sign' 2 "$SONAE" import book assets theirs.csv --map 品名
check_status 'a worksheet that is not there' 2 "$SONAE" import book asets theirs.csv
check_holds 'names the nearest worksheet' ': assets' "$(cat err)"
printf '甲,乙\n1,2\n' >unknown.csv
check_status 'no heading that is known' 2 "$SONAE" import book assets unknown.csv
check_holds 'says what to type' --map "$(cat err)"
check_status 'a near miss' 0 "$SONAE" import book assets theirs.csv --dry-run --map 品名=name
printf '資産の名前,管理部門\nサーバ,情報係\n' >near.csv
check_status 'is not taken by itself' 0 "$SONAE" import book assets near.csv --dry-run
check_holds 'but proposed' '管理部署 のことですか' "$(cat out)"
check_status 'a file that is not there' 5 "$SONAE" import book assets nowhere.csv
printf 'name\n"open\n' >open.csv
check_status 'a quotation mark that is never closed' 3 "$SONAE" import book assets open.csv
check_holds 'with its line' 'open.csv:2' "$(cat err)"
: >empty.csv
printf 'PK\003\004rest' >book.xlsx
check_status "Excel's own file" 3 "$SONAE" import book assets book.xlsx
check_holds 'says what to do' 'CSV か「Unicode テキスト」で保存' "$(cat err)"
check_status 'an empty file' 3 "$SONAE" import book assets empty.csv

# ---- bad values are kept and told ----

again
printf '資産の名前,保存先,機密性\n名簿,屋根裏,5\n' >bad.csv
check_status 'bad values' 1 "$SONAE" import book assets bad.csv
check 'are kept' '名簿 屋根裏 5' "$(cells book assets name storage confidentiality)"
check_holds 'told with line, row and field' '2行目: A-001 保存先「屋根裏」' "$(cat err)"
check 'each' 2 "$(wc -l <err | tr -d ' ')"
again
check_status 'a dry run of them' 1 "$SONAE" import book assets bad.csv --dry-run --map 機密性=

# ---- rows by id ----

again
"$SONAE" set book assets new name=名簿 department=総務部 place=棚 >/dev/null
printf 'id,name,department,place\nA-001,社員名簿,,\nA-007,図面,設計部,\nA-7,型,,\n12,治具,,\n,版,,\n' >ids.csv
check_status 'rows with ids' 0 "$SONAE" import book assets ids.csv
check 'change what they say, new ones keep a right id' \
	'A-001:社員名簿:総務部:棚 A-007:図面:設計部:- A-008:型:-:- A-009:治具:-:- A-010:版:-:-' \
	"$("$SONAE" show book assets --csv | sed 1d | awk -F, '{ printf "%s%s:%s:%s:%s", (NR > 1 ? " " : ""), $1, $3, ($6 == "" ? "-" : $6), ($12 == "" ? "-" : $12) }')"
check_holds 'others are numbered anew, and told' '4行目: ファイルの番号「A-7」' "$(cat err)"
check_status 'twice' 0 "$SONAE" import book assets ids.csv
check_holds 'adds nothing' 'もうある行 5' "$(cat out)"

# ---- what was made safe for a spreadsheet ----

again
"$SONAE" set book assets new "name==HYPERLINK(1)" "note=+cmd|x" "place='quoted" >/dev/null
cp book/assets.csv ours.csv
check_holds 'is guarded in the file' "'=HYPERLINK(1)" "$(cat ours.csv)"
cp -r book other && again
check_status 'our own file' 0 "$SONAE" import book assets ours.csv
check 'comes back as it was' "$("$SONAE" show other assets --csv)" "$("$SONAE" show book assets --csv)"

# ---- references by name ----

again
printf '資産の名前,委託先\n甲,つくし運送\n乙,ＳＵ－００２\n丙,SU-001 さくら保管\n' >names.csv
check_status 'references' 0 "$SONAE" import book assets names.csv
check 'a name that two rows have is no row' 'つくし運送' "$(cell book assets A-001 outsourced_to_text)"
check 'an id in full width' SU-002 "$(cell book assets A-002 outsourced_to)"
check 'an id with a name' SU-001 "$(cell book assets A-003 outsourced_to)"

# ---- given rows: by id, by what they ask ----

again
item=$("$SONAE" show book threat_state --csv | sed -n 2p | cut -d, -f1)
printf 'id,threat\n%s,3\nattic,2\n' "$item" >given.csv
check_status 'a row that is not given' 1 "$SONAE" import book threat_state given.csv
check 'the given one is filled' 3 "$(cell book threat_state "$item" threat)"
check_holds 'the other is told' attic "$(cat err)"

"$SONAE" set book devices new name=受付のPC >/dev/null
asked='必要以上の権限がある'
printf 'of,item_text,answer\nD-001,%s,該当\nD-009,%s,該当\n' "$asked" "$asked" >asked.csv
check_status 'an item by what it asks, of a row' 1 "$SONAE" import book vuln_check asked.csv
check 'is answered' D-001/least_privilege "$("$SONAE" show book vuln_check --csv --where 'not empty(answer)' | sed 1d | cut -d, -f1)"
check_holds 'of a row that is not there it is told' '3行目' "$(cat err)"

# ---- computed columns are compared ----

again
printf '資産の名前,機密性,完全性,可用性,重要度\n甲,2,1,0,2\n乙,1,1,0,2\n' >computed.csv
check_status 'computed columns' 0 "$SONAE" import book assets computed.csv
check_holds 'differing ones are told' '3行目: A-002 重要度はファイルでは 2、ここの計算では 1' "$(cat err)"
check_lacks 'equal ones are not' A-001 "$(cat err)"

# ---- IPA's ledger ----

cat >ipa.csv <<'END'
情報資産管理台帳,,,,,,,,,,,,,,
,,,,,,個人情報の種類,,,評価値,,,,,
業務分類,情報資産名称,備考,利用者範囲,管理部署,媒体・保存先,個人情報,要配慮個人情報,特定個人情報,機密性,完全性,可用性,重要度,保存期限,登録日
人事,社員名簿,基本情報,人事部,人事部,事務所PC,有,,,2,1,1,2,,2023/7/1
経理,給与データ,税務署へ,給与担当,人事部,社外サーバー,有,,有,2,2,2,2,7年,2023年7月1日
END
ratings() {
	cells book assets confidentiality integrity availability | tr '\n' ';'
}
again
cp book/history.csv before
check_status 'ratings that fit both scales' 2 "$SONAE" import book assets ipa.csv
check_holds 'say what to type' '--scale 0-2' "$(cat err)"
check_file 'and nothing happened' before book/history.csv
check_status 'the older scale' 0 "$SONAE" import book assets ipa.csv --scale 0-2
check 'as it is' '2 1 1;2 2 2;' "$(ratings)"
check 'the columns under their names' '人事 社員名簿 基本情報 人事部 人事部 事務所PC 1 - - - 2023-07-01' \
	"$(cells book assets category name note users department storage personal sensitive my_number retention registered | sed -n 1p)"
check 'years' 7 "$(cell book assets A-002 retention)"
again
check_status 'the newer scale' 0 "$SONAE" import book assets ipa.csv --scale 1-3
check 'one less' '1 0 0;1 1 1;' "$(ratings)"
check 'their importance is compared on it' '' "$(cat err)"
again
sed 's/,2,1,1,2,/,3,1,1,3,/' ipa.csv >ipa3.csv
check_status 'a 3 tells' 0 "$SONAE" import book assets ipa3.csv
check 'that it is the newer' '2 0 0;1 1 1;' "$(ratings)"
again
sed 's/,2,1,1,2,/,2,0,1,2,/' ipa.csv >ipa0.csv
check_status 'a 0 tells' 0 "$SONAE" import book assets ipa0.csv
check 'that it is the older' '2 0 1;2 2 2;' "$(ratings)"
again
check_status 'a 0 on the newer scale' 1 "$SONAE" import book assets ipa0.csv --scale 1-3
check 'is not taken for one of ours' '1 - 0;1 1 1;' "$(ratings)"

# ---- trees from indented text ----

again
printf '顧客名簿が外に出る\n  [AND] 外から入る\n    VPNを破る (確率=6%%)\n  USBに写す\n' >tree.txt
check_status 'a tree' 0 "$SONAE" import book attack_tree tree.txt
check 'hangs together' '- X-001 X-002 X-001' "$(cells book attack_tree parent | tr '\n' ' ' | sed 's/ $//')"
cp book/history.csv before
check_status 'the same tree again' 0 "$SONAE" import book attack_tree tree.txt
check_file 'is there already' before book/history.csv
"$SONAE" undo book >/dev/null
check 'undone at once' '' "$(cells book attack_tree parent)"
printf 'id,ラベル,parent\n1,根,\n2,枝,1\n3,葉,枝\n' >tree.csv
check_status 'a tree as a table' 0 "$SONAE" import book attack_tree tree.csv --map ラベル=label
check 'its ids given anew with what refers to them' '- X-005 X-006' "$(cells book attack_tree parent | tr '\n' ' ' | sed 's/ $//')"

# ---- thousands ----

again
awk 'BEGIN { print "資産の名前,管理部署,機密性"; for (i = 1; i <= 5000; i++) printf "資産%d,総務部,%d\n", i, i % 3 }' >big.csv
check_status '5,000 rows' 0 timeout 60 "$SONAE" import book assets big.csv
check 'are there' 5000 "$(cells book assets name | wc -l | tr -d ' ')"
check_status 'and again' 0 timeout 60 "$SONAE" import book assets big.csv
check_holds 'passed over' 'もうある行 5000' "$(cat out)"

# ---- a workbook that somebody has open ----

chmod a-w book book/* 2>/dev/null
[ "$(id -u)" -eq 0 ] || check_status 'a workbook that cannot be written to' 5 "$SONAE" import book assets big.csv
