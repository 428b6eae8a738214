#!/bin/sh
# An exercise on the command line: answered, marked, shown, checked.
. "$(dirname "$0")/lib.sh"
"$SONAE" new book --lang ja >/dev/null

check_status 'an answer with its unit' 0 "$SONAE" set book exercise_ale sle answer=300万円
check_status 'a share in per cent' 0 "$SONAE" set book exercise_ale share 'answer=10%'
"$SONAE" show book exercise_ale --csv >out.csv
check 'marked' 'sle,3000000,1 share,10,1' "$(grep -h '^sle\|^share' out.csv | LC_ALL=C sort -r | xargs)"
check 'empty while unanswered' 'value,,' "$(grep '^value' out.csv)"
check_status 'nothing to say about right answers' 0 "$SONAE" check book exercise_ale

check_status 'a wrong answer is written too' 0 "$SONAE" set book exercise_ale ale answer=300万
check_status 'and told by the check, which a note does not fail' 0 "$SONAE" check book exercise_ale
check_holds 'as a note' '答えがまだ合っていません' "$(cat out)"
check 'it is marked' 'ale,3000000,0' "$("$SONAE" show book exercise_ale --csv | grep '^ale')"
"$SONAE" undo book >/dev/null
check 'undone' 'ale,,' "$("$SONAE" show book exercise_ale --csv | grep '^ale')"

check 'the questions stand in the file' 'id,item_text,answer,mark' \
	"$(head -n 1 book/exercise_ale.csv | sed 's/^\xEF\xBB\xBF//' | tr -d '\r')"
"$SONAE" list book --csv >list
check 'counted as work' 'started,2' "$(grep '^exercise_ale' list | cut -d, -f5-6)"
