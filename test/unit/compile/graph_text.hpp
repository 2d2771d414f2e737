// A definition and its findings as text that a reviewer can read in a diff: the right side of the golden
// tests.
#pragma once

#include "core/compile/compile.hpp"
#include "core/expression/print.hpp"
#include "core/model/names.hpp"

#include <array>
#include <sstream>
#include <string>
#include <string_view>

namespace wf::test {

inline std::string text_of(const LocalText& name) {
    std::string result;
    for (const auto& [language, text] : name.texts)
        result += " " + (language.empty() ? std::string{} : language + "=") + '"' + text + '"';
    return result;
}

inline std::string text_of(const std::vector<std::string>& list) {
    std::string result;
    for (const std::string& item : list) result += (result.empty() ? "" : ", ") + item;
    return "[" + result + "]";
}

inline std::string text_of(FieldType type) {
    static constexpr const char* names[] = {"number", "text",     "boolean",   "choice",
                                            "date",   "datetime", "person",    "department",
                                            "list",   "object",   "attachment"};
    return names[static_cast<std::size_t>(type)];
}

inline std::string text_of(const LineRule& line) {
    switch (line.end) {
        case LineEnd::Level:
            return (line.continuous ? "levels 1 to " : "level ") + std::to_string(line.level);
        case LineEnd::Position:
            return "until position " + line.until;
        case LineEnd::Rank:
            return "until rank " + std::to_string(line.rank);
        case LineEnd::Role:
            return "until role " + line.until;
        case LineEnd::DepartmentHead:
            return "until the department head";
        case LineEnd::Top:
            return "to the top";
    }
    return {};
}

inline std::string text_of(const ApproverRule& rule) {
    switch (rule.kind) {
        case RuleKind::Users:
            return "users " + text_of(rule.users);
        case RuleKind::Role:
            return "role " + rule.role;
        case RuleKind::Position:
            return "position " + rule.position +
                   (rule.department.empty() ? "" : " in department " + rule.department);
        case RuleKind::Department:
            return (rule.head ? "head of department " : "department ") + rule.department;
        case RuleKind::ReportingLine:
            return "reporting line of " + rule.from + ", " + text_of(rule.line);
        case RuleKind::ChosenAtStart:
        case RuleKind::ChosenByPrevious: {
            std::string result =
                rule.kind == RuleKind::ChosenAtStart ? "chosen at start" : "chosen by previous";
            for (const ApproverRule& among : rule.among) result += ", among " + text_of(among);
            return result;
        }
        case RuleKind::Initiator:
            return "initiator";
        case RuleKind::Expression:
            return "expression " + (rule.expression ? rule.expression->text() : std::string{});
        case RuleKind::FormField:
            return "form field " + rule.field;
        case RuleKind::LastHandler:
            return "last handler" + (rule.node.empty() ? std::string{} : " of " + rule.node);
        case RuleKind::Function:
            return "function " + rule.function;
    }
    return {};
}

inline std::string text_of(const Decisive& decisive) {
    return decisive.everybody ? "everybody" : text_of(decisive.people);
}

inline std::string text_of(const VoteSettings& vote) {
    const Need& need = vote.need;
    std::string result =
        "needs " + (need.is_share ? std::to_string(need.numerator) + "/" + std::to_string(need.denominator)
                                  : std::to_string(need.count));
    for (const Weight& weight : vote.weights)
        result += ", " + weight.person + " has " + std::to_string(weight.votes);
    if (vote.veto.everybody || !vote.veto.people.empty()) result += ", veto " + text_of(vote.veto);
    if (vote.pass.everybody || !vote.pass.people.empty()) result += ", pass " + text_of(vote.pass);
    return result + (vote.collect_all ? ", collects all" : "");
}

inline std::string text_of(const Span& span) {
    return span.expression ? "expression " + span.expression->text() : span.text;
}

// Only what is not the default.
inline std::string policies_of(const ApprovalSettings& settings) {
    static constexpr const char* bindings[] = {"by mode", "late", "fixed"};
    std::string result;
    const auto add = [&](bool is_set, const std::string& text) {
        if (is_set) result += "    " + text + '\n';
    };
    add(settings.combine == Combine::First, "combine: first");
    add(settings.assign != Assign::Everyone, "assign: " + std::string{name_of(settings.assign)});
    add(settings.binding != Binding::ByMode,
        std::string{"binding: "} + bindings[static_cast<std::size_t>(settings.binding)]);
    add(settings.must_claim, "must be claimed");
    add(settings.may_abstain, "may abstain");
    add(settings.on_self != OnSelf::Self, "on self: " + std::string{name_of(settings.on_self)});
    add(settings.dedupe != Dedupe::Off, "dedupe: " + std::string{name_of(settings.dedupe)});
    add(settings.on_leave != OnLeave::Superior,
        "on leave: " + std::string{name_of(settings.on_leave)} +
            (settings.leave_users.empty() ? "" : " " + text_of(settings.leave_users)));
    add(!settings.not_same_as.empty(), "not same as: " + text_of(settings.not_same_as));
    add(!settings.except.empty(), "except: " + text_of(settings.except));
    add(!settings.due.text.empty(), "due: " + text_of(settings.due));
    add(settings.on_timeout != OnTimeout::Nothing,
        "on timeout: " + std::string{name_of(settings.on_timeout)} +
            (settings.timeout_flow.empty() ? "" : " " + settings.timeout_flow));
    const Reminder& remind = settings.remind;
    add(!remind.after.text.empty(),
        "reminds after " + text_of(remind.after) +
            (remind.every.text.empty() ? "" : ", every " + text_of(remind.every)) +
            (remind.max == 0 ? "" : ", at most " + std::to_string(remind.max)));
    return result;
}

inline std::string without_approver(const ApprovalSettings& settings) {
    const bool is_users = settings.on_no_approver == NoApprover::Users;
    return "without approver: " + std::string{name_of(settings.on_no_approver)} +
           (is_users ? " " + text_of(settings.no_approver_users) : "");
}

inline std::string text_of(const ApprovalSettings& settings) {
    return "mode " + std::string{name_of(settings.mode)} +
           (settings.mode == Mode::Vote ? ", " + text_of(settings.vote) : "") + ", " +
           without_approver(settings);
}

inline std::string text_of(ReferenceKind kind) {
    static constexpr std::array<std::string_view, 6> names{"person", "role", "position", "department", "calendar",
                                                           "definition"};
    static_assert(has_each<ReferenceKind>(names));
    return std::string{names.at(static_cast<std::size_t>(kind))};
}

inline std::string text_of(const char* what, const std::optional<feel::Expression>& expression) {
    return expression ? std::string{", "} + what + " " + expression->text() : std::string{};
}

inline std::string text_of(const Timer& timer) {
    static constexpr const char* names[] = {"after", "at", "every"};
    return std::string{names[static_cast<std::size_t>(timer.kind)]} + " " +
           (timer.expression ? "expression " + timer.expression->text() : timer.text);
}

inline std::string text_of(const NodeEvent& event) {
    std::string result{name_of(event.kind)};
    if (!event.name.empty()) result += " \"" + event.name + '"';
    if (event.kind == EventKind::Timer) result += " " + text_of(event.timer);
    result += text_of("correlation", event.correlation) + text_of("payload", event.payload) +
              text_of("when", event.condition);
    return result + (event.interrupting ? "" : ", not interrupting");
}

inline std::string text_of(const Loop& loop) {
    static constexpr const char* names[] = {"none", "loop", "sequential", "parallel"};
    std::string result = names[static_cast<std::size_t>(loop.kind)];
    result += text_of("while", loop.condition) + (loop.test_before ? ", tested before" : "");
    if (loop.max > 0) result += ", at most " + std::to_string(loop.max);
    result += text_of("count", loop.count) + text_of("collection", loop.collection);
    if (!loop.element.empty()) result += ", element " + loop.element;
    result += text_of("until", loop.until) + (loop.wait ? "" : ", not waiting");
    if (!loop.output.empty()) result += ", output " + loop.output;
    return result + text_of("output element", loop.output_element);
}

inline std::string text_of(const std::vector<Mapping>& mappings) {
    std::string result;
    for (const Mapping& mapping : mappings)
        result += (result.empty() ? "" : ", ") + mapping.name + " = " + mapping.value.text();
    return "[" + result + "]";
}

inline std::string text_of(const CallSettings& call) {
    return call.definition + " version " + (call.version > 0 ? std::to_string(call.version) : "latest") +
           ", in " + (call.all_in ? "all" : text_of(call.in)) + ", out " +
           (call.all_out ? "all" : text_of(call.out));
}

class GraphText {
public:
    explicit GraphText(const Definition& definition) : definition_{definition} {}

