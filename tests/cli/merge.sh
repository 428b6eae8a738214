#!/bin/sh
# sonae merge: what the consultant changed is taken over, nothing is lost, in their name.
. "$(dirname "$0")/lib.sh"

"$SONAE" new book --lang ja >/dev/null
new() { "$SONAE" set book assets new "$@" >/dev/null; }
new name=名簿 note=元 confidentiality=1
new name=図面 note=元
new name=金型 note=元
"$SONAE" set book risks new asset=A-001 >/dev/null
"$SONAE" export book --only csv -o back >/dev/null

# The consultant: a cell, a cell that changes here too, a new row, a risk of it, a note, a row less.
sed -i '1s/^\xef\xbb\xbf//; s/^\(A-001,.*\)元/\1先方/; s/^\(A-002,.*\)元/\1先方/; $a A-004,,先方の資産
/^A-003/d' \
	back/csv/assets.csv
sed -i 's/^\(R-001,.*\),\r*$/\1,確かめて/; $a R-002,A-004' back/csv/risks.csv
sed -i 's/^# returned-by:.*/# returned-by: 山本/' back/MANIFEST
"$SONAE" set book assets A-002 note=当方 >/dev/null
new name=当方の資産

"$SONAE" new elsewhere --lang ja >/dev/null
"$SONAE" set elsewhere assets new name=棚 >/dev/null
check_status 'what another workbook sent' 1 "$SONAE" merge elsewhere back --dry-run
check_holds 'is told to be foreign' 'ほかのワークブックから渡した一式のようです。' "$(cat out)"

"$SONAE" merge book back/csv/assets.csv --dry-run >out
check_holds 'one file alone: which were sent' "$(ls book/.sonae/sent)。--base で選べます。" "$(cat out)"

cp -r book before
check_status 'a dry run' 1 "$SONAE" merge book back --dry-run
check_holds 'lists what is taken' '元 -> 先方' "$(cat out)"
check 'nothing is foreign in it' '' "$(grep ほかのワークブック out)"
check_holds 'and how much' '値 1、行 2、メモ 1 (山本 の名で)' "$(cat out)"
check_status 'and writes nothing' 0 diff -r book before

check_status 'merge: something is left to decide' 1 "$SONAE" merge book back
check_holds 'the conflict, both values' '相手は 先方、ここは 当方' "$(cat out)"
check_holds 'the row that is missing' 'A-003 金型' "$(cat out)"
check_holds 'what was renumbered' 'A-004 -> A-005' "$(cat out)"
assets=$("$SONAE" show book assets --csv)
check_holds 'theirs is taken' 'A-001,,名簿,先方' "$assets"
check_holds 'ours stays' 'A-002,,図面,当方' "$assets"
check_holds 'the missing row stays' 'A-003,,金型,元' "$assets"
check_holds 'our new row' 'A-004,,当方の資産' "$assets"
check_holds 'their new row' 'A-005,,先方の資産' "$assets"
check_holds 'a reference to it follows' 'R-002,A-005' "$("$SONAE" show book risks --csv)"
notes=$("$SONAE" show book notes --csv)
check_holds 'the conflict stands in a note' 'assets,A-002,備考: 山本は「先方」、ここは「当方」,山本' "$notes"
check_holds 'so does what the consultant wrote' 'risks,R-001,確かめて,山本' "$notes"
check 'one step, in their name' 1 "$("$SONAE" history book --who 山本 --csv | grep -c ',merge,')"
check_lacks 'nothing of it in ours' 先方の資産 "$("$SONAE" history book --who "$(id -un)" --csv)"

check_status 'again' 1 "$SONAE" merge book back
check_holds 'there is nothing to take' '取り込むものはありません' "$(cat out)"
check 'no second step' 1 "$("$SONAE" history book --who 山本 --csv | grep -c ',merge,')"
"$SONAE" set book notes N-001 done=1 >/dev/null
check_status 'a note that is ticked settles it' 1 "$SONAE" merge book back
check_lacks 'only the missing row is left' 相手は "$(cat out)"
"$SONAE" undo book >/dev/null
"$SONAE" undo book >/dev/null
check_status 'undo brings back ours' 0 cmp book/assets.csv before/assets.csv
check_status 'of every worksheet' 0 cmp book/risks.csv before/risks.csv

# In whose name.
check_status 'a name given' 1 "$SONAE" merge book back --who 鈴木
check_holds 'is it' '鈴木 の名で' "$(cat out)"
"$SONAE" undo book >/dev/null
sed -i 's/^# returned-by:.*/# returned-by:/' back/MANIFEST
check_status 'no name at all' 1 "$SONAE" merge book back --dry-run
check_holds 'is the consultant' '専門家 の名で' "$(cat out)"

# One CSV of it, some columns and rows of it; headings of either language.
printf 'id,Name of the asset,Note\r\nA-001,名簿,英語で\r\n' >assets.csv
check_status 'one CSV against what was sent' 1 "$SONAE" merge book assets.csv --base "$(ls book/.sonae/sent)"
check_holds 'what is not in it stays' 'A-002,,図面,当方' "$("$SONAE" show book assets --csv)"
check_holds 'what is in it is taken' 'A-001,,名簿,英語で' "$("$SONAE" show book assets --csv)"
printf 'id,Name of the asset,Note\r\nA-001,名簿,また別\r\nA-002,,\r\n' >assets.csv
check_status 'without a base nothing goes' 1 "$SONAE" merge book assets.csv
check_holds 'both are told' '相手は また別、ここは 英語で' "$(cat out)"
check_holds 'what was sent can be chosen' "$(ls book/.sonae/sent)" "$(cat out)"
check_holds 'ours stays' 'A-001,,名簿,英語で' "$("$SONAE" show book assets --csv)"
check_holds 'theirs is in a note' '「また別」' "$("$SONAE" show book notes --csv)"

# A department's copy.
cp -r book copy
SONAE_WHO=田中 "$SONAE" set copy assets new name=営業の資産 >/dev/null
SONAE_WHO=田中 "$SONAE" set copy assets A-003 note=営業 >/dev/null
new name=本社の資産
check_status 'a department' 0 "$SONAE" merge book copy
check_holds 'in the name of who wrote last' '田中 の名で' "$(cat out)"
check 'both new rows' 2 "$("$SONAE" show book assets --csv | grep -c -e 営業の資産 -e 本社の資産)"
check_status 'again' 0 "$SONAE" merge book copy
check_holds 'nothing' '取り込むものはありません' "$(cat out)"

# What we have no form for.
mkdir -p copy/forms && cp "$TESTS/../../forms/suppliers.ini" copy/forms/hawks.ini
printf 'id,name\r\nH-001,鷹\r\n' >copy/hawks.csv
check_status 'a worksheet of their own' 0 "$SONAE" merge book copy
check_holds 'is told, with the way' 'forms/' "$(cat err)"

# A row given twice, a locked workbook, a history that still fits.
printf 'id,name\r\nA-001,名簿\r\nA-001,二度\r\n' >assets.csv
check_status 'an id twice' 1 "$SONAE" merge book assets.csv --base "$(ls book/.sonae/sent)"
check_holds 'is told' '同じ番号「' "$(cat err)"
check_status 'the history holds together' 0 "$SONAE" history book --verify
