// How long the core takes by itself: no PostgreSQL, a World of maps. bench/README.md has the last figures.
#include "core/stored/snapshot.hpp"
#include "core/engine.hpp"
#include "core/expression/expression.hpp"
#include "core/stored/event_json.hpp"
#include "test_world.hpp"

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <utility>
#include <variant>

using namespace wf;

namespace {

std::string read_file(const std::string& name) {
    std::ifstream file{std::string{WF_SOURCE_DIR} + "/" + name};
    std::string text{std::istreambuf_iterator<char>{file}, {}};
    if (!text.empty()) return text;
    std::cerr << "cannot read " << name << '\n';
    std::exit(1);
}

Definition compiled(const std::string& file) {
    CompileResult result = compile(read_file(file));
    if (result.definition) return std::move(*result.definition);
    std::cerr << file << ": " << result.findings.front().message << '\n';
    std::exit(1);
}

// 10011, 10012 and 10013 are the superiors of 19999, and the approvers that bench/fixed.json names.
test::TestWorld small_world() {
    test::TestWorld world;
    world.add("10013");
    world.add("10012", "10013");
    world.add("10011", "10012");
    world.add("19999", "10011");
    return world;
}

Accepted accepted(Decision decision) {
    if (Accepted* good = std::get_if<Accepted>(&decision)) return std::move(*good);
    std::cerr << "rejected: " << std::get<Rejection>(decision).message << '\n';
    std::exit(1);
}

Command start() {
    Start start;
    start.definition_version = 1;
    start.title = "Three approvers";
    start.data = Json{R"({"days": 3, "kind": "annual", "reason": "a week at the sea"})"};
    return {.act = std::move(start), .actor = "19999", .by_administrator = false, .at = 1, .comment = {}};
}

// The approval of step 1, 2 or 3.
Command approval(std::uint32_t step) {
    return {.act = Approve{.task = SeatId{step}, .data = {}},
            .actor = std::to_string(10010 + step),
            .by_administrator = false,
            .at = static_cast<Instant>(1 + step),
            .comment = "fine with me"};
}

// A request before its approval number `step`.
State before(const Definition& definition, World& world, std::uint32_t step) {
    State state = accepted(decide(definition, {}, start(), world)).state;
    for (std::uint32_t done = 1; done < step; ++done)
        state = accepted(decide(definition, std::move(state), approval(done), world)).state;
    return state;
}

// What one approval costs between the rows that come in and those that go out: at most 5 us.
void approve(benchmark::State& bench, const char* file) {
    const Definition definition = compiled(file);
    test::TestWorld world = small_world();
    const auto step = static_cast<std::uint32_t>(bench.range(0));
    const State asked = before(definition, world, step);
    const std::string snapshot = encode(asked);
    const Command command = approval(step);
    for (auto _ : bench) {
        std::optional<State> state = decode(snapshot);
        state->data = asked.data;  // a column of its own
        const Accepted done = accepted(decide(definition, std::move(*state), command, world));
        benchmark::DoNotOptimize(encode(done.state));
    }
}
BENCHMARK_CAPTURE(approve, decode_decide_encode_fixed, "bench/fixed.json")
    ->DenseRange(1, 3)
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(approve, decode_decide_encode_line, "bench/line.json")
    ->DenseRange(1, 3)
    ->Unit(benchmark::kMicrosecond);

void start_request(benchmark::State& bench) {
    const Definition definition = compiled("bench/fixed.json");
    test::TestWorld world = small_world();
    const Command command = start();
    for (auto _ : bench) benchmark::DoNotOptimize(accepted(decide(definition, {}, command, world)));
}
BENCHMARK(start_request)->Unit(benchmark::kMicrosecond);

Definition made(const std::string& nodes, const std::string& flows) {
    CompileResult result =
        compile("{\"key\": \"k\", \"nodes\": [{\"id\": \"s\", \"type\": \"start\"}" + nodes +
                ", {\"id\": \"e\", \"type\": \"end\"}], \"flows\": [" + flows + "]}");
    if (result.definition) return std::move(*result.definition);
    std::cerr << result.findings.front().message << '\n';
    std::exit(1);
}

std::string flow(const std::string& from, const std::string& to) {
    return "{\"from\": \"" + from + "\", \"to\": \"" + to + "\"}";
}

// s -> n1 -> ... -> n<count> -> e
Definition chain(const std::string& type, std::int64_t count) {
    std::string nodes;
    std::string flows;
    std::string last = "s";
    for (std::int64_t i = 1; i <= count; ++i) {
        const std::string id = "n" + std::to_string(i);
        nodes += ", {\"id\": \"" + id + "\", \"type\": \"" + type + "\"}";
        flows += flow(last, id) + ", ";
        last = id;
    }
    return made(nodes, flows + flow(last, "e"));
}

Command by_19999(Act act) {
    return {.act = std::move(act), .actor = "19999", .by_administrator = false, .at = 2, .comment = {}};
}

// One task completed, the next one begun, between the rows that come in and those that go out: the size of
// the definition must not matter. Arguments: tasks in the chain, and how many of them are done before.
void step_of_a_chain(benchmark::State& bench) {
    const Definition definition = chain("task", bench.range(0));
    test::TestWorld world = small_world();
    State state = accepted(decide(definition, {}, start(), world)).state;
    for (std::int64_t done = 0; done < bench.range(1); ++done)
        state = accepted(decide(definition, std::move(state), by_19999(Complete{state.seats.front().id, {}}),
                                world))
                    .state;
    const std::string snapshot = encode(state);
    const Command command = by_19999(Complete{state.seats.front().id, {}});
    for (auto _ : bench) {
        std::optional<State> before = decode(snapshot);
        const Accepted done = accepted(decide(definition, std::move(*before), command, world));
        benchmark::DoNotOptimize(encode(done.state));
    }
    bench.counters["snapshot"] = static_cast<double>(snapshot.size());
}
BENCHMARK(step_of_a_chain)
    ->Args({5, 2})
    ->Args({200, 2})
    ->Args({200, 100})
    ->Args({200, 190})
    ->Unit(benchmark::kMicrosecond);

// What a token costs for each node that it passes: time is that of `nodes` nodes and a start.
void token_steps(benchmark::State& bench) {
    const Definition definition = chain("pass", bench.range(0));
    test::TestWorld world = small_world();
    const Command command = start();
    for (auto _ : bench) benchmark::DoNotOptimize(accepted(decide(definition, {}, command, world)));
    bench.counters["per_node"] =
        benchmark::Counter(static_cast<double>(bench.iterations() * bench.range(0)),
                           benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}
BENCHMARK(token_steps)->Arg(10)->Arg(100)->Unit(benchmark::kMicrosecond);

// Forks into `ways` branches of one node and joins them again.
void fork_and_join(benchmark::State& bench, const char* type) {
    std::string nodes =
        std::string{", {\"id\": \"f\", \"type\": \"parallel\"}, {\"id\": \"j\", \"type\": \""} + type + "\"}";
    std::string flows = flow("s", "f") + ", " + flow("j", "e");
    for (int i = 1; i <= 4; ++i) {
        const std::string id = "n" + std::to_string(i);
        nodes += ", {\"id\": \"" + id + "\", \"type\": \"pass\"}";
        flows += ", " + flow("f", id) + ", " + flow(id, "j");
    }
    const Definition definition = made(nodes, flows);
    test::TestWorld world = small_world();
    const Command command = start();
    for (auto _ : bench) benchmark::DoNotOptimize(accepted(decide(definition, {}, command, world)));
}
BENCHMARK_CAPTURE(fork_and_join, parallel, "parallel")->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(fork_and_join, inclusive, "inclusive")->Unit(benchmark::kMicrosecond);

void encode_state(benchmark::State& bench) {
    const Definition definition = compiled("bench/fixed.json");
    test::TestWorld world = small_world();
    const State state = before(definition, world, 2);
    for (auto _ : bench) benchmark::DoNotOptimize(encode(state));
    bench.counters["bytes"] = static_cast<double>(encode(state).size());
}
BENCHMARK(encode_state);

void decode_state(benchmark::State& bench) {
    const Definition definition = compiled("bench/fixed.json");
    test::TestWorld world = small_world();
    const std::string snapshot = encode(before(definition, world, 2));
    for (auto _ : bench) benchmark::DoNotOptimize(decode(snapshot));
}
BENCHMARK(decode_state);

void write_events(benchmark::State& bench) {
    const Definition definition = compiled("bench/fixed.json");
    test::TestWorld world = small_world();
    const Accepted done = accepted(decide(definition, before(definition, world, 1), approval(1), world));
    for (auto _ : bench) benchmark::DoNotOptimize(events_to_json(done.entries.front().events));
    bench.counters["bytes"] = static_cast<double>(events_to_json(done.entries.front().events).size());
}
BENCHMARK(write_events);

void compile_definition(benchmark::State& bench) {
    const std::string source = read_file("examples/leave.json");
    for (auto _ : bench) benchmark::DoNotOptimize(compile(source));
    bench.counters["bytes"] = static_cast<double>(source.size());
}
BENCHMARK(compile_definition)->Unit(benchmark::kMicrosecond);

// The names of a condition, as a form gives them.
struct FormScope final : feel::Scope {
    std::optional<feel::Value> find(std::string_view name) override {
        if (name == "days") return days;
        if (name == "kind") return kind;
        if (name == "lines") return lines;
        return {};
    }
    feel::Value days = feel::Value::number(7);
    feel::Value kind = feel::Value::string("annual");
    feel::Value lines = some_lines();

private:
    static feel::Value some_lines() {
        feel::Items lines;
        for (std::int64_t i = 1; i <= 20; ++i)
            lines.push_back(feel::Value::context(
                {{"qty", feel::Value::number(i % 11)},
                 {"price", feel::Value::number(*feel::Decimal::from_string(std::to_string(i) + ".25"))}}));
        return feel::Value::list(std::move(lines));
    }
};

constexpr const char* condition = R"(days > 5 and kind != "sick")";

void parse_condition(benchmark::State& bench) {
    feel::SyntaxError error;
    for (auto _ : bench) benchmark::DoNotOptimize(feel::Expression::parse(condition, error));
}
BENCHMARK(parse_condition);

void evaluate_text(benchmark::State& bench, const char* text) {
    feel::SyntaxError error;
    const std::optional<feel::Expression> expression = feel::Expression::parse(text, error);
    FormScope scope;
    for (auto _ : bench) benchmark::DoNotOptimize(expression->evaluate(scope));
}
void evaluate_condition(benchmark::State& bench) { evaluate_text(bench, condition); }
BENCHMARK(evaluate_condition);
void evaluate_filter(benchmark::State& bench) { evaluate_text(bench, "sum(lines[qty > 5].price)"); }
BENCHMARK(evaluate_filter);
void evaluate_loop(benchmark::State& bench) {
    evaluate_text(bench,
                  "for l in lines return if l.qty > 5 then l.qty * l.price * 0.9 else l.qty * l.price");
}
BENCHMARK(evaluate_loop);

}  // namespace

BENCHMARK_MAIN();