    std::string text(const std::vector<Reference>& references) {
        out_ << "definition " << definition_.key << text_of(definition_.name)
             << (definition_.implicit_ends ? ", implicit ends" : "")
             << (definition_.remembers_signers ? ", remembers signers" : "") << '\n';
        if (definition_.form) print(*definition_.form);
        for (const DecisionTable& table : definition_.decisions) print(table);
        for (const Node& node : definition_.nodes) print(node);
        for (const Flow& flow : definition_.flows) print(flow);
        for (const JoinReach& reach : definition_.joins) print(reach);
        out_ << "start " << id(definition_.start) << '\n';
        print_line("event starts: ", definition_.event_starts, "");
        print_line("event subprocesses: ", definition_.event_subprocesses, "");
        for (const Reference& reference : references)
            out_ << "reference " << text_of(reference.kind) << ' ' << reference.id << " at " << reference.path
                 << '\n';
        return out_.str();
    }

private:
    const std::string& id(NodeIndex i) const { return definition_.nodes[i].id; }

    void print_line(const char* what, const std::vector<NodeIndex>& nodes, const char* indent = "    ") {
        if (nodes.empty()) return;
        std::vector<std::string> ids;
        for (const NodeIndex i : nodes) ids.push_back(id(i));
        out_ << indent << what << text_of(ids) << '\n';
    }

