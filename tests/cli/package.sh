#!/bin/sh
# sonae export: the package for the consultant: whole, in parts, redacted, the same everywhere.
. "$(dirname "$0")/lib.sh"

export SOURCE_DATE_EPOCH=1795332610 # 2026-11-22T07:30:10Z
plain=${SONAE_PLAIN:-$SONAE} # without a sanitizer: for what only has to be there

"$plain" new ja --example --lang ja >/dev/null
"$plain" new en --example --lang en >/dev/null

# ---- what is in it ----

for lang in ja en; do
	check_status "$lang: the example company" 0 "$SONAE" export $lang -o "$lang-out"
	for file in README.txt MANIFEST csv/assets.csv csv/settings.csv trees/X-001.svg trees/X-001.dot \
		trees/X-001.xml trees/X-001.txt ipa.csv; do
		check "$lang: $file" yes "$([ -s "$lang-out/$file" ] && echo yes)"
	done
	check_status "$lang: sha256sum agrees" 0 sh -c "cd $lang-out && sha256sum --strict -c MANIFEST"
	check "$lang: every file but itself is in the manifest" \
		"$(cd $lang-out && find . -type f ! -name MANIFEST | sed 's,^\./,,' | LC_ALL=C sort)" \
		"$(sed -n 's/^[0-9a-f]\{64\}  //p' $lang-out/MANIFEST | LC_ALL=C sort)"
	check "$lang: what was sent is kept" "$(sed -n 's/^# package: //p' $lang-out/MANIFEST)" \
		"$(ls $lang/.sonae/sent)"
	check_status "$lang: as it was sent" 0 diff -r $lang-out/csv $lang/.sonae/sent/*/csv
	check "$lang: nothing else of it" 'MANIFEST csv' "$(ls $lang/.sonae/sent/* | xargs)"
	for file in $lang-out/csv/*.csv $lang-out/README.txt $lang-out/ipa.csv; do
		[ "$(head -c 3 "$file" | od -An -tx1)" = ' ef bb bf' ] || echo "$file: no BOM"
		[ -z "$(sed '/\r$/d' "$file" | grep -v '[^"]*"')" ] || [ "${file##*/}" != README.txt ] ||
			echo "$file: no CRLF"
		[ "$(tail -c 2 "$file" | od -An -tx1)" = ' 0d 0a' ] || echo "$file: no CRLF at its end"
	done >odd
	check "$lang: BOM and CRLF" '' "$(cat odd)"
	check "$lang: for the owner alone" '' "$(find $lang-out $lang/.sonae/sent -perm /077)"
done
check_holds 'headings in Japanese' '資産の名前' "$(head -n 1 ja-out/csv/assets.csv)"
check_holds 'headings in English' 'Name of the asset' "$(head -n 1 en-out/csv/assets.csv)"
check_holds 'a column for notes' "Consultant's note (consultant_note)" "$(head -n 1 en-out/csv/assets.csv)"
check_status 'in the other language' 0 "$SONAE" export ja -o other --lang en --only csv
check 'the same headings' "$(head -n 1 en-out/csv/assets.csv)" "$(head -n 1 other/csv/assets.csv)"
check 'IPA is Japanese in both' "$(head -n 1 ja-out/ipa.csv)" "$(head -n 1 en-out/ipa.csv)"
history=$("$SONAE" history ja --verify | grep -o '[0-9a-f]\{64\}')
check_holds 'the head of the history' "# history: " "$(grep "$history" ja-out/MANIFEST)"
check_holds 'who wrote it' '# version: sonae ' "$(cat ja-out/MANIFEST)"

# ---- the same everywhere ----

check_status 'as an archive' 0 "$SONAE" export ja -o first.zip
check 'for the owner alone' '-rw-------' "$(ls -l first.zip | cut -c 1-10)"
check_status 'again, by another build' 0 "$plain" export ja -o again
check_status 'the same folder' 0 diff -r ja-out again
mkdir elsewhere
(
	umask 077
	export TZ=EST5EDT LANG=C LC_ALL=C SONAE_NOW=2027-01-05T23:00:00
	"$plain" export ja -o elsewhere/out >/dev/null
	"$plain" export ja -o elsewhere/first.zip >/dev/null
)
check_status 'the same folder in another place' 0 diff -r ja-out elsewhere/out
check_status 'the same archive in another place' 0 cmp first.zip elsewhere/first.zip
if command -v unzip >/dev/null; then
	check_status 'the archive is whole' 0 unzip -tq first.zip
	check_status 'it unpacks' 0 unzip -q first.zip -d unpacked
	check 'into one folder' first "$(ls unpacked)"
	check_status 'with the same files' 0 diff -r ja-out unpacked/first
fi
cp first.zip before.zip
check_status 'an archive that is there' 2 "$SONAE" export ja -o first.zip --only csv
check_status 'is not replaced unasked' 0 cmp before.zip first.zip
check_status 'but when asked for' 0 "$SONAE" export ja -o first.zip --only csv --force
check 'then it is another' no "$(cmp -s before.zip first.zip || echo no)"

# ---- parts ----

check_status 'two worksheets' 0 "$SONAE" export ja -o sheets --sheets assets,risks
check 'only those' 'assets.csv risks.csv' "$(ls sheets/csv | xargs)"
check_holds 'the manifest says so' '# part: yes' "$(cat sheets/MANIFEST)"
check_holds 'README names them' '情報資産管理台帳' "$(cat sheets/README.txt)"
check_status 'a session' 0 "$SONAE" export ja -o session --sessions 9 --only csv
check 'has its worksheets' yes "$([ -e session/csv/audit_plan.csv ] && echo yes)"
check 'and no others' no "$([ -e session/csv/assets.csv ] || echo no)"
check_status 'one asset' 0 "$SONAE" export ja -o asset --asset A-007 --only csv
check 'its row alone' A-007 "$(sed 1d asset/csv/assets.csv | cut -d , -f 1)"
check_holds 'README names it' 'A-007 ' "$(grep 'つながる行' asset/README.txt)"

