#!/bin/bash
# Throws text at FEEL until something breaks: fuzz.sh [seconds] [fresh], 600 seconds by default. `make fuzz`.
# It begins with the lines of test/fuzz/seeds, with CASES (a file with a JSON object a line, whose "expr" is a seed) and with
# what earlier runs have found, which is kept in build/fuzz/corpus; "fresh" leaves that out, so that the time is what was asked for.
# FUZZ_CXX: another clang++.
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "$0")/environment.sh"
seconds=${1:-600}
build=$root/build/fuzz
corpus=$build/corpus
compiler=${FUZZ_CXX:-clang++}
command -v "$compiler" >/dev/null || fail "no $compiler found; run scripts/setup.sh"

build_fuzzer() {
    [ -f "$build/CMakeCache.txt" ] || cmake -S test/fuzz -B "$build" -DCMAKE_CXX_COMPILER="$compiler" || return
    cmake --build "$build" --parallel "$(nproc)"
}

# libFuzzer wants a file for each.
write_seeds() {
    rm -rf "$build/seeds"
    mkdir -p "$build/seeds" "$corpus"
    cat test/fuzz/seeds/*.txt | split --lines=1 --suffix-length=4 - "$build/seeds/line."
    [ -z "${CASES:-}" ] ||
        sed -nE 's/.*"expr": *"(([^"\\]|\\.)*)".*/\1/; T; s/\\n/ /g; s/\\(["\\])/\1/g; p' "$CASES" |
        split --lines=1 --suffix-length=5 - "$build/seeds/case."
}

show_crash() {
    local crash
    sed -n '/ERROR:\|runtime error:\|^broken:/,$p' "$build/run.log" | head -60
    crash=$(sed -n 's/.*Test unit written to \(.*\)/\1/p' "$build/run.log" | tail -1)
    if [ -z "$crash" ]; then return; fi
    printf 'Again: build/fuzz/feel_fuzz %s\nThe input:\n' "$crash"
    cat "$crash"
    echo
}

mkdir -p "$build"
if ! build_fuzzer >"$build/build.log" 2>&1; then
    grep -i 'error' "$build/build.log" | head -40
    fail "the fuzzer does not build: $build/build.log"
fi
write_seeds
if [ "${2:-}" = fresh ]; then
    corpus=$(mktemp -d)
    trap 'rm -rf "$corpus"' EXIT
fi
if ! "$build/feel_fuzz" -max_total_time="$seconds" -max_len=2048 -timeout=20 -rss_limit_mb=2048 \
    -dict=test/fuzz/feel.dict -artifact_prefix="$build/" -print_final_stats=1 "$corpus" "$build/seeds" \
    >"$build/run.log" 2>&1; then
    show_crash
    exit 1
fi
sed -n 's/^stat::number_of_executed_units: *\([0-9]*\)/\1 inputs, no crash/p' "$build/run.log"
