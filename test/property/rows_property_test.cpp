// Random writes to the business row between random commands, on random sound definitions. Fields of the form
// that are columns have no value of their own, whatever happens and in whatever order:
//   after every accepted command the form has the row's values, as long as the instance is open
//   the state is what replaying the log gives
//   what was undone and done again leaves the row as it was
//   a command that was refused has changed neither form nor row; its writes go with the caller's transaction
// WF_SEED=n repeats one run, WF_RUNS=n takes longer.
#include "invariants.hpp"
#include "random_deeds.hpp"
#include "random_net.hpp"

#include "core/expression/compare.hpp"
#include "core/json/value_json.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <map>

namespace wf::test {
namespace {

using feel::Value;

Value number(int n) { return Value::number(feel::Decimal{n}); }

bool is_same(const Value* a, const Value& b) {
    if (!a || a->is_null() || b.is_null()) return (!a || a->is_null()) && b.is_null();
    return feel::equal(*a, b).value_or(false);
}

// The row's columns, and what they were after each entry of the log.
class RowWorld : public TestWorld {
public:
    std::map<std::int64_t, std::string> after;

    std::string contents() const {
        std::string text;
        for (const RowField& field : fields_of_row->fields) text += value_to_json(field.value) + ' ';
        return text;
    }
    bool is_row_as_after(std::int64_t seq) override {
        const auto found = after.find(seq);
        return found == after.end() || found->second == contents();
    }
    void write_row(const std::vector<std::pair<std::string, Value>>& fields) override {
        ++writes;
        TestWorld::write_row(fields);
    }
    int writes = 0;
};

class RowLife {
public:
    RowLife(const Definition& definition, Random& random)
        : definition_(definition),
          random_(random),
          deeds_(random, definition, {"p0", "p1", "p2", "p3", "ann"},
                 [this] { return random_.chance(60) ? data() : std::string{}; }) {
        for (const char* id : {"p0", "p1", "p2", "p3", "ann"})
            world_.add(id, std::string_view{id} == "ann" ? "" : "ann");
        world_.roles["admin"] = {"ann"};
        const auto right = [&] { return RowRight(random_.below(3)); };
        world_.fields_of_row = RowFields{.fields = {{.name = "x", .value = number(1), .right = right()},
                                                    {.name = "y", .value = Value{}, .right = right()}},
                                         .changed_by = "p3"};
    }

    bool start() { return act("p0", start_with("{'z': 1, 'list': [1, 2]}")); }
    bool step() {
        if (testing::Test::HasFailure()) return false;
        if (random_.chance(30)) return write(), true;
        act_at_random();
        return true;
    }

    const std::map<std::string, int>& seen() const { return seen_; }
    std::string way() const {
        std::string text;
        for (const Entry& entry : log_)
            text += std::to_string(entry.seq) + " " + entry.action + " " + entry.actor + " " + entry.node +
                    " " + events_to_json(entry.events) + "\n";
        return text + "row: " + world_.contents() + "\nstate: " + state_to_json(state_);
    }

private:
    PersonId anybody() { return deeds_.anybody(); }
    std::string data() {
        const auto value = [&] { return random_.chance(15) ? "null" : std::to_string(random_.below(3)); };
        std::string text = "{'z': " + std::to_string(random_.below(2));
        if (random_.chance(60)) text += ", 'x': " + value();
        if (random_.chance(40)) text += ", 'y': " + value();
        return text + "}";
    }
    Value any_value() { return random_.chance(20) ? Value{} : number(random_.below(3)); }

    // By somebody who does not ask, or by an UPDATE, which is a command of its own.
    void write() {
        const RowFields before = *world_.fields_of_row;
        RowField& field = world_.fields_of_row->fields[static_cast<std::size_t>(random_.below(2))];
        field.value = any_value();
        ++seen_["write"];
        if (random_.chance(50) || is_final(state_.status)) return;
        const Json data{value_to_json(Value::context({{field.name, field.value}}))};
        if (!act(random_.chance(50) ? PersonId{"system"} : anybody(),
                 SetData{.data = data, .is_in_row = true}))
            world_.fields_of_row = before;
    }

    void act_at_random() {
        if (random_.chance(65)) return go_on();
        switch (random_.below(10)) {
            case 0:
                act(anybody(), SetData{.data = Json{wf::test::quoted(data())}});
                break;
            case 1:
            case 2:
                act(last_actor(), Undo{});
                break;
            case 3:
                act(last_actor(), Redo{});
                break;
            case 4:
                act("ann", Restore{.seq = 1 + random_.below(static_cast<int>(state_.version))});
                break;
            case 5:
                act("ann", Wake{.node = random_.chance(50) ? "" : deeds_.any_node()});
                break;
            case 6:
                act("ann", state_.status == Status::Suspended ? Act{Resume{}} : Act{Suspend{}});
                break;
            case 7:
                act("ann", Jump{.node = deeds_.any_node()});
                break;
            case 8:
                if (!state_.seats.empty()) send_back();
                break;
            default:
                act(anybody(), Comment{});
        }
    }
    void send_back() {
        for (const Seat& seat : state_.seats)
            if (seat.state == SeatState::Open)
                return (void)act(seat.holder, SendBack{.task = seat.id, .target = "start"});
    }

