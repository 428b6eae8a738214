#!/bin/sh
# usage: run.sh PROGRAM
# Makes tests/data/interop anew with LibreOffice Calc: a worksheet of tricky cells as we
# write it, and the same opened in Calc, with one cell edited there, and saved as CSV in
# UTF-8 and in CP932 (Shift_JIS). tests/unit/store_interop.c reads them.
set -eu
program=$1
here=tests/interop
out=tests/data/interop
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
book=$work/book
export HOME="$work" SONAE_NOW=2026-11-22T09:00:00 SONAE_WHO=interop

"$program" new "$book" --lang ja --company 備え工業 >/dev/null
mkdir -p "$book/forms"
cp "$here/tricky.ini" "$book/forms/"
set_row() { "$program" set "$book" tricky new "$@" >/dev/null; }
set_row name=髙橋𠮷野 code=00123 day=2024-09-10 amount=1200000 done=1 place=office note=会議室
set_row name='=1+1' code=5.10 day=2025-01-31 amount=0 done=0 place=cloud note='一行目
二行目 "引用", コンマ'
set_row name='-見出し-' code=1234567890123456 place=office note='😀 〜 ① №'
set_row name='@担当' code=1-2 note=' 前後に空白 '
set_row name='#REF は文字' code=12345678901234567890 day=2023-12-01 amount=-500 note="'=既に印"
set_row name='ﾊﾟｿｺﾝ １２台' code=1e5 note='2024/9/10 に更新'
set_row name=山田 code=TRUE note='https://example.com/?a=1&b=2'
cp "$book/tricky.csv" "$out/ours.csv"

# Calc is the person: opens the file, edits one cell, saves it. 76 is UTF-8, 64 Shift_JIS;
# the next-to-last language is Japanese, with special numbers (dates, exponents) recognised.
convert() { soffice --headless "$@" >/dev/null 2>&1; }
cd "$work"
convert --infilter="CSV:44,34,76,1,,1041,false,true" --convert-to fods --outdir calc "$book/tricky.csv"
sed 's/>会議室</>大会議室</' calc/tricky.fods >calc/edited.fods
convert --convert-to "csv:Text - txt - csv (StarCalc):44,34,76,1,,1041" --outdir utf8 calc/edited.fods
convert --convert-to "csv:Text - txt - csv (StarCalc):44,34,64,1,,1041" --outdir cp932 calc/edited.fods
cd - >/dev/null
cp "$work/utf8/edited.csv" "$out/calc_utf8.csv"
cp "$work/cp932/edited.csv" "$out/calc_cp932.csv"
ls -l "$out"