    void print(const Form& form) {
        out_ << (form.is_open ? "form, open\n" : "form\n");
        for (const Field& field : form.fields)
            out_ << "    " << field.name << ": " << text_of(field.type) << (field.required ? " required" : "")
                 << (field.material ? " material" : "")
                 << (field.values.empty() ? "" : " " + text_of(field.values)) << text_of(field.label) << '\n';
    }

    static std::string type_of(const std::optional<feel::Type>& type) {
        return type ? ": " + std::string{feel::type_name(*type)} : std::string{};
    }

    void print(const DecisionTable& table) {
        static constexpr const char* policies[] = {"unique",     "any",          "first",  "priority",
                                                   "rule order", "output order", "collect"};
        static constexpr const char* aggregations[] = {"", " sum", " min", " max", " count"};
        out_ << "decision " << table.name << ": " << policies[static_cast<std::size_t>(table.policy)]
             << aggregations[static_cast<std::size_t>(table.aggregation)] << '\n';
        for (const DecisionInput& input : table.inputs)
            out_ << "    input " << input.name << " = " << input.expression.text() << type_of(input.type)
                 << (input.values ? " of " + input.values->text() : "") << '\n';
        for (const DecisionOutput& output : table.outputs) {
            out_ << "    output " << output.name << type_of(output.type)
                 << (output.otherwise ? " default " + output.otherwise->text() : "");
            for (const feel::Value& value : output.values) out_ << " | " << feel::to_feel(value);
            out_ << '\n';
        }
        for (const DecisionRule& rule : table.rules) {
            out_ << "    rule";
            for (const auto& cell : rule.when) out_ << " | " << (cell ? cell->text() : "-");
            out_ << " =>";
            for (const feel::Expression& cell : rule.then) out_ << " | " << cell.text();
            out_ << '\n';
        }
    }

