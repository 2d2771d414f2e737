# wf_engine: `make help` lists the targets. PGXS builds and installs the extension; CMake (CMakeLists.txt)
# builds the core without PostgreSQL for the unit tests; scripts/check.sh runs every kind of test.

PG_CONFIG ?= pg_config

ifneq ($(filter check,$(MAKECMDGOALS)),)

# PGXS has a `check` of its own, which only says that it is not supported. So PGXS is not read for this goal;
# the other goals of the same command line run one by one, each in a make of its own.
.NOTPARALLEL:
.PHONY: $(MAKECMDGOALS)
check:
	@scripts/setup.sh
	@scripts/check.sh
ifneq ($(filter-out check,$(MAKECMDGOALS)),)
$(filter-out check,$(MAKECMDGOALS)):
	@$(MAKE) --no-print-directory $@
endif

else

PGXS := $(wildcard $(shell $(PG_CONFIG) --pgxs 2>/dev/null))

# --- The extension -----------------------------------------------------------------------------------------

EXTENSION  = wf_engine
EXTVERSION = $(shell sed -n "s/^default_version *= *'\(.*\)'/\1/p" wf_engine.control)
MODULE_big = wf_engine
# Several files of a room are compiled as one: what they include and instantiate is compiled once, which takes half of the
# time. A file still includes all that it uses: `make check-includes`.
OBJS := $(patsubst %.cpp,%.o,$(shell scripts/group_sources.sh))

# The install script is put together from sql/manifest.txt; upgrade scripts are frozen files.
DATA_built = $(EXTENSION)--$(EXTVERSION).sql
DATA = $(wildcard sql/versions/$(EXTENSION)--*--*.sql)

PG_CPPFLAGS = -Isrc -isystem $(shell $(PG_CONFIG) --includedir-server)
# -Wno-register: s_lock.h uses `register`. -MMD -MP: PGXS itself does not track headers.
# WF_CXXFLAGS: of scripts/check_asan.sh.
# -g1: lines for backtraces; full debug information takes half as long again to compile. The names of local symbols, which
# that has too, are as large as the code: left out, except for profilers (WF_SYMBOLS=1).
# -fno-gnu-unique and exports.map: only our own symbols leave the library.
PG_CXXFLAGS = -std=c++20 -O2 -g1 -gno-column-info -gz -fvisibility=default -fno-gnu-unique -Wall -Wextra -Wno-register -MMD -MP $(WF_CXXFLAGS)
SHLIB_LINK  = -Wl,-z,now -Wl,--compress-debug-sections=$(if $(WF_SYMBOLS),zlib,$(if $(shell ld --help | grep zstd),zstd,zlib)) -Wl,--version-script=src/pg/exports.map $(if $(WF_SYMBOLS),,-Wl,--retain-symbols-file=/dev/null) -l:libbidgcc000.a -l:libpugixml.a -licui18n -licuuc -lstdc++

EXTRA_CLEAN = build/groups build/large_groups build/small $(PRECOMPILED) $(PRECOMPILED:.gch=.d) build/unit build/bench output_iso results regression.out regression.diffs

# --- The tests against a running server: found by wildcard, test/sql/X.sql pairs with expected/X.out --------

