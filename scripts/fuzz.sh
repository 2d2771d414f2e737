#!/bin/bash
# Throws hostile input at everything of the core that reads, until something breaks: fuzz.sh [seconds] [fresh], 600 seconds for
# each by default. `make fuzz`. TARGETS selects: bpmn, definition, events, feel, icalendar, query, snapshot (the programs of test/fuzz/*_fuzz.cpp).
# It begins with seeds (test/fuzz/seeds, and the golden files of the unit tests) and with what earlier runs have found, which is
# kept in build/fuzz/corpus; "fresh" leaves that out, so that the time is what was asked for.
# CASES: a file with a JSON object a line, whose "expr" is a seed of feel.
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "$0")/environment.sh"
seconds=${1:-600}
how=${2:-}
build=$root/build/fuzz

# The core is that of the unit tests, which is instrumented for both.
build_fuzzers() {
    configure_core || return
    nice cmake --build "$root/build/unit" --target fuzzers --parallel "$(nproc)"
}

unpack() { perl -0777 -ne 's/\s//g; print pack("H*", $_)' "$@"; }

# libFuzzer wants a file for each; what a fuzzer has found once is a file of seeds/<target>.
write_seeds() {
    local to=$build/seeds/$1 hex
    rm -rf "$to"
    mkdir -p "$to" "$build/corpus/$1"
    [ ! -d "test/fuzz/seeds/$1" ] || cp test/fuzz/seeds/"$1"/* "$to"
    case $1 in
    feel)
        cat test/fuzz/seeds/*.txt | split --lines=1 --suffix-length=4 - "$to/line."
        [ -z "${CASES:-}" ] ||
            sed -nE 's/.*"expr": *"(([^"\\]|\\.)*)".*/\1/; T; s/\\n/ /g; s/\\(["\\])/\1/g; p' "$CASES" |
            split --lines=1 --suffix-length=5 - "$to/case." ;;
    bpmn) cp test/golden/bpmn/*.bpmn "$to" ;;
    definition) cp test/golden/definition/*.json examples/*.json "$to" ;;
    events)
        cp test/golden/event/*.json "$to"
        for hex in test/golden/event_bytes/*.hex; do unpack "$hex" >"$to/$(basename "$hex" .hex)"; done ;;
    snapshot) for hex in test/golden/state/*.hex; do unpack "$hex" >"$to/$(basename "$hex" .hex)"; done ;;
    esac
}

# Words that chance would not find: of FEEL a list, of JSON and XML what is quoted or named in the seeds.
write_dictionary() {
    case $1 in
    feel) cat test/fuzz/feel.dict ;;
    bpmn) grep -ohaE '"[^"<>\\ ]{1,40}"|</?[A-Za-z:]+|[A-Za-z:]+=' "$build/seeds/$1"/* | quote_words ;;
    definition | events) grep -ohaE '"[^"\\ ]{1,40}"' "$build/seeds/$1"/* | quote_words ;;
    esac >"$build/$1.dict"
}

# libFuzzer reads ASCII only.
quote_words() { LC_ALL=C sort -u | LC_ALL=C grep -v '[^ -~]' | sed 's/"/\\"/g; s/.*/"&"/'; }

show_crash() {
    local crash
    sed -n '/ERROR:\|runtime error:\|^broken:/,$p' "$build/$1.log" | head -60
    crash=$(sed -n 's/.*Test unit written to \(.*\)/\1/p' "$build/$1.log" | tail -1)
    if [ -z "$crash" ]; then tail -5 "$build/$1.log"; return; fi
    printf 'Again: build/unit/%s_fuzz %s\nThe input:\n' "$1" "$crash"
    cat "$crash"
    echo
}

fuzz() {
    local corpus=$build/corpus/$1 length=8192 dictionary='' status=0
    write_seeds "$1"
    write_dictionary "$1"
    [ "$how" != fresh ] || corpus=$(mktemp -d)
    [ "$1" != feel ] || length=2048
    [ ! -s "$build/$1.dict" ] || dictionary=-dict=$build/$1.dict
    "$root/build/unit/$1_fuzz" -max_total_time="$seconds" -max_len="$length" -timeout=20 -rss_limit_mb=2048 \
        ${dictionary:+"$dictionary"} -artifact_prefix="$build/" -print_final_stats=1 "$corpus" "$build/seeds/$1" \
        >"$build/$1.log" 2>&1 || status=1
    [ "$how" != fresh ] || rm -rf "$corpus"
    if [ "$status" -ne 0 ]; then
        show_crash "$1"
    else
        sed -n "s/^stat::number_of_executed_units: *\([0-9]*\)/$1: \1 inputs, no crash/p" "$build/$1.log"
    fi
    return "$status"
}

command -v clang++ >/dev/null || fail "no clang++ found; run scripts/setup.sh"
mkdir -p "$build"
if ! build_fuzzers >"$build/build.log" 2>&1; then
    grep -i 'error' "$build/build.log" | head -40
    fail "the fuzzers do not build: $build/build.log"
fi
status=0
for source in test/fuzz/*_fuzz.cpp; do
    target=$(basename "$source" _fuzz.cpp)
    [ -z "${TARGETS:-}" ] || [[ " $TARGETS " == *" $target "* ]] || continue
    fuzz "$target" || status=1
done
exit "$status"