    void print(const Node& node) {
        out_ << "node " << node.id << ": " << name_of(node.type) << text_of(node.name)
             << (node.parent != no_node ? " in " + id(node.parent) : "") << '\n';
        const bool is_task = node.type == NodeType::Task;
        for (const ApproverRule& rule : node.approval.approvers)
            out_ << (is_task ? "    candidate: " : "    approver: ") << text_of(rule) << "  " << rule.text
                 << '\n';
        if (node.type == NodeType::Approval) out_ << "    " << text_of(node.approval) << '\n';
        if (is_task && node.approval.on_no_approver != NoApprover::Admin)
            out_ << "    " << without_approver(node.approval) << '\n';
        out_ << policies_of(node.approval);
        for (const ApproverRule& rule : node.copy_to)
            out_ << "    to: " << text_of(rule) << "  " << rule.text << '\n';
        if (node.type == NodeType::Service)
            out_ << "    topic " << node.topic << ", retries " << node.retries << '\n';
        if (!node.function.empty()) out_ << "    function " << node.function << '\n';
        if (node.type == NodeType::Call) out_ << "    calls " << text_of(node.call) << '\n';
        if (node.type == NodeType::Complex) print_need(node);
        if (node.event.kind != EventKind::None) out_ << "    event " << text_of(node.event) << '\n';
        if (node.attached_to != no_node) out_ << "    attached to " << id(node.attached_to) << '\n';
        print_activity(node);
        print_subprocess(node);
        if (node.join > 0) out_ << "    join " << node.join << '\n';
    }

    void print_need(const Node& node) {
        out_ << "    needs " << (node.need_when ? node.need_when->text() : std::to_string(node.need))
             << (node.cancel_rest ? ", cancels the rest" : "") << '\n';
    }

    void print_activity(const Node& node) {
        if (node.loop.kind != LoopKind::None) out_ << "    repeated: " << text_of(node.loop) << '\n';
        print_line("boundary: ", node.boundary);
        if (node.compensated_by != no_node) out_ << "    compensated by " << id(node.compensated_by) << '\n';
        if (node.is_compensation_handler) out_ << "    compensation handler\n";
        if (!node.mutex.empty()) out_ << "    mutex " << node.mutex << '\n';
        print_line("cancels: ", node.cancels);
    }

    void print_subprocess(const Node& node) {
        if (node.is_event_subprocess) out_ << "    event subprocess\n";
        if (node.is_transaction) out_ << "    transaction\n";
        if (node.start != no_node) out_ << "    starts at " << id(node.start) << '\n';
        print_line("event subprocesses: ", node.event_subprocesses);
    }

    void print(const Flow& flow) {
        out_ << "flow " << flow.id << ": " << id(flow.from) << " -> " << id(flow.to)
             << (flow.when ? " when " + flow.when->text() : "") << (flow.is_default ? " default" : "")
             << text_of(flow.name) << '\n';
    }

    // A line for each incoming flow: the nodes from which it can be reached.
    void print(const JoinReach& reach) {
        out_ << "join at " << id(reach.node) << '\n';
        const std::vector<FlowIndex>& incoming = definition_.nodes[reach.node].incoming;
        for (std::size_t k = 0; k < incoming.size(); ++k) {
            std::vector<NodeIndex> nodes;
            for (NodeIndex i = 0; i < reach.from.size(); ++i)
                if ((reach.from[i] >> k & 1U) != 0) nodes.push_back(i);
            print_line((definition_.flows[incoming[k]].id + " from ").c_str(), nodes);
        }
    }

    const Definition& definition_;
    std::ostringstream out_;
};

inline std::string text_of(const Definition& definition, const std::vector<Reference>& references) {
    return GraphText{definition}.text(references);
}

inline std::string text_of(const Findings& findings) {
    static constexpr const char* severities[] = {"error", "warning", "unknown"};
    std::string result;
    for (const Finding& finding : findings) {
        result += std::string{severities[static_cast<std::size_t>(finding.severity)]} + " " + finding.code +
                  " at \"" + finding.path + "\"\n    " + finding.message + "\n";
        if (!finding.hint.empty()) result += "    HINT: " + finding.hint + "\n";
    }
    return result;
}

}  // namespace wf::test
