// What the soundness check costs at deploy. The counter says how many states were looked at.
#include "core/soundness/soundness.hpp"

#include "soundness/big_process.hpp"

#include <benchmark/benchmark.h>

#include <string>

namespace wf::test {
namespace {

void check(benchmark::State& state, const Definition& definition) {
    std::size_t states = 0;
    std::size_t findings = 0;
    for (auto _ : state) {
        const SoundnessResult result = check_soundness(definition, [](NodeIndex) { return std::string{}; });
        states = result.states;
        findings = result.findings.size();
    }
    state.counters["nodes"] = static_cast<double>(definition.nodes.size());
    state.counters["states"] = static_cast<double>(states);
    state.counters["findings"] = static_cast<double>(findings);
}

void company(benchmark::State& state) { check(state, company_process()); }
void parallel(benchmark::State& state) {
    check(state, branches("and", "and", static_cast<int>(state.range(0)), 3).build());
}
void inclusive(benchmark::State& state) {
    check(state, branches("or", "or", static_cast<int>(state.range(0)), 3, "?").build());
}
void neighbours(benchmark::State& state) { check(state, lanes(static_cast<int>(state.range(0)), 4)); }
void tangled(benchmark::State& state) { check(state, tangles(static_cast<int>(state.range(0)))); }
void long_row(benchmark::State& state) {
    Row row;
    check(state, Graph{"", "start >" + row(9'998) + " > end"}.build());
}
// A mistake: the full net is searched for the way to tell.
void missing_synchronization(benchmark::State& state) {
    check(state, branches("and", "xor", static_cast<int>(state.range(0)), 3).build());
}
void deadlock(benchmark::State& state) {
    check(state, branches("or", "and", static_cast<int>(state.range(0)), 3, "?").build());
}

BENCHMARK(company)->Unit(benchmark::kMicrosecond);
BENCHMARK(parallel)->Arg(40)->Arg(1'000)->Unit(benchmark::kMicrosecond);
BENCHMARK(inclusive)->Arg(40)->Unit(benchmark::kMicrosecond);
BENCHMARK(neighbours)->Arg(12)->Unit(benchmark::kMicrosecond);
BENCHMARK(tangled)->Arg(1)->Arg(2)->Arg(6)->Unit(benchmark::kMicrosecond);
BENCHMARK(long_row)->Unit(benchmark::kMicrosecond);
BENCHMARK(missing_synchronization)->Arg(3)->Arg(40)->Unit(benchmark::kMicrosecond);
BENCHMARK(deadlock)->Arg(3)->Arg(40)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace wf::test

BENCHMARK_MAIN();
