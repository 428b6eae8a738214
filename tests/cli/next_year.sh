#!/bin/sh
# sonae new --from: ledgers come along, plans begin anew, what was left open goes on.
. "$(dirname "$0")/lib.sh"

form() { # ID TITLE KIND-KEYS…: a form of the workbook's own, its fields on stdin
	{
		printf '[form]\nkind = "table"\ntitle_ja = "%s"\ntitle_en = "%s"\npurpose_ja = "%s"\npurpose_en = "%s"\n' \
			"$2" "$2" "$2" "$2"
		printf '%s\n' "$3"
		cat
	} >"old/forms/$1.ini"
}
field() { # ID TYPE [KEY]
	printf '[field %s]\ntype = "%s"\n%s\nlabel_ja = "%s"\nlabel_en = "%s"\nhelp_ja = "書く"\nhelp_en = "Write"\n' \
		"$1" "$2" "${3:-}" "$1" "$1"
}

"$SONAE" new old --company みどり製作所 --lang ja --curriculum r6 >out
mkdir old/forms
{ field name text; field plan ref 'sheet = "plans"'; field other ref 'sheet = "assets"'; } |
	form ledger Ledger 'prefix = "LG"'
{ field what text; field done check; } | form plans Plans 'prefix = "PN"
new_year = "empty"'
{ field theme text; field why text; } | form wishes Wishes 'prefix = "WI"
new_year = "empty"'
cat >>old/forms/wishes.ini <<'E2'
[draw left]
title_ja = "残り"
title_en = "Left"
sheet = "plans"
where = "not first(done, false)"
fill = "theme = what; why = id"
new_year = "yes"
E2
"$SONAE" set old assets new name=社員名簿 confidentiality=2 >out
"$SONAE" set old plans new what=訓練 done=はい >out
"$SONAE" set old plans new what='鍵, "新"' >out
"$SONAE" set old ledger new name=台帳 plan=PN-001 other=A-001 >out
"$SONAE" delete old ledger LG-001 >out
"$SONAE" set old ledger new name=二冊目 plan=PN-001 other=A-001 >out
"$SONAE" set old settings 1 acceptance_line=12 >out
"$SONAE" set old notes new about=assets row=A-001 text=聞く >out
"$SONAE" set old notes new about=assets row=A-001 text=聞いた done=1 >out
"$SONAE" set old notes new about=plans row=PN-002 text=計画のこと >out
"$SONAE" set old notes new text=講義のこと >out
find old -type f -exec stat -c '%n %s %Y' {} + | sort >before

check_status 'the next year is made' 0 "$SONAE" new next --from old
check 'a row comes along under its id' 社員名簿 "$("$SONAE" show next assets --csv | sed -n '2s/^A-001,[^,]*,\([^,]*\).*/\1/p')"
check 'a reference to what is kept stays, one to a plan does not' 'LG-002,二冊目,,A-001' \
	"$("$SONAE" show next ledger --csv | sed -n 2p)"
check 'open notes come along, but not those on what begins anew' 'N-001,聞く N-004,講義のこと' \
	"$("$SONAE" show next notes --csv | sed -n 's/^\(N-[0-9]*\),.*,\([^,]*\),[^,]*,$/\1,\2/p' | xargs)"
check 'plans begin anew' 'id,what,done' "$("$SONAE" show next plans --csv)"
check 'what was left open goes on' 'WI-001,"鍵, ""新""",PN-002' "$("$SONAE" show next wishes --csv | sed -n 2p)"
check 'and nothing else' 2 "$("$SONAE" show next wishes --csv | wc -l)"
check_holds 'settings come along' 12 "$("$SONAE" show next settings)"
check_holds 'so do the company and the curriculum' みどり製作所 "$("$SONAE" list next | head -n 2)"
check 'in next' 'curriculum = "r6"' "$(grep curriculum next/sonae.ini)"
check_status 'it may be another curriculum' 0 "$SONAE" new other --from old --curriculum r7
check 'then it is that' 'curriculum = "r7"' "$(grep curriculum other/sonae.ini)"
check_status 'its history holds' 0 "$SONAE" history next --verify
find old -type f -exec stat -c '%n %s %Y' {} + | sort >after
check_file 'the old one is as it was' before after

check_status 'from what is no workbook' 3 "$SONAE" new x --from "$HOME"
check 'nothing is made' '' "$(ls -d x 2>/dev/null)"
check_status 'not with the example, too' 2 "$SONAE" new x --from old --example
