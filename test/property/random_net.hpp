// Random sound definitions with everything that tokens can meet: blocks within blocks, of gateways, events,
// subprocesses, repeated activities, boundary events and handlers, put together so that they are sound.
#pragma once

#include "definitions.hpp"
#include "random_process.hpp"

#include <string>
#include <utility>
#include <vector>

namespace wf::test {

struct Net {
    std::string json;
    std::vector<std::pair<std::string, std::string>>
        joins;                      // split, join: each firing of the one is followed by one of the other
    bool may_be_cut_short = false;  // by a terminate, an error, an interrupting event
};

class RandomNet {
public:
    explicit RandomNet(Random& random) : random_(random) {}

    Net make() {
        Scope scope = begin("");
        std::string last = block(scope, scope.start, 3 + random_.below(3));
        finish(scope, last);
        if (random_.chance(25)) scope.nodes.push_back(event_subprocess());
        net_.json =
            "{'key': 'k', 'nodes': [" + joined(scope.nodes) + "], 'flows': [" + joined(scope.flows) + "]}";
        return std::move(net_);
    }

private:
    struct Scope {
        std::string start;
        std::vector<std::string> nodes;
        std::vector<std::string> flows;
    };

    static std::string joined(const std::vector<std::string>& items) {
        std::string text;
        for (const std::string& item : items) text += (text.empty() ? "" : ",\n ") + item;
        return text;
    }

    std::string name(const std::string& prefix) { return prefix + std::to_string(++count_); }
    std::string condition() { return random_.pick({"x = 1", "y = 1", "x > y", "true", "z != 1"}); }

    Scope begin(const std::string&) {
        Scope scope;
        scope.start = name("s");
        scope.nodes.push_back("{'id': '" + scope.start + "', 'type': 'start'}");
        return scope;
    }
    void finish(Scope& scope, const std::string& last, const std::string& settings = "") {
        flow(scope, last, add(scope, "e", "end", settings));
    }
    std::string add(Scope& scope, const std::string& prefix, const std::string& type,
                    const std::string& settings = "") {
        const std::string id = name(prefix);
        scope.nodes.push_back("{'id': '" + id + "', 'type': '" + type + "'" +
                              (settings.empty() ? "" : ", " + settings) + "}");
        return id;
    }
    void flow(Scope& scope, const std::string& from, const std::string& to, const std::string& more = "") {
        scope.flows.push_back("{'from': '" + from + "', 'to': '" + to + "'" +
                              (more.empty() ? "" : ", " + more) + "}");
    }

    // Appends a block behind `from` and gives its last node.
    std::string block(Scope& scope, const std::string& from, int depth) {
        if (depth <= 0) return activity(scope, from);
        switch (random_.below(12)) {
            case 0:
            case 1:
            case 2: return block(scope, block(scope, from, depth - 1), depth - 1);
            case 3: return exclusive(scope, from, depth);
            case 4:
            case 5: return parallel(scope, from, depth);
            case 6: return inclusive(scope, from, depth);
            case 7: return complex(scope, from, depth);
            case 8: return event_gateway(scope, from, depth);
            case 9: return loop(scope, from, depth);
            default: return subprocess(scope, from, depth);
        }
    }

    std::string then(Scope& scope, const std::string& from, const std::string& id) {
        flow(scope, from, id);
        return id;
    }

    std::string repeated() {
        switch (random_.below(6)) {
            case 0: return "'multi': {'count': " + std::to_string(random_.below(4)) + "}";
            case 1: return "'multi': {'collection': 'list', 'element': 'item', 'sequential': true}";
            case 2: return "'multi': {'count': 3, 'until': 'nrOfCompletedInstances >= 2'}";
            case 3:
                return "'multi': {'count': 3, 'until': 'nrOfCompletedInstances >= 1', 'cancel_rest': false}";
            case 4: return "'loop': {'while': 'x = 1', 'max': 3}";
            default: return "'multi': {'count': 2, 'output': 'out', 'output_element': 'loopCounter'}";
        }
    }