# ---- left out ----

mark=氏名の例
forms=$TESTS/../../forms
# SHEET FIELD, of all that the forms say is personal.
awk '/^\[/ { field = $1 == "[field" ? substr($2, 1, length($2) - 1) : "" }
	/^personal = "yes"/ { sheet = FILENAME; sub(/.*\//, "", sheet); sub(/\.ini$/, "", sheet); print sheet, field }' \
	"$forms"/*.ini >personal
"$SONAE" set ja assets A-001 class=公開 >/dev/null
for sheet in $(cut -d ' ' -f 1 personal | uniq); do
	row=$("$plain" show ja "$sheet" --csv | sed -n '2s/,.*//p')
	"$plain" set ja "$sheet" "${row:-new}" $(sed -n "s/^$sheet \(.*\)/\1=$mark/p" personal) >/dev/null ||
		echo "$sheet"
done >unset
check 'a name in every personal field' '' "$(cat unset)"
secret=極秘の鍵の控え
secret_id=$("$SONAE" set ja assets new "name=$secret" class=極秘 storage=書類)
"$SONAE" set ja risks new "asset=$secret_id" "threat_text=$secret を失う" >/dev/null
"$SONAE" set ja lifecycle new "asset=$secret_id" "place=$secret の棚" >/dev/null
check_status 'with all of it' 0 "$plain" export ja -o open --only csv --since 2026-01-01
check 'the names are there' "$(cut -d ' ' -f 1 personal | uniq)" \
	"$(grep -l "$mark" open/csv/*.csv | sed 's,.*/\(.*\)\.csv,\1,')"
check 'so is the secret' yes "$([ "$(grep -rl "$secret" open/csv | wc -l)" -ge 3 ] && echo yes)"
check_status 'redacted' 0 "$SONAE" export ja -o closed --redact --since 2026-01-01
cp out told
check 'not one name' '' "$(grep -rl "$mark" closed)"
check 'not one secret' '' "$(grep -rl "$secret" closed)"
if [ -e closed/workbook.xlsx ] && command -v unzip >/dev/null; then
	mkdir xlsx && unzip -q closed/workbook.xlsx -d xlsx
	check 'none in the Excel file' '' "$(grep -rl -e "$mark" -e "$secret" xlsx)"
fi
check_lacks 'the column is not there' 資産管理者 "$(head -n 1 closed/csv/assets.csv)"
check_holds 'what was left out is told' '情報資産管理台帳: 資産管理者, リスク所有者; ' "$(cat told)"
check_holds 'and that names in texts are not known' '文章の中' "$(cat told)"
check_holds 'README says so' 'リスク所有者; ' "$(cat closed/README.txt)"
check_holds 'so does the manifest' '# left-out: assets: manager risk_owner; rows: ' "$(cat closed/MANIFEST)"
check_holds 'which is redacted' '# redacted: yes' "$(cat closed/MANIFEST)"

# ---- formulas ----

row=0
for text in '=HYPERLINK("http://x","y")' '+cmd|/c calc!A1' '-1+1' '@SUM(1)' "$(printf '\tx')"; do
	row=$((row + 1))
	"$SONAE" set ja incidents new "what=$text" "data=$text" >/dev/null
done
check_status 'what looks like a formula' 0 "$SONAE" export ja -o formulas --only csv,ipa --sheets incidents
check 'is guarded everywhere' '' "$(grep -E '(^|,)"?[=+@]' formulas/csv/incidents.csv)"
check_holds 'and otherwise as it was' "'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")" "$(cat formulas/csv/incidents.csv)"
check_holds 'the tab, too' "'$(printf '\tx')" "$(cat formulas/csv/incidents.csv)"

# ---- the mark ----

check_holds 'the mark unless said otherwise' '# confidentiality: 社外秘' "$(cat ja-out/MANIFEST)"
"$SONAE" set ja settings 1 mark=極秘 >/dev/null
check_status 'another mark' 0 "$SONAE" export ja -o marked --only csv --sheets assets
check_holds 'in the manifest' '# confidentiality: 極秘' "$(cat marked/MANIFEST)"
check_holds 'in README' '取扱区分: 極秘' "$(cat marked/README.txt)"

# ---- what is forgotten is forgotten in what was sent, too ----

slip='0123 4567 8901'
"$SONAE" set ja contacts new "body=窓口 $slip" >/dev/null
seq=$("$SONAE" history ja --csv | grep '^[0-9]*,.*,insert,' | tail -n 1 | cut -d , -f 1)
check_status 'a slip of the pen is sent' 0 "$SONAE" export ja -o slip --only csv
check 'and kept' yes "$(grep -rlq "$slip" ja/.sonae/sent && echo yes)"
check_status 'it is forgotten' 0 "$SONAE" history ja --forget "$seq" --field body
check 'everywhere in the workbook' '' "$(grep -rl "$slip" ja)"

# ---- a workbook that takes nothing ----

rm -rf en/.sonae/sent && echo file >en/.sonae/sent
check_status 'nothing can be kept' 0 "$SONAE" export en -o readonly --only csv
check 'the package is there' yes "$([ -s readonly/csv/assets.csv ] && echo yes)"
check_holds 'and that is told' '.sonae/sent' "$(cat err)"
