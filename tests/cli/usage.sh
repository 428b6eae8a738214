#!/bin/sh
# What is written wrongly ends with 2 and one line that says how it is meant.
. "$(dirname "$0")/lib.sh"

one_line() { # NAME PART: the last command's stderr
	check "$1: one line" 1 "$(wc -l <err | tr -d ' ')"
	check_holds "$1: says so" "$2" "$(cat err)"
}

misused() { # NAME PART ARGUMENT...
	name=$1 part=$2
	shift 2
	check_status "$name" 2 "$SONAE" "$@"
	one_line "$name" "$part"
	check "$name: nothing on stdout" '' "$(cat out)"
}

"$SONAE" new book --lang ja >/dev/null

check_status 'the version' 0 "$SONAE" --version
check 'the version is a line' 'sonae 0.1.0' "$(cat out)"
check_status 'help' 0 "$SONAE" --help
check_holds 'help lists the verbs' 'sonae set DIR SHEET ROW|new FIELD=VALUE...' "$(cat out)"
check_lacks 'every text of the help is there' 'cli.help' "$(cat out)"
check_status 'help on one verb' 0 "$SONAE" show --help
check_holds 'with its options' 'sonae show DIR SHEET [--where EXPR] [--sort [-]FIELD] [--csv]' "$(cat out)"
check_lacks 'and nothing else' 'sonae list' "$(cat out)"

misused 'a word too few' 'sonae list DIR' list
misused 'a word too many' '「x」' list book x
misused 'an unknown option' '--after' new other --after book
misused 'an option of another verb' '--where' list book --where 1
misused 'a single dash' '-o' list book -o
misused 'an option without its value' '--where' show book assets --where
misused 'a switch with a value' '--csv=1' show book assets --csv=1
misused 'a mistyped verb' 'list' lits book
misused 'a folder that is not there' '「nothere」というフォルダも' nothere
misused 'an option alone' '--foo' --foo
check 'nothing was made' '' "$(ls -d other 2>/dev/null)"

check_status 'an option before the words' 0 "$SONAE" show --csv book assets
check_status 'an option with =' 0 "$SONAE" show book assets --where=true
check_status 'words behind --' 0 "$SONAE" list -- book

check_status 'no workbook' 3 "$SONAE" list .
one_line 'no workbook' 'sonae.ini'
check_status 'a full disk' 5 sh -c '"$SONAE" show book threat_state >/dev/full'

LANG=en_US.UTF-8 LC_ALL='' check_status 'in English' 2 "$SONAE" list
one_line 'in English' 'Usage: sonae list DIR'
