#!/bin/bash
# The core's benchmarks (Google Benchmark), then the engine against the floor (bench/run.sh), as far as they exist.
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "$0")/environment.sh"

if [ -f bench/core_bench.cpp ]; then
    cmake -S . -B build/bench -DCMAKE_BUILD_TYPE=Release -DWF_SANITIZE=OFF -DWF_TESTS=OFF >/dev/null
    cmake --build build/bench --parallel "$(nproc)" --target core_bench >/dev/null
    build/bench/core_bench
fi
if [ -x bench/run.sh ]; then bench/run.sh; fi
