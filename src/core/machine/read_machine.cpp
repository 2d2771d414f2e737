// The JSON of a state machine: docs/reference/state-machines.md.
#include "core/machine/machine.hpp"

#include "core/base/lists.hpp"
#include "core/base/report.hpp"
#include "core/compile/expression.hpp"
#include "core/compile/names.hpp"
#include "core/compile/parse.hpp"
#include "core/machine/check_machine.hpp"

#include <algorithm>
#include <utility>

namespace wf {
namespace {

using namespace compiler;
using JsonType = JsonValue::Type;

constexpr std::string_view any_state = "*";
constexpr std::size_t max_items = 1000;  // states, and transitions: each may be compared with each

class MachineReader {
public:
    MachineReader(const JsonValue& root, const CompileLimits& limits, Report& report)
        : top_{root, "", report}, report_{report} {
        draft_.limits = limits;
    }

    Machine read() {
        static constexpr std::string_view keys[] = {"key", "label", "states", "transitions"};
        top_.allow_names(keys);
        machine_.key = top_.require_text("key").value_or("");
        if (!machine_.key.empty() && !is_definition_key(machine_.key))
            report_.error("bad_name", "/key", in_quotes(machine_.key) + " cannot be a key",
                          "A letter or \"_\", then letters, digits, \"_\", \".\" or \"-\"; at most 63 bytes.");
        machine_.label = top_.local_text("label");
        each("states", "a state", [&](const Reader& state) { read_state(state); });
        each("transitions", "a transition", [&](const Reader& transition) { read_transition(transition); });
        return std::move(machine_);
    }
    std::vector<Reference> take_references() { return std::move(draft_.references); }
    std::vector<ExpressionUse> take_expressions() { return std::move(draft_.expressions); }
    std::vector<FieldUse> take_fields() { return std::move(draft_.fields); }

private:
    template <class F>
    void each(std::string_view key, std::string_view what, F&& f) {
        const JsonValue* list = top_.require(key, JsonType::Array);
        if (list == nullptr) return;
        if (list->items.size() > max_items) {
            report_.error("too_many_items", top_.path(key), in_quotes(key) + " has more than " + std::to_string(max_items) + " items");
            return;
        }
        for (std::size_t i = 0; i < list->items.size(); ++i) {
            const std::string path = child(top_.path(key), i);
            if (is_object_at(list->items[i], path, what, report_)) f(Reader{list->items[i], path, report_});
        }
    }

    void read_state(const Reader& reader) {
        static constexpr std::string_view keys[] = {"name", "label", "initial", "final", "failure"};
        reader.allow_names(keys);
        MachineState state{.name = reader.require_text("name").value_or(""),
                           .label = reader.local_text("label"),
                           .is_initial = reader.boolean("initial", false),
                           .is_final = reader.boolean("final", false),
                           .is_failure = reader.boolean("failure", false)};
        if (machine_.find(state.name) != nullptr)
            report_.error("duplicate_state", reader.path("name"),
                          "state " + in_quotes(state.name) + " is there more than once");
        if (state.is_initial && state.is_final)
            report_.warning("conflicting_keys", reader.path("final"),
                            "state " + in_quotes(state.name) + " is initial and final");
        if (!state.name.empty()) machine_.states.push_back(std::move(state));
    }

    bool is_state(const std::string& name, const std::string& path) {
        if (machine_.find(name) != nullptr) return true;
        std::vector<std::string_view> names;
        for (const MachineState& state : machine_.states) names.emplace_back(state.name);
        report_.error("unknown_state", path, "there is no state " + in_quotes(name),
                      report_.did_you_mean(name, names));
        return false;
    }

    void read_target(const Reader& reader, Transition& transition) {
        const std::optional<std::string> to = reader.require_text("to");
        if (reader.find("to_one_of") == nullptr) {
            if (to && is_state(*to, reader.path("to"))) transition.to = {*to};
            return;
        }
        transition.to = reader.require_texts("to_one_of");
        for (std::size_t i = 0; i < transition.to.size(); ++i)
            is_state(transition.to[i], child(reader.path("to_one_of"), i));
        if (to)
            transition.choose =
                parse_expression(reader, "to", no_node, draft_, feel::StaticType::of(feel::Type::String));
    }

    void add_source(Transition& transition, const std::string& name, const std::string& path) {
        if (!is_state(name, path)) return;
        if (machine_.find(name)->is_final)
            report_.error("leaves_final_state", path,
                          "transition " + in_quotes(transition.name) + " leads out of the final state " + in_quotes(name),
                          "Nothing follows a final state; leave \"final\" out of it, or this state out of \"from\".");
        else if (transition.to.size() == 1 && transition.may_reach(name))
            report_.error("same_state", path,
                          "transition " + in_quotes(transition.name) + " leads from " + in_quotes(name) + " to itself",
                          "A transition leads to another state.");
        else if (transition.leaves(name))
            report_.error("duplicate_state", path, "state " + in_quotes(name) + " is there more than once");
        else
            transition.from.push_back(name);
    }

