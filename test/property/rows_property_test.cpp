// Random writes to the business row between random commands, on random sound definitions. Fields of the form
// that are columns have no value of their own, whatever happens and in whatever order:
//   after every accepted command the form has the row's values, as long as the instance is open
//   the state is what replaying the log gives
//   what was undone and done again leaves the row as it was
//   a command that was refused has changed neither form nor row; its writes go with the caller's transaction
// WF_SEED=n repeats one run, WF_RUNS=n takes longer.
#include "random_life.hpp"
#include "random_net.hpp"

#include "core/expression/compare.hpp"
#include "core/json/value_json.hpp"

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

const std::vector<PersonId> people{"p0", "p1", "p2", "p3", "ann"};

class RowLife {
public:
    RowLife(const Definition& definition, Random& random)
        : random_(random),
          deeds_(random, definition, people, [this] { return random_.chance(60) ? data() : std::string{}; }),
          life_(definition, world_, {"system", "ann"}) {
        static_cast<TestWorld&>(world_) = small_company(people);
        life_.is_read_back = true;
        const auto right = [&] { return RowRight(random_.below(3)); };
        world_.fields_of_row = RowFields{.fields = {{.name = "x", .value = number(1), .right = right()},
                                                    {.name = "y", .value = Value{}, .right = right()}},
                                         .changed_by = "p3"};
    }

    bool start() { return act({"p0", start_with("{'z': 1, 'list': [1, 2]}")}); }
    bool step() {
        if (testing::Test::HasFailure()) return false;
        if (random_.chance(30)) return write(), true;
        act_at_random();
        return true;
    }

    const Seen& seen() const { return life_.seen; }
    std::string way() const { return life_.way() + "\nrow: " + world_.contents(); }

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
        ++life_.seen["write"];
        if (random_.chance(50) || is_final(life_.state().status)) return;
        const Json data{value_to_json(Value::context({{field.name, field.value}}))};
        if (!act({random_.chance(50) ? PersonId{"system"} : anybody(),
                  SetData{.data = data, .is_in_row = true}}))
            world_.fields_of_row = before;
    }

    void act_at_random() {
        if (random_.chance(65)) return go_on();
        switch (random_.below(10)) {
            case 0: act({anybody(), SetData{.data = Json{wf::test::quoted(data())}}}); break;
            case 1:
            case 2: act({last_actor(), Undo{}}); break;
            case 3: act({last_actor(), Redo{}}); break;
            case 4:
                act({"ann", Restore{.seq = 1 + random_.below(static_cast<int>(life_.state().version))}});
                break;
            case 5: act({"ann", Wake{.node = random_.chance(50) ? "" : deeds_.any_node()}}); break;
            case 6:
                act({"ann", life_.state().status == Status::Suspended ? Act{Resume{}} : Act{Suspend{}}});
                break;
            case 7: act({"ann", Jump{.node = deeds_.any_node()}}); break;
            case 8:
                if (!life_.state().seats.empty()) send_back();
                break;
            default: act({anybody(), Comment{}});
        }
    }
    void send_back() {
        for (const Seat& seat : life_.state().seats)
            if (seat.state == SeatState::Open)
                return (void)act({seat.holder, SendBack{.task = seat.id, .target = "start"}});
    }

    void go_on() {
        for (const Deed& deed : deeds_.that_go_on(life_.state(), life_.clock, "ann")) act(deed);
    }
    PersonId last_actor() {
        return random_.chance(60) && !life_.log().empty() ? life_.last_actor() : PersonId{"ann"};
    }

    // True if it was accepted.
    bool act(const Deed& deed) {
        const std::string action = action_of(deed.what);
        const RowFields before = *world_.fields_of_row;
        const int writes_before = world_.writes;
        const Decision decision = life_.ask(deed);
        const bool has_written = world_.writes != writes_before;
        const auto* accepted = std::get_if<Accepted>(&decision);
        if (!accepted) {
            ++life_.seen["refused " + action];
            if (has_written) ++life_.seen["refused after a write"];
            world_.fields_of_row = before;
            return false;
        }
        ++life_.seen[action];
        if (has_written) ++life_.seen[action + " writes the row"];
        for (const Entry& entry : accepted->entries) world_.after[entry.seq] = world_.contents();
        life_.take(*accepted);
        if (!is_final(life_.state().status)) expect_form_is_row(action);
        return true;
    }

    void expect_form_is_row(const std::string& action) {
        const Value form = value_from_json(life_.state().data.text).value_or(Value{});
        for (const RowField& field : world_.fields_of_row->fields)
            EXPECT_TRUE(is_same(form.get(field.name), field.value))
                << action << ": form " << life_.state().data.text << ", row " << world_.contents();
    }

    Random& random_;
    RandomDeeds deeds_;
    RowWorld world_;
    RandomLife life_;
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
    const Runs runs = Runs::of(20'261'129, 120);
    Seen seen;
    for (std::uint64_t seed = runs.first; seed < runs.first + runs.count && !HasFailure(); ++seed) {
        Random random{seed};
        const Net net = RandomNet{random}.make();
        const std::optional<Definition> definition = sound_definition(with_rights(net.json));
        if (!definition) continue;
        RowLife life{*definition, random};
        if (life.start())
            for (int steps = 0; steps < 60 && life.step(); ++steps) {
            }
        add(seen, life.seen());
        if (HasFailure())
            ADD_FAILURE() << "WF_SEED=" << seed << "\n" << wf::test::quoted(net.json) << "\n" << life.way();
    }
    if (runs.is_one || HasFailure()) return;
    expect_seen(seen, {"write", "approve", "approve writes the row", "set_data", "refused set_data", "undo",
                       "undo writes the row", "redo", "restore", "wake", "send_back", "resubmit", "jump",
                       "refused after a write"});
}

}  // namespace
}  // namespace wf::test