    void go_on() {
        for (const Deed& deed : deeds_.that_go_on(state_, clock_, "ann")) act(deed.who, deed.what);
    }
    PersonId last_actor() {
        return random_.chance(60) && !log_.empty() ? log_.back().actor : PersonId{"ann"};
    }

    // True if it was accepted.
    bool act(const PersonId& who, const Act& what) {
        clock_ += 1'000'000;
        const std::string action{std::visit([](const auto& one) { return one.action; }, what)};
        const RowFields before = *world_.fields_of_row;
        const int writes_before = world_.writes;
        world_.entries = log_;
        Decision decision = decide(definition_, state_,
                                   Command{.act = what,
                                           .actor = who,
                                           .by_administrator = who == "system" || who == "ann",
                                           .at = clock_,
                                           .comment = {}},
                                   world_, {});
        const bool has_written = world_.writes != writes_before;
        if (std::holds_alternative<Rejection>(decision)) {
            ++seen_["refused " + action];
            if (has_written) ++seen_["refused after a write"];
            world_.fields_of_row = before;
            return false;
        }
        ++seen_[action];
        if (has_written) ++seen_[action + " writes the row"];
        take(std::get<Accepted>(std::move(decision)), action);
        return true;
    }

    void take(Accepted accepted, const std::string& action) {
        for (const Entry& entry : accepted.entries) {
            log_.push_back(entry);
            world_.after[entry.seq] = world_.contents();
            world_.participants.insert(entry.actor);
        }
        EXPECT_EQ(problem_of(state_, log_, accepted, &definition_), "");
        const Json form = accepted.state.data;
        state_ = decode(encode(accepted.state)).value_or(State{});
        state_.data = form;
        if (!is_final(state_.status)) expect_form_is_row(action);
    }
    void expect_form_is_row(const std::string& action) {
        const Value form = value_from_json(state_.data.text).value_or(Value{});
        for (const RowField& field : world_.fields_of_row->fields)
            EXPECT_TRUE(is_same(form.get(field.name), field.value))
                << action << ": form " << state_.data.text << ", row " << world_.contents();
    }

    const Definition& definition_;
    Random& random_;
    RandomDeeds deeds_;
    RowWorld world_;
    State state_;
    std::vector<Entry> log_;
    std::map<std::string, int> seen_;
    Instant clock_ = 0;
};

// Every other approval lists what may be written there.
std::string with_rights(std::string json) {
    const std::string approval = "'type': 'approval'";
    for (std::size_t at = json.find(approval), n = 0; at != std::string::npos;
         at = json.find(approval, at + 1))
        if (n++ % 2 == 0) json.insert(at + approval.size(), ", 'fields': {'x': 'write', 'y': 'write'}");
    return json;
}

TEST(AnyRow, IsWhatTheFormIs) {
    const char* one = std::getenv("WF_SEED");
    const std::uint64_t first = one ? std::strtoull(one, nullptr, 10) : 20'261'129;
    const char* many = std::getenv("WF_RUNS");
    const int runs = one ? 1 : many ? std::atoi(many) : 120;
    std::map<std::string, int> seen;
    for (int i = 0; i < runs && !HasFailure(); ++i) {
        const std::uint64_t seed = first + static_cast<std::uint64_t>(i);
        Random random{seed};
        Net net = RandomNet{random}.make();
        CompileLimits limits;
        limits.max_states = 5'000;
        const CompileResult result = compile(wf::test::quoted(with_rights(net.json)), limits);
        if (!result.definition || has_errors(result.findings)) continue;
        RowLife life{*result.definition, random};
        if (life.start())
            for (int steps = 0; steps < 60 && life.step(); ++steps) {
            }
        for (const auto& [what, times] : life.seen()) seen[what] += times;
        if (HasFailure())
            ADD_FAILURE() << "WF_SEED=" << seed << "\n" << wf::test::quoted(net.json) << "\n" << life.way();
    }
    if (one || HasFailure()) return;
    for (const char* what : {"write", "approve", "approve writes the row", "set_data", "refused set_data",
                             "undo", "undo writes the row", "redo", "restore", "wake", "send_back",
                             "resubmit", "jump", "refused after a write"})
        EXPECT_GT(seen[what], 0) << "the generator never gets to: " << what;
}

}  // namespace
}  // namespace wf::test
