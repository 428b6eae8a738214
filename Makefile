# Sonae. The targets a person needs: run, test, bench, install. `make V=1` shows commands.

PREFIX ?= /usr/local
CC ?= gcc
BUILD ?= build
WERROR ?= -Werror
SANITIZE ?=
VERSION := 0.1.0

WARNINGS := -Wall -Wextra -pedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	-Wwrite-strings -Wcast-qual -Wformat=2 -Wundef -Wvla -fno-common $(WERROR)
CPPFLAGS += -Iinclude -D_GNU_SOURCE -DNCURSES_WIDECHAR=1 -DSONAE_VERSION='"$(VERSION)"' \
	-DSONAE_PREFIX='"$(PREFIX)"'
OPT ?= -O2 -g
CFLAGS += $(OPT) -std=c11 $(WARNINGS)
LIBS := -lcsv -liniparser -lutf8proc -lnettle -lm -ldl
# The program itself has the small ones inside: finding each costs a start a twentieth of a millisecond.
PROGRAM_LIBS := -Wl,-Bstatic -lcsv -liniparser -lutf8proc -lnettle -Wl,-Bdynamic -lm -ldl
SCREEN_LIBS := -lncursesw -ltinfo
ifneq ($(SANITIZE),)
CFLAGS += -fsanitize=$(SANITIZE) -fno-omit-frame-pointer -fno-sanitize-recover=undefined
endif

# Debian packages. The program's, and what the tests add.
PACKAGES := gcc libc6-dev libncurses-dev libcsv-dev libiniparser-dev libutf8proc-dev nettle-dev \
	libxlsxwriter-dev libzip-dev
TEST_PACKAGES := $(PACKAGES) libcmocka-dev libvterm-dev libxml2-utils

