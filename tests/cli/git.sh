#!/bin/sh
# A workbook in a git repository: two people, two clones, and what is typed after a merge.
. "$(dirname "$0")/lib.sh"

command -v git >/dev/null || {
	ok 'no git here: nothing to look at'
	exit 0
}
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null GIT_CONFIG_NOSYSTEM=1
export GIT_AUTHOR_NAME=x GIT_AUTHOR_EMAIL=x@example.jp GIT_COMMITTER_NAME=x GIT_COMMITTER_EMAIL=x@example.jp
git() { command git -c init.defaultBranch=main -c pull.rebase=false -c core.autocrlf=true "$@"; }
in_book() { # DIR COMMAND...
	(cd "$1" && shift && "$@")
}
rows() { # DIR: what is noted, and which departments
	"$SONAE" show "$1" assets --csv 2>/dev/null | grep -o '川上のメモ\|佐藤のメモ\|次\|続き\|経理\|総務部' | xargs
}

"$SONAE" new ours --company みどり製作所 --lang ja >/dev/null
for name in 名簿 図面 見積書 会計データ; do
	"$SONAE" set ours assets new "name=$name" storage=書類 >/dev/null
done
"$SONAE" set ours contacts new body=警察 >/dev/null
check_status 'a repository' 0 in_book ours git init -q
check_status 'all of it' 0 in_book ours git add -A
check_status 'committed' 0 in_book ours git commit -q -m first
check 'but not what is this machine'\''s' '' "$(in_book ours git ls-files .sonae)"
check_status 'a clone' 0 git clone -q ours theirs
for file in assets.csv history.csv sonae.ini; do
	check_status "the same bytes under autocrlf: $file" 0 cmp ours/$file theirs/$file
done
check_status 'whose history holds' 0 "$SONAE" history theirs --verify

# Both go on, in other rows and other worksheets.
SONAE_WHO=川上 "$SONAE" set theirs assets A-004 note=川上のメモ department=経理 >/dev/null
contact=$(sed -n '2s/,.*//p' theirs/contacts.csv)
SONAE_WHO=川上 "$SONAE" set theirs contacts "$contact" for_what=盗難のとき >/dev/null
check_status 'they commit' 0 in_book theirs git commit -q -a -m theirs
"$SONAE" set ours assets A-001 note=佐藤のメモ department=総務部 >/dev/null
"$SONAE" set ours suppliers new name=東町ITサポート >/dev/null
in_book ours git add -A
check_status 'we commit' 0 in_book ours git commit -q -m ours
cp ours/history.csv before.csv

check_status 'a merge stops at the history' 1 in_book ours git pull -q ../theirs main
check 'and there alone' history.csv "$(in_book ours git diff --name-only --diff-filter=U)"
check_status 'which is ours as it was' 0 cmp before.csv ours/history.csv
check_status 'what README says' 0 in_book ours git checkout -q --ours history.csv
check_status 'then' 0 in_book ours git add history.csv
check_status 'and' 0 in_book ours git commit -q -m merged

check 'their cells and ours' '佐藤のメモ 総務部 川上のメモ 経理' "$(rows ours)"
check_holds 'their other worksheet' 盗難のとき "$(cat ours/contacts.csv)"
check_status 'our chain holds' 0 "$SONAE" history ours --verify
check_status 'the next change' 0 "$SONAE" set ours assets A-002 note=次
check_status 'takes theirs in' 0 "$SONAE" history ours --csv
check_holds 'recorded' '川上のメモ' "$(cat out)"
check_status 'the chain holds' 0 "$SONAE" history ours --verify
check_status 'nothing is wrong with it' 0 "$SONAE" show ours assets
in_book ours git add -A && in_book ours git commit -q -m next

# They take our state; their own history is in ours as what was done outside.
check_status 'they pull' 0 in_book theirs git pull -q ../ours main
check_status 'the same files' 0 diff -r -x .git -x .sonae ours theirs
check_status 'whose chain holds' 0 "$SONAE" history theirs --verify
check 'with all cells' '佐藤のメモ 総務部 次 川上のメモ 経理' "$(rows theirs)"
check_status 'and they go on' 0 "$SONAE" set theirs assets A-003 note=続き
check 'nothing is lost by that' '佐藤のメモ 総務部 次 続き 川上のメモ 経理' "$(rows theirs)"
in_book theirs git commit -q -a -m theirs-again

# The same row on both sides: git marks it, and it is not opened before that is settled.
"$SONAE" set ours assets A-003 note=佐藤 >/dev/null
in_book ours git commit -q -a -m ours-again
in_book ours git pull -q ../theirs main >/dev/null 2>&1
check 'a conflict in the worksheet, too' 'assets.csv history.csv' \
	"$(in_book ours git diff --name-only --diff-filter=U | xargs)"
cp ours/assets.csv marked.csv
check_status 'it is told' 3 "$SONAE" show ours assets
check_holds 'as what it is' '<<<<<<<' "$(cat err)"
check_status 'and left as it is' 0 cmp marked.csv ours/assets.csv
