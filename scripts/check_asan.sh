#!/bin/bash
# The extension under AddressSanitizer and UndefinedBehaviorSanitizer: check_asan.sh [seconds of fuzzing], 60 by default.
# `make check-asan`. Runs the regression tests (REGRESS selects) and the fuzzer of the SQL functions, and fails if a test fails
# or a sanitizer reports anything.
#
# It works in a copy of the sources, build/asan, so that no object of one build gets into the other. The server is not
# built for sanitizers: what it allocates in its memory contexts is watched a block at a time only; C++ objects, the stack and
# globals of the extension are watched byte by byte.
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "$0")/environment.sh"
require_postgres
seconds=${1:-60}
copy=$root/build/asan

copy_sources() {
    mkdir -p "$copy"
    # All but objects, so that what is gone here goes there; tar keeps the times that make goes by.
    find "$copy" -path "$copy/build" -prune -o -type f ! -name '*.o' ! -name '*.d' -exec rm {} +
    tar --exclude='*.o' --exclude='*.d' -cf - Makefile README.md wf_engine.control .ci docs examples expected scripts sql src test | tar -C "$copy" -xf -
}

# The compiler's own: the objects and the libraries have to fit.
library_of() {
    local path
    path=$(g++ -print-file-name="$1")
    [ -e "$path" ] || fail "no $1 found; run scripts/setup.sh"
    readlink -f "$path"
}

# libgpg-error, which the server is linked with, calls bindtextdomain before AddressSanitizer has begun; its beginning then asks for
# a translation under the lock that bindtextdomain holds, and the server hangs. So something that allocates has to come first of all.
build_first_allocation() {
    gcc -shared -fPIC -O1 -Wl,-z,initfirst -x c - -o "$1" <<'C'
#include <stdlib.h>
__attribute__((constructor)) static void begin(void) { void *volatile first = malloc(1); free(first); }
C
}

copy_sources
# Another user writes them: the server's.
reports=$(mktemp -d /tmp/wf_asan.XXXXXX)
trap 'rm -rf "$reports"' EXIT
chmod 1777 "$reports"

# As in CMakeLists.txt: what would show as a fault anyway is left out.
export WF_CXXFLAGS="-O1 -fsanitize=address,undefined -fno-omit-frame-pointer
    -fno-sanitize=null,alignment,object-size,vptr,nonnull-attribute,returns-nonnull-attribute"
WF_CXXFLAGS=${WF_CXXFLAGS//$'\n'/ }
WF_SERVER_PRELOAD="$(library_of libasan.so):$(library_of libubsan.so):$reports/first_allocation.so"
build_first_allocation "$reports/first_allocation.so"
# What UndefinedBehaviorSanitizer finds goes to the server's log.
export WF_SERVER_PRELOAD WF_SERVER_LOG=$reports/server.log
# The server ends without freeing; and it knows what to do when there is no memory.
export ASAN_OPTIONS="detect_leaks=0:abort_on_error=1:allocator_may_return_null=1:log_path=$reports/asan"
export UBSAN_OPTIONS="print_stacktrace=1"
ulimit -s 65536  # frames are several times as large

failed=0
cd "$copy"
mkdir -p build
if ! make --no-print-directory -s -j "$(nproc)" >build/extension.log 2>&1; then
    grep -E 'error' build/extension.log | head -40
    fail "the extension does not build: $copy/build/extension.log"
fi
REGRESS=${REGRESS:-} scripts/check.sh regress || failed=1
[ "$seconds" -eq 0 ] || scripts/fuzz_sql.sh "$seconds" || failed=1

if grep -qsE 'ERROR: AddressSanitizer|runtime error: ' "$reports"/asan.* "$WF_SERVER_LOG"; then
    grep -shE -A 30 'ERROR: AddressSanitizer' "$reports"/asan.* | head -200
    grep -hE -A 12 'runtime error: ' "$WF_SERVER_LOG" | head -200
    fail "sanitizers have found faults"
fi
[ "$failed" -eq 0 ] || fail "no report of a sanitizer, but tests failed"
echo "no report of a sanitizer"
