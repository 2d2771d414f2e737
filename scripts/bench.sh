#!/bin/bash
# The core's benchmarks (Google Benchmark), then the engine against the floor (bench/run.sh), then two sessions at one row.
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "$0")/environment.sh"

build=build/bench
mkdir -p "$build"
# -O2 like the extension. The log has g++ 12's false alarms about std::variant, so it is shown only if something failed.
{
    cmake -S . -B "$build" -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_FLAGS_RELEASE="-O2 -DNDEBUG" -DWF_SANITIZE=OFF \
        -DWF_TESTS=OFF &&
        cmake --build "$build" --parallel "$(nproc)" --target core_bench soundness_bench
} >"$build/build.log" 2>&1 || { cat "$build/build.log" >&2; fail "the core's benchmarks do not build"; }
for bench in core_bench soundness_bench; do
    "$build/$bench" --benchmark_min_time=0.1 --benchmark_repetitions=5 --benchmark_report_aggregates_only=true |
        grep -Ev "_(mean|stddev|cv) "  # the medians say enough
done
echo
bench/run.sh
echo
export WF_CLUSTER=stress WF_FSYNC=off
trap 'scripts/cluster.sh destroy' EXIT
scripts/cluster.sh start
bench/transition_stress.sh
