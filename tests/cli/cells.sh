# For tests that look into a worksheet: columns of `sonae show --csv`, for cells without
# commas or line feeds.

# cells DIR SHEET FIELD...   A line for each row, the cells separated by a blank; an empty
# one is "-". An unknown field is "?".
cells() {
	cells_dir=$1 cells_sheet=$2
	shift 2
	"$SONAE" show "$cells_dir" "$cells_sheet" --csv | awk -F, -v wanted="$*" '
		BEGIN { n = split(wanted, name, " ") }
		NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
		{
			line = ""
			for (i = 1; i <= n; i++) {
				cell = name[i] in at ? $at[name[i]] : "?"
				line = line (i > 1 ? " " : "") (cell == "" ? "-" : cell)
			}
			print line
		}'
}

# cell DIR SHEET ROW FIELD
cell() {
	"$SONAE" show "$1" "$2" --csv --where "id == '$3'" | awk -F, -v field="$4" '
		NR == 1 { for (i = 1; i <= NF; i++) if ($i == field) at = i; next }
		{ print at ? $at : "?" }'
}
