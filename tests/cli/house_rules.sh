#!/bin/sh
# The rules of tests/support/layers.sh and headers.sh, each broken once.
. "$(dirname "$0")/lib.sh"
support=$TESTS/../support

fresh() {
	rm -rf project
	mkdir -p project/forms project/tests/support
	for layer in base model store export app ui cli; do
		mkdir -p "project/src/$layer" "project/include/sonae/$layer"
	done
	printf 'int main(void) { return 0; }\n' >project/src/main.c
}

# breaks NAME EXPECTED FILE LINE...   The lines in that file are found, with this word for it.
breaks() {
	name=$1 expected=$2 file=$3
	shift 3
	fresh
	printf '%s\n' "$@" >"project/$file"
	check_status "$name" 1 sh "$support/layers.sh" project
	check_holds "$name: says where" "$file:$#: $expected" "$(cat out)"
}

# passes NAME FILE LINE...
passes() {
	name=$1 file=$2
	shift 2
	fresh
	printf '%s\n' "$@" >"project/$file"
	check_status "$name" 0 sh "$support/layers.sh" project
	check "$name: silently" "" "$(cat out err)"
}

breaks_layer() { # FROM TO
	breaks "$1 does not include $2" "$1 must not include $2" "src/$1/x.c" \
		'/* x */' "#include \"sonae/$2/y.h\""
}
for pair in base:model base:ui model:store store:export store:app export:app app:ui app:cli \
	ui:cli cli:ui; do
	breaks_layer "${pair%:*}" "${pair#*:}"
done
breaks 'headers keep the direction too' 'model must not include app' \
	include/sonae/model/x.h '#  include  <sonae/app/y.h>'
breaks 'no way around by a path' 'write it as' src/model/x.c '#include "../ui/y.h"'
passes 'a header among modules of one layer' src/model/x.c '#include "x_parts.h"'
breaks 'no library in disguise' 'only src/ui/term.c may' src/ui/x.c '#include "curses.h"'
for pair in export:store store:model ui:app cli:export app:export model:model; do
	passes "${pair%:*} includes ${pair#*:}" "src/${pair%:*}/x.c" \
		"#include \"sonae/${pair#*:}/y.h\""
done
passes 'main includes anything' src/main.c '#include "sonae/ui/y.h"' '#include "sonae/cli/y.h"'

for use in csv.h:src/store/csv.c iniparser/iniparser.h:src/store/ini.c curses.h:src/ui/term.c \
	ncurses.h:src/ui/term.c ncursesw/ncurses.h:src/ui/term.c xlsxwriter.h:src/export/xlsx_library.h \
	zip.h:src/export/zip_file.c dlfcn.h:src/base/shared_library.c nettle/sha2.h:src/base/digest.c; do
	breaks "${use%%:*} has one user" "only ${use##*:} may include ${use%%:*}" \
		src/store/other.c "#include <${use%%:*}>"
	passes "${use##*:} includes ${use%%:*}" "${use##*:}" "#include <${use%%:*}>"
done
passes 'our own headers may share a name' src/app/x.c '#include "sonae/store/csv.h"'

for call in strcpy strcat strncpy sprintf strtok gmtime localtime atoi; do
	breaks "$call is not called" "$call() is not" src/ui/x.c 'int x;' "	y = $call (x);"
done
passes 'other calls that sound alike' src/ui/x.c \
	'snprintf(a, 1, "x"); my_atoi(x); gmtime_r(&t, &tm); strtok_r(a, b, &c);'
passes 'words about them' src/ui/x.c \
	'/* never strcpy(), nor' ' * sprintf() */ x("strcat(\"" "atoi("); c = '"'\"'; // atoi(x)"
breaks 'code after a comment counts' 'atoi() is not' src/ui/x.c '/* a */ b("/*"); x = atoi(y);'

for layer in base model store export app; do
	breaks "$layer does not print" "printf() is for ui and cli" "src/$layer/x.c" 'printf("x");'
done
breaks 'nor to a stream' 'fputs() is for ui and cli' src/store/x.c '	fputs("x", stderr);'
passes 'cli prints' src/cli/x.c 'printf("x");'
passes 'as does a report of a mistake of ours' src/base/bug.c 'fprintf(stderr, "x");'
passes 'to print into memory is no printing' src/base/x.c 'snprintf(a, 1, "x"); str_printf(a);'

breaks 'no second name for a struct' 'a struct has one name' src/model/x.c 'typedef struct x x_t;'
breaks 'nor in its definition' 'a struct has one name' include/sonae/model/x.h 'typedef struct {'
passes 'a function may have a type of its own' src/model/x.c \
	'typedef struct node *(*level)(struct parser *p);'

long_function() { # LINES between the braces
	fresh
	{ echo 'void x(void)'; echo '{'; yes '	;' | head -n "$1"; echo '}'; } >project/src/app/x.c
}
long_function 80
check_status 'a function of 80 lines' 0 sh "$support/layers.sh" project
long_function 81
check_status 'and one of 81' 1 sh "$support/layers.sh" project
check 'is named' 'src/app/x.c:84: the function is over 80 lines' "$(cat out)"

for word in TODO FIXME XXX; do
	breaks "$word is not left in src" "$word is left" src/app/x.c "/* $word: later */"
	breaks "$word is not left in forms" "$word is left" forms/x.ini "label = \"$word\""
done
passes 'the name of a temporary file' src/base/x.c 'char name[] = "x-XXXXXX";'

fresh
yes ';' | head -n 800 >project/src/app/x.c
check_status '800 lines are enough' 0 sh "$support/layers.sh" project
echo ';' >>project/src/app/x.c
check_status 'one more is too much' 1 sh "$support/layers.sh" project
check 'and is named' 'src/app/x.c:801: the file is over 800 lines' "$(cat out)"
rm -rf project/src project/include && mkdir project/src project/include
check_status 'looking at nothing is no success' 1 sh "$support/layers.sh" project

fresh
printf '#include <stddef.h>\nsize_t x(void);\n' >project/include/sonae/base/x.h
check_status 'a whole header compiles alone' 0 sh "$support/headers.sh" project
printf 'size_t x(void);\n' >project/include/sonae/base/x.h
check_status 'a header that leans on others does not' 1 sh "$support/headers.sh" project
check_holds 'and is named, too' 'include/sonae/base/x.h does not compile alone' "$(cat out)"
printf 'struct x { int y; };\n' >project/include/sonae/base/x.h
check_status 'nor one without a guard' 1 sh "$support/headers.sh" project