LAYERS := base model store export app
CORE_SRC := $(sort $(foreach layer,$(LAYERS),$(wildcard src/$(layer)/*.c)))
UI_SRC := $(sort $(wildcard src/ui/*.c))
CLI_SRC := $(sort $(wildcard src/cli/*.c))
UNIT_SRC := $(sort $(wildcard tests/unit/*.c))
SCREEN_SRC := $(sort $(wildcard tests/screen/test_*.c))
FAULT_SRC := $(sort $(wildcard tests/fault/test_*.c))
FUZZ_SRC := $(sort $(wildcard tests/fuzz/*.c))
BENCH_SRC := $(sort $(wildcard tests/bench/*.c))
SUPPORT_SRC := $(sort $(wildcard tests/support/*.c))

object = $(patsubst %.c,$(BUILD)/%.o,$(1))
CORE := $(BUILD)/libcore.a
UI := $(BUILD)/libui.a
PROGRAM := $(BUILD)/sonae
UNIT := $(patsubst tests/unit/%.c,$(BUILD)/tests/unit/%,$(UNIT_SRC))
SCREEN := $(patsubst tests/screen/%.c,$(BUILD)/tests/screen/%,$(SCREEN_SRC))
FAULT := $(patsubst tests/fault/%.c,$(BUILD)/tests/fault/%,$(FAULT_SRC))
FUZZ := $(patsubst tests/fuzz/%.c,$(BUILD)/tests/fuzz/%,$(FUZZ_SRC))
BENCH := $(patsubst tests/bench/%.c,$(BUILD)/tests/bench/%,$(BENCH_SRC))
SUPPORT := $(BUILD)/libsupport.a

Q := $(if $(V),,@)
say = $(if $(V),,@printf '  %-5s %s\n' $(1) $(2);)

all: $(PROGRAM)

run: deps
	$(Q)$(MAKE) --no-print-directory -s all
	$(Q)$(PROGRAM) $(ARGS)

# Installs what is missing where we may; elsewhere names it and stops.
deps:
	$(Q)sh tests/support/need-packages.sh $(PACKAGES)

test:
	$(Q)sh tests/support/need-packages.sh $(TEST_PACKAGES)
	$(Q)$(MAKE) --no-print-directory -j$$(nproc) BUILD=$(BUILD) all
	$(Q)$(MAKE) --no-print-directory -j$$(nproc) BUILD=$(BUILD)/checked SANITIZE=address,undefined \
		OPT="-O1 -g" all test-programs
	$(Q)sh tests/run.sh $(BUILD)/checked $(BUILD)

test-programs: $(UNIT) $(SCREEN) $(FAULT) $(FUZZ)

# The program killed again and again; the seed it says is KILL_SEED=… to see it again.
kill-test:
	$(Q)$(MAKE) --no-print-directory -j$$(nproc) all $(BUILD)/tests/screen/test_kill
	$(Q)KILL_RUNS=$${KILL_RUNS:-600} $(BUILD)/tests/screen/test_kill

bench:
	$(Q)sh tests/support/need-packages.sh $(TEST_PACKAGES)
	$(Q)$(MAKE) --no-print-directory -j$$(nproc) all bench-programs
	$(Q)sh tests/bench/run.sh $(BUILD)

bench-programs: $(BENCH)

# The test data that LibreOffice Calc makes of our files, anew; attack trees in Graphviz and a
# browser, the report in a browser (PICTURES=folder keeps what they draw). No part of `make test`.
interop: all
	$(Q)sh tests/support/need-packages.sh libreoffice-calc graphviz chromium libxml2-utils \
		fonts-noto-cjk tidy poppler-utils python3
	$(Q)sh tests/interop/run.sh $(abspath $(PROGRAM))
	$(Q)sh tests/interop/trees.sh $(abspath $(PROGRAM)) $(PICTURES)
	$(Q)sh tests/interop/report.sh $(abspath $(PROGRAM)) $(PICTURES)
	$(Q)sh tests/interop/excel.sh $(abspath $(PROGRAM))
	$(Q)sh tests/interop/formulas.sh $(abspath $(PROGRAM)) $(CORE)
	$(Q)sh tests/interop/roundtrip.sh $(abspath $(PROGRAM))

# Only syntax and warnings, with the other compiler.
check-clang:
	$(Q)clang $(CPPFLAGS) $(CFLAGS) -fsyntax-only $(CORE_SRC) $(UI_SRC) $(CLI_SRC) src/main.c

# What an older version left in share/sonae would still be offered as worksheets.
DATA := $(DESTDIR)$(PREFIX)/share
install: all
	rm -rf $(DATA)/sonae/forms
	cd forms && find . -type f -exec install -D -m 644 {} $(abspath $(DATA))/sonae/forms/{} \;
	install -D -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/sonae
	install -D -m 644 src/cli/sonae.1 $(DATA)/man/man1/sonae.1
	install -D -m 644 src/cli/sonae.bash $(DATA)/bash-completion/completions/sonae

clean:
	rm -rf $(BUILD)

$(PROGRAM): $(BUILD)/src/main.o $(call object,$(CLI_SRC)) $(UI) $(CORE)
	$(call say,LINK,$@)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(PROGRAM_LIBS) $(SCREEN_LIBS)

$(CORE): $(call object,$(CORE_SRC))
$(UI): $(call object,$(UI_SRC))
$(SUPPORT): $(call object,$(SUPPORT_SRC))
%.a:
	$(call say,AR,$@)rm -f $@; $(AR) rcs $@ $^

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(call say,CC,$<)$(CC) $(CPPFLAGS) -Itests $(CFLAGS) -MMD -MP -c -o $@ $<

$(UNIT): $(BUILD)/tests/unit/%: $(BUILD)/tests/unit/%.o $(SUPPORT) $(UI) $(CORE)
	$(call say,LINK,$@)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS) -lcmocka

$(SCREEN): $(BUILD)/tests/screen/%: $(BUILD)/tests/screen/%.o $(SUPPORT) $(CORE)
	$(call say,LINK,$@)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS) -lcmocka -lvterm -lutil

# What our own code calls, and tests/support/faults.c can make fail.
FAULT_CALLS := open openat mkostemp write pwrite ftruncate fsync fdatasync close rename link \
	unlink mkdir malloc calloc realloc vasprintf
FAULT_WRAP := $(foreach call,$(FAULT_CALLS),-Wl,--wrap=$(call))

$(FAULT): $(BUILD)/tests/fault/%: $(BUILD)/tests/fault/%.o $(SUPPORT) $(CORE)
	$(call say,LINK,$@)$(CC) $(CFLAGS) $(LDFLAGS) $(FAULT_WRAP) -o $@ $^ $(LIBS) -lcmocka -lvterm -lutil

$(FUZZ): $(BUILD)/tests/fuzz/%: $(BUILD)/tests/fuzz/%.o $(UI) $(CORE)
	$(call say,LINK,$@)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BENCH): $(BUILD)/tests/bench/%: $(BUILD)/tests/bench/%.o $(SUPPORT) $(CORE)
	$(call say,LINK,$@)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS) $(SCREEN_LIBS) -lcmocka -lvterm -lutil

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)

.PHONY: all run deps test test-programs kill-test bench bench-programs interop check-clang install clean
.SECONDARY:
