// Random organisations, and random definitions that compile: chains of approvals, copies, branches and
// guarded loops.
#pragma once

#include "definitions.hpp"
#include "test_world.hpp"

#include "core/json/value_json.hpp"

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace wf::test {

class Random {
public:
    explicit Random(std::uint64_t seed) : engine_(seed) {}

    // 0 to n - 1. Not a std distribution: those differ between libraries, and a seed must mean the same
    // everywhere.
    int below(int n) { return static_cast<int>(engine_() % static_cast<std::uint64_t>(n)); }
    bool chance(int percent) { return below(100) < percent; }
    template <class T>
    const T& pick(const std::vector<T>& items) {
        return items[static_cast<std::size_t>(below(static_cast<int>(items.size())))];
    }
    std::string pick(std::initializer_list<const char*> items) {
        return *(items.begin() + below(static_cast<int>(items.size())));
    }

private:
    std::mt19937_64 engine_;
};

inline const std::vector<PersonId> everybody{"p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9"};

// Managers may run in circles, roles and departments may be empty, heads may have left: the engine has to
// live with it.
inline TestWorld random_world(Random& random) {
    TestWorld world;
    for (const PersonId& id : everybody) {
        world.add(id, random.chance(80) ? random.pick(everybody) : PersonId{},
                  random.pick({"", "d0", "d1", "d2"}), random.pick({"", "clerk", "lead", "chief"}),
                  random.below(10));
        world.people[id].active = random.chance(80);
        for (const char* role : {"r0", "r1", "admin"})
            if (random.chance(25)) world.roles[role].insert(id);
    }
    for (const char* department : {"d0", "d1"}) world.heads[department] = random.pick(everybody);
    if (random.chance(80))
        world.row = value_from_json("{\"amount\":" + std::to_string(random.below(10)) + "}");
    return world;
}

class RandomDefinition {
public:
    explicit RandomDefinition(Random& random) : random_(random) {}

    std::string text() {
        leave_open("start");
        for (int segments = 1 + random_.below(5); segments > 0; --segments) add_segment();
        connect("end");
        flows_.erase(flows_.size() - 2);
        return definition(nodes_, flows_);
    }
    const std::vector<std::string>& nodes_chosen_at_start() const { return chosen_; }

private:
    void add_segment() {
        const int kind = random_.below(10);
        if (kind < 5)
            add_approval();
        else if (kind < 6)
            add_copy();
        else if (kind < 8)
            add_branch();
        else
            add_loop();
    }

    std::string next_id() { return "n" + std::to_string(nodes_.size()); }

    // Flows that wait for the node they lead to.
    void leave_open(const std::string& from, const std::string& keys = "") {
        open_.push_back("{'from': '" + from + "'" + keys + ", 'to': '");
    }
    void connect(const std::string& to) {
        for (const std::string& flow : open_) flows_ += flow + to + "'}, ";
        open_.clear();
    }
    void add(NodeText node) {
        connect(node.id);
        leave_open(node.id);
        nodes_.push_back(std::move(node));
    }

    std::string add_approval() {
        const std::string id = next_id();
        std::string rules = rule(id);
        while (random_.chance(30)) rules += ", " + rule(id);
        add(approval(id, rules, settings()));
        return id;
    }
    void add_copy() { add(copy_node(next_id(), rule(""))); }

    std::string add_gateway() {
        const std::string id = next_id();
        connect(id);
        nodes_.push_back({id, "{'id': '" + id + "', 'type': 'exclusive'}"});
        return id;
    }

    void add_branch() {
        const std::string gateway = add_gateway();
        std::vector<std::string> ends;
        for (int ways = 1 + random_.below(3); ways > 0; --ways) {
            leave_open(gateway, ", 'when': '" + condition() + "'");
            for (int steps = random_.below(3); steps > 0; --steps)
                random_.chance(80) ? void(add_approval()) : add_copy();
            ends.insert(ends.end(), open_.begin(), open_.end());
            open_.clear();
        }
        open_ = std::move(ends);
        if (random_.chance(85)) leave_open(gateway, ", 'default': true");
    }

    void add_loop() {
        const std::string guard = add_approval();
        if (random_.chance(50)) add_approval();
        const std::string gateway = add_gateway();
        flows_ += "{'from': '" + gateway + "', 'to': '" + guard + "', 'when': '" + condition() + "'}, ";
        leave_open(gateway, ", 'default': true");
    }

    std::string condition() {
        const std::string number = std::to_string(random_.below(10));
        switch (random_.below(6)) {
            case 0: return "doc.amount > " + number;
            case 1: return "initiator.rank < " + number;
            case 2: return "outcome.n0 = \\\"approved\\\"";
            case 3: return "not(again)";
            default: return "x > " + number;
        }
    }

    std::string some_people() {
        std::string people = random_.pick(everybody);
        while (random_.chance(60))
            people += " " + (random_.chance(5) ? PersonId{"nobody"} : random_.pick(everybody));
        return people;
    }

    // `node` empty: not for an approval.
    std::string rule(const std::string& node) {
        switch (random_.below(node.empty() ? 8 : 9)) {
            case 0:
            case 1: return by_users(some_people());
            case 2: return by_role(random_.pick({"r0", "r1", "nobody"}));
            case 3:
                return "{'by': 'position', 'position': '" + random_.pick({"clerk", "lead"}) +
                       "', 'department': '" + random_.pick({"initiator", "d0"}) + "'}";
            case 4:
                return "{'by': 'department', 'department': '" + random_.pick({"initiator", "d1"}) +
                       "', 'head': " + random_.pick({"true", "false"}) + "}";
            case 5: return "{'by': 'initiator'}";
            case 6:
                return "{'by': 'reporting_line', 'from': '" + random_.pick({"initiator", "previous"}) +
                       "', 'level': " + random_.pick({"1", "2"}) +
                       ", 'continuous': " + random_.pick({"true", "false"}) + "}";
            case 7:
                return "{'by': 'reporting_line', 'until': {" +
                       random_.pick({"'position': 'chief'", "'rank': 7", "'role': 'r1'",
                                     "'department_head': true", "'top': true"}) +
                       "}}";
            default: chosen_.push_back(node); return "{'by': 'chosen_at_start'}";
        }
    }

    std::string settings() {
        std::string text =
            "'on_no_approver': " + random_.pick({"'admin'", "'approve'", "'reject'", "'superior'", "'hold'",
                                                 "{'users': ['p0', 'p1', 'p2']}"});
        switch (random_.below(4)) {
            case 0: return text;
            case 1: return text + ", 'mode': 'all'";
            case 2: return text + ", 'mode': 'sequential'";
            default:
                return text + ", 'mode': 'vote', 'vote': {'need': " +
                       random_.pick({"1", "2", "3", "'1/2'", "'2/3'", "'60%'", "'100%'"}) + "}";
        }
    }

    Random& random_;
    std::vector<NodeText> nodes_;
    std::string flows_;
    std::vector<std::string> open_;
    std::vector<std::string> chosen_;
};

}  // namespace wf::test