    void read_sources(const Reader& reader, Transition& transition) {
        const JsonValue* from = reader.find("from");
        if (from != nullptr && from->is(JsonType::Array)) {
            const std::vector<std::string> names = reader.require_texts("from");
            for (std::size_t i = 0; i < names.size(); ++i)
                add_source(transition, names[i], child(reader.path("from"), i));
            return;
        }
        const std::optional<std::string> one = reader.require_text("from");
        if (one && *one != any_state) add_source(transition, *one, reader.path("from"));
        if (!one || *one != any_state) return;
        for (const MachineState& state : machine_.states)
            if (!state.is_final && !(transition.to.size() == 1 && transition.may_reach(state.name)))
                transition.from.push_back(state.name);
    }

    // There is no instance: what asks for its start, or for what happened in it, finds nobody.
    void check_rule(const ApproverRule& rule, const std::string& path) {
        const bool asks_instance = rule.kind == RuleKind::Initiator || rule.kind == RuleKind::ChosenAtStart ||
                                   rule.kind == RuleKind::ChosenByPrevious || rule.kind == RuleKind::LastHandler ||
                                   rule.department == "initiator" ||
                                   (rule.kind == RuleKind::ReportingLine && (rule.from == "initiator" || rule.from == "previous"));
        if (asks_instance)
            report_.error("bad_value", path, "the rule asks for an instance, and a row of a table has none",
                          "Name a column of the row: \"field:owner\", or {\"by\": \"form_field\", \"field\": \"owner\"}.");
    }

    void read_people(const Reader& reader, Transition& transition) {
        if (reader.find("who") == nullptr) return;
        transition.who = parse_rules(reader, "who", no_node, draft_);
        for (std::size_t i = 0; i < transition.who.size(); ++i)
            check_rule(transition.who[i], child(reader.path("who"), i));
    }

    void check_name(const Reader& reader, const Transition& transition) {
        for (const Transition& other : machine_.transitions) {
            const auto common =
                std::ranges::find_if(other.from, [&](const std::string& state) { return transition.leaves(state); });
            if (other.name != transition.name || common == other.from.end()) continue;
            report_.error("duplicate_transition", reader.path("name"),
                          "transition " + in_quotes(transition.name) + " leads out of state " + in_quotes(*common) +
                              " more than once",
                          "The same name may be used for different states that it leads out of.");
            return;
        }
    }

    void read_transition(const Reader& reader) {
        static constexpr std::string_view keys[] = {"name",  "label",   "from", "to",   "to_one_of",
                                                    "guard", "message", "who",  "hooks"};
        reader.allow_names(keys);
        Transition transition;
        transition.name = reader.require_text("name").value_or("");
        transition.label = reader.local_text("label");
        read_target(reader, transition);
        read_sources(reader, transition);
        transition.guard = parse_expression(reader, "guard", no_node, draft_, truth());
        transition.message = reader.local_text("message");
        if (reader.find("message") != nullptr && reader.find("guard") == nullptr)
            report_.warning("message_ignored", reader.path("message"),
                            "transition " + in_quotes(transition.name) + " has a message, but no guard");
        read_people(reader, transition);
        if (reader.find("hooks") != nullptr) transition.hooks = reader.require_texts("hooks");
        if (transition.name.empty()) return;
        check_name(reader, transition);
        machine_.transitions.push_back(std::move(transition));
    }

    const Reader top_;
    Report& report_;
    Draft draft_{};
    Machine machine_{};
};

}  // namespace

MachineResult read_machine(std::string_view json, const std::optional<feel::StaticType>& row,
                           const CompileLimits& limits) {
    Report report;
    const std::optional<JsonValue> root = read_json(json, limits, report);
    if (!root || !is_object_at(*root, "", "a state machine", report))
        return {.machine = std::nullopt, .findings = report.take(), .references = {}};
    MachineReader reader{*root, limits, report};
    Machine machine = reader.read();
    if (!report.has_errors()) check_machine(machine, report);
    check_columns(reader.take_expressions(), reader.take_fields(), row, report);
    MachineResult result{.machine = std::nullopt, .findings = report.take(), .references = reader.take_references()};
    if (!has_errors(result.findings)) result.machine = std::move(machine);
    return result;
}

}  // namespace wf
