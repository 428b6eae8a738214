#!/bin/sh
# A workbook's own worksheet works at once, and sonae forms --check finds its mistakes.
. "$(dirname "$0")/lib.sh"
. "$TESTS/cells.sh"
"$SONAE" new book --lang ja >/dev/null
mkdir -p book/forms
cat >book/forms/visitors.ini <<'END'
[form]
kind = "table"
prefix = "VZ"
title_ja = "来訪者の記録"
title_en = "Visitors"
purpose_ja = "だれが、いつ、どこに入ったかを残します。"
purpose_en = "Who came in, when and where."

[field name]
type = "text"
label_ja = "来訪者"
label_en = "Visitor"
help_ja = "名前と会社"
help_en = "Name and company"
required = "yes"

[field came]
type = "date"
label_ja = "来た日"
label_en = "Date"
help_ja = "例: 11/22"
help_en = "The day"

[field people]
type = "int"
min = "1"
max = "20"
unit_ja = "人"
unit_en = "people"
label_ja = "人数"
label_en = "People"
help_ja = "何人か"
help_en = "How many"

[field escort]
type = "choice"
label_ja = "立会い"
label_en = "Escort"
help_ja = "社員が付いたか"
help_en = "Did one of us come along?"

[choice escort always]
ja = "ずっと"
en = "All the time"

[choice escort never]
ja = "なし"
en = "None"

[field badges]
type = "int"
label_ja = "名札"
label_en = "Badges"
help_ja = "予備をひとつ加えます。"
help_en = "One to spare."
formula = "people + 1"

[gap alone]
level = "warning"
when = "escort == 'never' and people > 2"
field = "escort"
text_ja = "大勢だけで入っています。"
text_en = "Many, and alone."
END

check_status 'the form has no mistakes' 0 "$SONAE" forms --check book/forms/visitors.ini
check_status 'a new row' 0 "$SONAE" set book visitors new name=東西商会 came=11/22 people=３人 escort=なし
check 'with the prefix of the form' VZ-001 "$(cat out)"
check 'cells, computed ones too' '東西商会 2026-11-22 3 なし 4' \
	"$(cells book visitors name came people escort badges)"
check_holds 'the file reads without us' '東西商会,2026-11-22,3,なし,4' "$(cat book/visitors.csv)"
check_status 'its gap is found' 1 "$SONAE" check book
check_holds 'with its own words' 'visitors VZ-001 escort: 大勢だけで入っています。' "$(cat out)"
check_status 'its scale holds' 1 "$SONAE" set book visitors VZ-001 people=21
check_holds 'and is told' 'VZ-001 people' "$(cat err)"
check_status 'it is listed' 0 "$SONAE" list book --csv
check 'outside the sessions' visitors,others,来訪者の記録,1,done,1 "$(grep visitors out)"

lint() { # NAME LINE FILE: the complaint stands at that line
	check_status "$1" 3 "$SONAE" forms --check "$3"
	check_holds "$1: where" ":$2: " "$(cat out)"
}
sed 's/type = "int"/type = "nmber"/' book/forms/visitors.ini >typo.ini
lint 'an unknown type' "$(grep -n nmber typo.ini | head -n 1 | cut -d: -f1)" typo.ini
check 'every one of them' 2 "$(grep -c ':[0-9]*: ' out)"
sed 's/people + 1/peopl + 1/' book/forms/visitors.ini >name.ini
lint 'an unknown field' "$(grep -n 'peopl +' name.ini | cut -d: -f1)" name.ini
sed 's/"来訪者"/来訪者;x/' book/forms/visitors.ini >bare.ini
lint 'a value without quotes' "$(grep -n '来訪者;x' bare.ini | cut -d: -f1)" bare.ini
check_status 'no file' 5 "$SONAE" forms --check nosuch.ini

# A workbook with a broken form of its own still opens.
cp typo.ini book/forms/typo.ini
check_status 'list goes on' 3 "$SONAE" list book
check_holds 'with the others' visitors "$(cat out)"
check_holds 'and says where' 'forms/typo.ini:' "$(cat err)"
check_status 'the good one works' 0 "$SONAE" show book visitors

check_status 'all forms' 0 "$SONAE" forms --csv
check_holds 'id, kind, title' 'assets,table,情報資産管理台帳' "$(cat out)"
check_status 'doctor' 0 "$SONAE" doctor
check_holds 'version' '0.1.0' "$(head -n 1 out)"
mkdir bad && cp -R "${SONAE_FORMS:-$TESTS/../../forms}"/. bad && cp typo.ini bad/
SONAE_FORMS=$PWD/bad check_status 'doctor finds a broken form' 3 "$SONAE" doctor
check_holds 'names it' 'typo.ini:' "$(cat err)"
SONAE_FORMS=$PWD/nosuch check_status 'doctor without forms' 5 "$SONAE" doctor
check_holds 'says so in plain words' 'is not there' "$(cat err)"
check_holds 'and still its version' '0.1.0' "$(cat out)"
SONAE_FORMS=$PWD/nosuch check_status 'nothing else runs without forms' 5 "$SONAE" list book
