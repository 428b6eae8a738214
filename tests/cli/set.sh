#!/bin/sh
# sonae set: values as people write them.
. "$(dirname "$0")/lib.sh"
. "$TESTS/cells.sh"
"$SONAE" new book --lang ja >/dev/null

check_status 'a new row' 0 "$SONAE" set book assets new name=社員名簿 storage=事務所PC \
	confidentiality=２ integrity=0 availability=0 registered=令和6年9月10日 personal=はい
check 'prints its id' A-001 "$(cat out)"
check 'and nothing else' '' "$(cat err)"
check 'cells' '社員名簿 事務所PC 2 2024-09-10 1' \
	"$(cells book assets name storage confidentiality registered personal)"
check 'what follows is computed' 2 "$(cell book assets A-001 importance)"
check_status 'a second row' 0 "$SONAE" set book assets new name=図面
check 'the next id' A-002 "$(cat out)"
check 'it comes last' 'A-001
A-002' "$(cells book assets id)"

check_status 'a row is changed' 0 "$SONAE" set book assets A-001 retention=７年 records=1,200件
check 'with units' '7 1200' "$(cells book assets retention records | head -n 1)"
check_status 'a choice by its old label' 0 "$SONAE" set book assets A-001 storage=社外サーバー
check 'is kept as the choice' 社外サーバ "$(cell book assets A-001 storage)"
check_status 'by its id' 0 "$SONAE" set book assets A-001 storage=paper
check 'is written by label' 書類 "$(cell book assets A-001 storage)"
check_status 'by the other language' 0 "$SONAE" set book assets A-001 'storage=Own server'
check 'is written in ours' 社内サーバ "$(cell book assets A-001 storage)"
check_status 'not applicable' 0 "$SONAE" set book assets A-001 retention=対象外
check 'is an answer' n/a "$(cell book assets A-001 retention)"
check_status 'an empty value' 0 "$SONAE" set book assets A-001 retention=
check 'clears the cell' '' "$(cell book assets A-001 retention)"
check_status 'a value with = in it' 0 "$SONAE" set book assets A-001 'place=a=b'
check 'is whole' a=b "$(cell book assets A-001 place)"
check_status 'a formula is only text' 0 "$SONAE" set book assets A-001 'place==1+1'
check 'without a guard in show' =1+1 "$(cell book assets A-001 place)"
check_holds 'guarded in the file' "'=1+1" "$(cat book/assets.csv)"

check_status 'settings' 0 "$SONAE" set book settings 1 acceptance_line=２０ yearly_loss_line=3万円 \
	likelihood_low=１２%
check 'prints the row' 1 "$(cat out)"
check 'as money, number, percent' '20 30000 12' \
	"$(cells book settings acceptance_line yearly_loss_line likelihood_low)"
check_holds 'they stand in sonae.ini' acceptance_line "$(cat book/sonae.ini)"

# "→x or text": one of two fields holds it.
"$SONAE" set book suppliers new name=みなと会計 >/dev/null
halves() { cells book assets outsourced_to outsourced_to_text | head -n 1; }
"$SONAE" set book assets A-001 outsourced_to=SU-001 >/dev/null
check 'a row that is there' 'SU-001 -' "$(halves)"
"$SONAE" set book assets A-001 outsourced_to=近所の倉庫 >/dev/null
check 'any other text' '- 近所の倉庫' "$(halves)"
check_status 'both, as show --csv prints them' 0 "$SONAE" set book assets A-001 \
	outsourced_to=SU-001 outsourced_to_text=
check 'the empty one says nothing' 'SU-001 -' "$(halves)"
check_status 'the other way round' 0 "$SONAE" set book assets A-001 \
	outsourced_to= outsourced_to_text=倉庫
check 'nor here' '- 倉庫' "$(halves)"
check_status 'never both' 2 "$SONAE" set book assets A-001 outsourced_to=SU-001 outsourced_to_text=x
check_status 'cleared' 0 "$SONAE" set book assets A-001 outsourced_to=
check 'both are empty' '- -' "$(halves)"

# Kept though it does not fit: 1, and told.
check_status 'outside its scale' 1 "$SONAE" set book assets A-002 confidentiality=5 storage=屋根裏
check 'the id all the same' A-002 "$(cat out)"
check 'a line for each' 2 "$(wc -l <err | tr -d ' ')"
check_holds 'says which' 'A-002 confidentiality' "$(cat err)"
check_holds 'says what' '屋根裏' "$(cat err)"
check 'is kept' '屋根裏 5' "$(cells book assets storage confidentiality | tail -n 1)"
check_status 'no number' 1 "$SONAE" set book assets A-002 records=たくさん
check 'is kept too' たくさん "$(cell book assets A-002 records)"
check_status 'a row that is not there' 1 "$SONAE" set book lifecycle new asset=A-999
check 'is kept as well' A-999 "$(cell book lifecycle "$(cat out)" asset)"

# Nothing happens when a name is wrong, and the nearest ones are named.
cp book/history.csv before
wrong() { # NAME PART ARGUMENT...
	name=$1 part=$2
	shift 2
	check_status "$name" 2 "$SONAE" set book "$@"
	check_holds "$name: nearest" "$part" "$(cat err)"
	check "$name: one line" 1 "$(wc -l <err | tr -d ' ')"
}
wrong 'a mistyped worksheet' ': assets' asets new name=x
wrong 'a worksheet by its title' ': threat_state' 脅威の状況 office_pc threat=3
wrong 'a mistyped field' ': confidentiality' assets A-001 confidentialty=1
wrong 'a field by its label' ': confidentiality' assets A-001 機密性=1
wrong 'a short row id' ': A-001' assets A-01 name=x
wrong 'a row by its name' ': A-002' assets 図面 name=x
wrong 'one good field, one bad' ': name' assets A-001 place=x nmae=y
wrong 'a computed field' importance assets A-001 importance=2
wrong 'a field twice' name assets A-001 name=a name=b
wrong 'no =' 'sonae set' assets A-001 name
wrong 'no field' 'sonae set' assets A-001
wrong 'a new row where rows are given' 'sonae:' threat_state new threat=3
check_file 'none of these left a trace' before book/history.csv

# One call is one step.
"$SONAE" set book assets A-001 name=a place=b department=c >/dev/null
"$SONAE" undo book >/dev/null
check 'undone together' '社員名簿 =1+1 -' "$(cells book assets name place department | head -n 1)"

# Bytes that are no text are kept and told.
check_status 'no UTF-8' 1 "$SONAE" set book assets A-001 "name=$(printf 'a\377b')"
check 'kept' "$(printf 'a\377b')" "$(cell book assets A-001 name)"

SONAE_WHO=高橋 "$SONAE" set book assets A-001 name=名簿 >/dev/null
check_holds 'who it was' ,高橋, "$("$SONAE" history book --csv | grep -a ',名簿,')"
check 'no lock is left' '' "$(ls book/.sonae/lock 2>/dev/null)"