    std::string activity(Scope& scope, const std::string& from) {
        std::string settings;
        const auto also = [&](const std::string& more) { settings += (settings.empty() ? "" : ", ") + more; };
        if (random_.chance(20)) also(repeated());
        if (random_.chance(10)) also("'mutex': 'm'");
        switch (random_.below(8)) {
            case 0: return then(scope, from, add(scope, "svc", "service", settings));
            case 1: return then(scope, from, add(scope, "p", "pass", settings));
            case 2: return then(scope, from, add(scope, "w", "timer", "'after': 'PT1H'"));
            case 3: return then(scope, from, add(scope, "m", "message", "'message': 'm'"));
            case 4:
                also("'approvers': [{'by': 'users', 'users': ['p0', 'p1']}], 'mode': 'all'");
                return then(scope, from, add(scope, "ap", "approval", settings));
            case 5:
                return then(scope, from,
                            add(scope, "c", "call",
                                "'definition': 'other'" + (settings.empty() ? "" : ", " + settings)));
            default: return with_boundary(scope, from, "t", "task", settings);
        }
    }

    // An interrupting event meets the ordinary way again, one that does not interrupt ends for itself.
    std::string with_boundary(Scope& scope, const std::string& from, const std::string& prefix,
                              const std::string& type, std::string settings) {
        if (!random_.chance(35)) return then(scope, from, add(scope, prefix, type, settings));
        const bool interrupting = random_.chance(60);
        const std::string event = name("b");
        settings += std::string{settings.empty() ? "" : ", "} + "'boundary': [{'id': '" + event + "', " +
                    random_.pick({"'type': 'timer', 'after': 'PT1H'", "'type': 'message', 'message': 'm'",
                                  "'type': 'signal', 'signal': 's'"}) +
                    ", 'interrupting': " + (interrupting ? "true" : "false") + "}]";
        const std::string host = then(scope, from, add(scope, prefix, type, settings));
        if (!interrupting) {
            const std::string task = add(scope, "t", "task");
            flow(scope, event, task);
            finish(scope, task);
            return host;
        }
        net_.may_be_cut_short = true;
        const std::string merge = add(scope, "x", "exclusive");
        flow(scope, host, merge);
        flow(scope, event, merge);
        return merge;
    }

    std::string exclusive(Scope& scope, const std::string& from, int depth) {
        const std::string split = then(scope, from, add(scope, "x", "exclusive"));
        const std::string join = add(scope, "x", "exclusive");
        branch(scope, split, join, depth, "'when': '" + condition() + "'");
        branch(scope, split, join, depth, "'default': true");
        return join;
    }
    void branch(Scope& scope, const std::string& split, const std::string& join, int depth,
                const std::string& more) {
        const std::string first = add(scope, "p", "pass");
        flow(scope, split, first, more);
        flow(scope, block(scope, first, depth - 1), join);
    }

    std::string parallel(Scope& scope, const std::string& from, int depth) {
        const std::string split = then(scope, from, add(scope, "f", "parallel"));
        const std::string join = add(scope, "j", random_.chance(70) ? "parallel" : "inclusive");
        for (int i = 2 + random_.below(2); i > 0; --i) branch(scope, split, join, depth, "");
        net_.joins.emplace_back(split, join);
        return join;
    }

    std::string inclusive(Scope& scope, const std::string& from, int depth) {
        const std::string split = then(scope, from, add(scope, "o", "inclusive"));
        const std::string join = add(scope, "j", "inclusive");
        branch(scope, split, join, depth, "'when': '" + condition() + "'");
        branch(scope, split, join, depth, "'when': '" + condition() + "'");
        branch(scope, split, join, depth, "'default': true");
        net_.joins.emplace_back(split, join);
        return join;
    }

    std::string complex(Scope& scope, const std::string& from, int depth) {
        const std::string split = then(scope, from, add(scope, "f", "parallel"));
        const bool cancel_rest = random_.chance(50);
        const std::string join = add(
            scope, "n", "complex",
            "'need': " + std::to_string(1 + random_.below(3)) + (cancel_rest ? ", 'cancel_rest': true" : ""));
        for (int i = 0; i < 3; ++i) branch(scope, split, join, depth - 1, "");
        net_.joins.emplace_back(split, join);
        return join;
    }