REGRESS      = $(patsubst test/sql/%.sql,%,$(sort $(wildcard test/sql/*.sql)))
REGRESS_OPTS = --inputdir=test --load-extension=wf_engine
ISOLATION      = $(patsubst test/isolation/specs/%.spec,%,$(sort $(wildcard test/isolation/specs/*.spec)))
ISOLATION_OPTS = --inputdir=test/isolation --load-extension=wf_engine

# Debian's PGXS sets with_llvm = yes; clang bitcode of C++ is useless here. It has to be said twice.
override with_llvm := no
ifneq ($(PGXS),)
include $(PGXS)
else
all install installcheck clean:
	@echo "no PostgreSQL server headers found by $(PG_CONFIG): run scripts/setup.sh, or set PG_CONFIG" >&2; exit 1
endif
override with_llvm := no

$(MODULE_big)$(DLSUFFIX): src/pg/exports.map

# What nearly all files include is read once, which saves half of the time of a compilation. `private`: not for the header itself.
# Rooms that work when somebody deploys, draws or imports are compiled for size, which saves a megabyte.
SMALL = $(filter build/groups/core_bpmn_% build/groups/core_compile_% build/groups/core_diagram_% build/groups/core_machine_%,$(OBJS))
PRECOMPILED = src/core/precompiled.hpp.gch src/pg/precompiled.hpp.gch build/small/precompiled.hpp.gch
$(SMALL): private override CPPFLAGS += -Os -include build/small/precompiled.hpp
$(SMALL): build/small/precompiled.hpp.gch
build/small/precompiled.hpp.gch: private override CPPFLAGS += -Os
build/small/precompiled.hpp: src/core/precompiled.hpp
	@mkdir -p $(@D) && echo '#include "core/precompiled.hpp"' >$@
$(filter-out $(SMALL),$(filter build/groups/core_%,$(OBJS))): private override CPPFLAGS += -include src/core/precompiled.hpp
$(filter build/groups/pg_%,$(OBJS)): private override CPPFLAGS += -include src/pg/precompiled.hpp
$(filter build/groups/core_%,$(OBJS)): src/core/precompiled.hpp.gch
$(filter build/groups/pg_%,$(OBJS)): src/pg/precompiled.hpp.gch
%.hpp.gch: %.hpp
	$(CXX) $(CXXFLAGS) $(CPPFLAGS) -MT $@ -MF $(@:.gch=.d) -x c++-header -o $@ $<
-include $(OBJS:.o=.d) $(PRECOMPILED:.gch=.d)

# Rewritten only if its text changes, so that it may be looked at every time: a deleted file counts too.
$(EXTENSION)--$(EXTVERSION).sql: FORCE
	@sql/build_install_script.sh $@
.PHONY: FORCE
FORCE:

# --- For developers ----------------------------------------------------------------------------------------

.PHONY: help setup gateway check-gateway unit regress isolation by_sql tap lint fuzz fuzz-sql check-asan check-operations demo bench bench-instructions format golden-update check-feel check-includes check-versions
help:
	@echo "make                     build the extension (PG_CONFIG=... chooses the server)"
	@echo "make install             install it into that server; then CREATE EXTENSION wf_engine"
	@echo "make installcheck        SQL and concurrency tests against a running server, after make install"
	@echo "make check               everything: missing packages, build, all tests in a private cluster, lint"
	@echo "make gateway             build/gateway/wf-gateway: HTTP for the engine (src/gateway/README.md)"
	@echo "make unit                the core's tests, no server needed; GTEST_FILTER='Approve*' selects"
	@echo "make regress             SQL tests in a private cluster; REGRESS='approve reject' selects"
	@echo "make isolation           concurrency tests in a private cluster; ISOLATION='...' selects"
	@echo "make by_sql              tests of verbs that reach their rows by statements; WF_ROW_ACCESS=sql make regress isolation: all tests so"
	@echo "make tap                 dumps, standbys, crashes, in servers of their own; TAP='dump crash' selects"
	@echo "make check-gateway       wf-gateway and its tests; GATEWAY=test/gateway/jobs.test.mjs selects"
	@echo "make check-operations    the same and what takes minutes of it; CRASHES=100 kills a server so often"
	@echo "make check-versions      regress, isolation and tap on PostgreSQL 17 and 18, in chroots; needs root or sudo and the network"
	@echo "make lint                the house rules, .ci/check_*.sh"
	@echo "make fuzz                what the core reads against hostile input; SECONDS=600 for each, TARGETS='feel bpmn' selects"
	@echo "make fuzz-sql            all SQL functions with hostile arguments, as every role; SECONDS=600"
	@echo "make check-asan          the extension under sanitizers: SQL tests (REGRESS selects) and fuzz-sql for SECONDS=60"
	@echo "make demo                a private cluster with an example process, and how to look at it"
	@echo "make bench               speed of the core and of the whole engine against the floor"
	@echo "make bench-instructions  instructions per approve, by valgrind: repeatable on a busy machine"
	@echo "make format              clang-format over src, test and bench"
	@echo "make check-includes      compile each file without the precompiled headers: does it include what it uses?"
	@echo "make check-feel          FEEL conformance cases; CASES=file, one JSON object a line"
	@echo "make golden-update       rewrite the golden files; review the diff"
	@echo "make setup               install the Debian packages that are missing"
setup:
	@scripts/setup.sh
gateway:
	@scripts/setup.sh
	@cmake -S src/gateway -B build/gateway >/dev/null && cmake --build build/gateway --parallel $(or $(JOBS),2) --target wf-gateway
check-gateway:
	@scripts/setup.sh
	@GATEWAY="$(GATEWAY)" scripts/check.sh gateway
unit lint:
	@scripts/check.sh $@
check-versions:
	@scripts/check.sh versions
regress isolation by_sql:
	@REGRESS="$(REGRESS)" ISOLATION="$(ISOLATION)" scripts/check.sh $@
tap:
	@scripts/setup.sh
	@TAP="$(TAP)" scripts/check.sh $@
check-operations:
	@scripts/setup.sh
	@TAP="$(TAP)" WF_OPERATIONS=full WF_CRASHES="$(or $(CRASHES),100)" scripts/check.sh tap
fuzz:
	@scripts/setup.sh
	@CASES="$(CASES)" TARGETS="$(TARGETS)" scripts/fuzz.sh $(SECONDS)
fuzz-sql:
	@scripts/setup.sh
	@$(MAKE) --no-print-directory -s all
	@scripts/fuzz_sql.sh $(SECONDS)
check-asan:
	@scripts/setup.sh
	@REGRESS="$(REGRESS)" scripts/check_asan.sh $(SECONDS)
demo:
	@scripts/demo.sh
bench:
	@scripts/setup.sh bench
	@scripts/bench.sh
bench-instructions:
	@scripts/setup.sh bench-instructions
	@bench/instructions.sh
format:
	@find src test bench -name '*.[ch]pp' -exec clang-format -i {} +
check-feel:
	@test -r "$(CASES)" || { echo "no cases to run: make check-feel CASES=cases.jsonl"; exit 1; }
	@cmake -S . -B build/unit >/dev/null && cmake --build build/unit --target feel_cases -j 2 >/dev/null
	@build/unit/feel_cases "$(CASES)"
check-includes:
	@scripts/setup.sh
	@scripts/check_includes.sh
golden-update:
	@WF_GOLDEN_UPDATE=1 scripts/check.sh unit

endif
