// A definition and its findings as text that a reviewer can read in a diff: the right side of the golden
// tests.
#pragma once

#include "core/compile/compile.hpp"
#include "core/names.hpp"

#include <sstream>
#include <string>

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
        case RuleKind::ChosenAtStart: {
            std::string result = "chosen at start";
            for (const ApproverRule& among : rule.among) result += ", among " + text_of(among);
            return result;
        }
        case RuleKind::Initiator:
            return "initiator";
    }
    return {};
}

inline std::string text_of(const ApprovalSettings& settings) {
    std::string result = "mode " + std::string{mode_names[static_cast<std::size_t>(settings.mode)]};
    const Need& need = settings.need;
    if (settings.mode == Mode::Vote)
        result += ", needs " + (need.is_share
                                    ? std::to_string(need.numerator) + "/" + std::to_string(need.denominator)
                                    : std::to_string(need.count));
    result += ", without approver: " + std::string{name_of(settings.on_no_approver)};
    if (settings.on_no_approver == NoApprover::Users) result += " " + text_of(settings.no_approver_users);
    return result;
}

inline std::string text_of(ReferenceKind kind) {
    static constexpr const char* names[] = {"person", "role", "position", "department"};
    return names[static_cast<std::size_t>(kind)];
}

inline void print_node(std::ostream& out, const Node& node) {
    out << "node " << node.id << ": " << name_of(node.type) << text_of(node.name) << '\n';
    for (const ApproverRule& rule : node.approval.approvers)
        out << "    approver: " << text_of(rule) << "  " << rule.text << '\n';
    if (node.type == NodeType::Approval) out << "    " << text_of(node.approval) << '\n';
    for (const ApproverRule& rule : node.copy_to)
        out << "    to: " << text_of(rule) << "  " << rule.text << '\n';
}

inline std::string text_of(const Definition& definition, const std::vector<Reference>& references) {
    std::ostringstream out;
    out << "definition " << definition.key << text_of(definition.name) << '\n';
    if (definition.form) out << "form\n";
    for (const Field& field : definition.form ? definition.form->fields : std::vector<Field>{})
        out << "    " << field.name << ": " << text_of(field.type) << (field.required ? " required" : "")
            << (field.material ? " material" : "")
            << (field.values.empty() ? "" : " " + text_of(field.values)) << text_of(field.label) << '\n';
    for (const Node& node : definition.nodes) print_node(out, node);
    for (const Flow& flow : definition.flows)
        out << "flow " << flow.id << ": " << definition.nodes[flow.from].id << " -> "
            << definition.nodes[flow.to].id << (flow.when ? " when " + flow.when->text() : "")
            << (flow.is_default ? " default" : "") << text_of(flow.name) << '\n';
    out << "start " << definition.nodes[definition.start].id << '\n';
    for (const Reference& reference : references)
        out << "reference " << text_of(reference.kind) << ' ' << reference.id << " at " << reference.path
            << '\n';
    return out.str();
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