    std::string event_gateway(Scope& scope, const std::string& from, int depth) {
        const std::string split = then(scope, from, add(scope, "g", "event_gateway"));
        const std::string join = add(scope, "x", "exclusive");
        const std::string timer = then(scope, split, add(scope, "w", "timer", "'after': 'PT2H'"));
        flow(scope, timer, join);
        const std::string message = then(scope, split, add(scope, "m", "message", "'message': 'm'"));
        flow(scope, block(scope, message, depth - 1), join);
        return join;
    }

    std::string loop(Scope& scope, const std::string& from, int depth) {
        const std::string merge = then(scope, from, add(scope, "x", "exclusive"));
        const std::string task = then(scope, merge, add(scope, "t", "task"));
        const std::string last = block(scope, task, depth - 1);
        const std::string split = then(scope, last, add(scope, "x", "exclusive"));
        flow(scope, split, merge, "'when': 'x = 1 and y = 1'");
        const std::string out = add(scope, "p", "pass");
        flow(scope, split, out, "'default': true");
        return out;
    }

    std::string subprocess(Scope& scope, const std::string& from, int depth) {
        Scope inner = begin("");
        const std::string last = block(inner, inner.start, depth - 1);
        switch (random_.below(6)) {
            case 0: {
                const std::string task = add(inner, "t", "task");
                const std::string split = then(inner, last, add(inner, "f", "parallel"));
                flow(inner, split, task);
                finish(inner, task);
                finish(inner, split, "'terminate': true");
                net_.may_be_cut_short = true;
                break;
            }
            case 1: {
                const std::string split = then(inner, last, add(inner, "x", "exclusive"));
                const std::string error = add(inner, "e", "end", "'error': 'E'");
                flow(inner, split, error, "'when': 'y = 1'");
                const std::string end = add(inner, "e", "end");
                flow(inner, split, end, "'default': true");
                net_.may_be_cut_short = true;
                break;
            }
            default: finish(inner, last);
        }
        if (random_.chance(20)) inner.nodes.push_back(event_subprocess());
        std::string settings =
            "'nodes': [" + joined(inner.nodes) + "], 'flows': [" + joined(inner.flows) + "]";
        const bool throws = settings.find("'error'") != std::string::npos;
        if (!throws && random_.chance(25)) settings += ", " + repeated();
        if (!throws) return with_boundary(scope, from, "sub", "subprocess", settings);
        const std::string event = name("b");
        const std::string host =
            then(scope, from,
                 add(scope, "sub", "subprocess",
                     settings + ", 'boundary': [{'id': '" + event + "', 'type': 'error'}]"));
        const std::string merge = add(scope, "x", "exclusive");
        flow(scope, host, merge);
        flow(scope, event, merge);
        return merge;
    }

    std::string event_subprocess() {
        Scope inner;
        inner.start = name("s");
        const bool interrupting = random_.chance(50);
        net_.may_be_cut_short = net_.may_be_cut_short || interrupting;
        inner.nodes.push_back("{'id': '" + inner.start +
                              "', 'type': 'start', 'trigger': 'message', 'message': 'm', 'interrupting': " +
                              (interrupting ? "true" : "false") + "}");
        const std::string task = then(inner, inner.start, add(inner, "t", "task"));
        finish(inner, task);
        return "{'id': '" + name("h") + "', 'type': 'subprocess', 'event': true, 'nodes': [" +
               joined(inner.nodes) + "], 'flows': [" + joined(inner.flows) + "]}";
    }

    Random& random_;
    Net net_;
    int count_ = 0;
};

// A form for any of them.
inline std::string net_data(Random& random) {
    return "{'x': " + std::to_string(random.below(3)) + ", 'y': " + std::to_string(random.below(3)) +
           ", 'z': " + std::to_string(random.below(2)) + ", 'list': [1, 2]}";
}

}  // namespace wf::test
