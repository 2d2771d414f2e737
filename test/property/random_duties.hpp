// Random definitions with parallel branches whose nodes say who may not sign there, and what happens then.
#pragma once

#include "definitions.hpp"
#include "random_process.hpp"

#include <array>
#include <string>
#include <vector>

namespace wf::test {

// start -> fork -> two branches -> join -> more nodes -> end
class RandomDuties {
public:
    explicit RandomDuties(Random& random) : random_(random) {}

    std::string text() {
        std::vector<NodeText> nodes{gateway("fork"), gateway("join")};
        for (const char* id : ids) nodes.push_back(node(id));
        return "{'withdraw': {'until': 'acted', 'by_request': true}, " +
               definition(
                   nodes,
                   "{'from': 'start', 'to': 'fork'}, {'from': 'fork', 'to': 'a0'}, {'from': 'fork', 'to': "
                   "'b0'}, "
                   "{'from': 'a0', 'to': 'a1'}, {'from': 'a1', 'to': 'join'}, {'from': 'b0', 'to': 'join'}, "
                   "{'from': 'join', 'to': 'c0'}, {'from': 'c0', 'to': 'c1'}, {'from': 'c1', 'to': 'end'}",
                   "{'name': 'x', 'type': 'number', 'material': true}, {'name': 'y', 'type': 'number'}")
                   .substr(1);
    }

private:
    static constexpr std::array ids{"a0", "a1", "b0", "c0", "c1"};

    static NodeText gateway(const std::string& id) {
        return {id, "{'id': '" + id + "', 'type': 'parallel'}"};
    }
    std::string any() { return ids[static_cast<std::size_t>(random_.below(ids.size()))]; }
    std::string people() {
        std::string list = random_.pick(everybody);
        while (random_.chance(60)) list += " " + random_.pick(everybody);
        return list;
    }
    std::string rule() {
        switch (random_.below(8)) {
            case 0: return by_role(random_.pick({"r0", "r1", "admin"}));
            case 1: return "{'by': 'initiator'}";
            case 2: return "{'by': 'last_handler', 'node': '" + any() + "'}";
            case 3:
                return "{'by': 'reporting_line', 'from': '" + random_.pick({"initiator", "previous"}) + "'}";
            default: return by_users(people());
        }
    }
    std::string rules() { return "[" + rule() + (random_.chance(40) ? ", " + rule() : "") + "]"; }

    NodeText node(const std::string& id) {
        std::string text = "{'id': '" + id + "'";
        const auto also = [&](const std::string& key, const std::string& value) {
            text += ", '" + key + "': " + value;
        };
        if (random_.chance(15)) also("multi", "{'count': 2}");
        also("on_self", random_.pick({"'self'", "'skip'", "'superior'", "'forbid'"}));
        if (random_.chance(70)) {
            std::string others = "'" + any() + "'";
            if (random_.chance(40)) others += ", '" + any() + "'";
            if (random_.chance(20)) others += ", 'start'";
            also("not_same_as", "[" + others + "]");
        }
        also("on_leave", random_.pick({"'superior'", "'admin'", "'hold'", "{'users': ['p0', 'p1', 'p2']}"}));
        also("on_no_approver",
             random_.pick({"'admin'", "'superior'", "'hold'", "'approve'", "{'users': ['p3', 'p4', 'p5']}"}));
        if (random_.chance(40)) also("send_back", "{'handlers': '" + random_.pick({"all", "last"}) + "'}");
        if (random_.chance(30)) {
            also("due", "'PT1H'");
            also("on_timeout",
                 random_.pick({"'approve'", "'superior'", "'superior'", "'cancel'", "'reject'"}));
        }
        if (random_.chance(25)) {
            also("type", "'task'");
            also("candidates", rules());
        } else {
            also("type", "'approval'");
            also("approvers", rules());
            also("abstain", "true");
            also("dedupe", random_.pick({"'off'", "'once'", "'consecutive'", "'last'"}));
            const std::string mode = random_.pick({"any", "any", "all", "sequential", "sequential", "vote"});
            also("mode", "'" + mode + "'");
            if (random_.chance(30)) also("on_reject", random_.pick({"'start'", "'end'"}));
            if (mode == "vote") also("vote", "{'need': " + random_.pick({"1", "2", "'2/3'"}) + "}");
            if (mode == "any" && random_.chance(30)) also("claim", "'required'");
        }
        return {id, text + "}"};
    }

    Random& random_;
};

}  // namespace wf::test
