// Who does a user task. Fixed names become rules; expressions that compute a person do not: only the initiator can be
// told from them. Such a task stays open to everyone, and a warning says so.
#include "core/bpmn/expression_language.hpp"
#include "core/bpmn/read.hpp"

namespace wf::bpmn {
namespace {

Json rule(std::string_view by) {
    Json result = object_json();
    put(result, "by", text_json(by));
    return result;
}

bool is_expression(std::string_view text) { return text.starts_with('=') || has_java_expression(text); }

void warn_of_expression(const Written& written, const Place& place) {
    place.reading.report.warning("assignee_expression", written.path,
                                 "who does it is computed by " + compiler::quoted(written.text) +
                                     ", which is not supported: the task is open to everybody",
                                 "Name persons or groups, or give the task wf:settings with a rule.");
}

bool is_initiator(const Written& written, Reading& reading) {
    if (written.text == "$INITIATOR") return true;
    if (!is_expression(written.text)) return false;
    Untranslatable why;
    const std::string feel = has_java_expression(written.text)
                                 ? feel_from_java(written.text, why).value_or("")
                                 : std::string{trimmed(std::string_view{written.text}.substr(1))};
    return feel == "initiator" || feel == "initiator.id" || feel == "INITIATOR" || reading.initiators.contains(feel);
}

// `"a, b"` and `["a", "b"]`: names after all, though written as FEEL.
std::optional<std::vector<std::string>> names_in_feel(std::string_view feel) {
    feel = trimmed(feel);
    if (const auto literal = string_literal(feel)) return comma_separated(*literal);
    if (feel.size() < 2 || feel.front() != '[' || feel.back() != ']') return std::nullopt;
    std::vector<std::string> names;
    for (const std::string& item : comma_separated(feel.substr(1, feel.size() - 2))) {
        const auto literal = string_literal(item);
        if (!literal) return std::nullopt;
        names.push_back(*literal);
    }
    return names;
}

// nullopt: an expression.
std::optional<std::vector<std::string>> names_of(const Written& written) {
    if (has_java_expression(written.text)) return std::nullopt;
    if (written.text.starts_with('=')) return names_in_feel(std::string_view{written.text}.substr(1));
    return comma_separated(written.text);
}

void set_assignee(const Written& written, const Place& place) {
    if (is_initiator(written, place.reading)) return place.set("assignee", rule("initiator"), written.path);
    if (!is_expression(written.text)) return place.set("assignee", written.text, written.path);
    const auto names = names_of(written);
    if (names && names->size() == 1) return place.set("assignee", names->front(), written.path);
    warn_of_expression(written, place);
}

void add_users(const std::vector<std::string>& users, Json& candidates) {
    if (users.empty()) return;
    Json by_name = rule("users");
    Json list = array_json();
    for (const std::string& user : users) list.items.push_back(text_json(user));
    put(by_name, "users", std::move(list));
    candidates.items.push_back(std::move(by_name));
}

void add_role(std::string_view role, Json& candidates) {
    Json by_role = rule("role");
    put(by_role, "role", text_json(role));
    candidates.items.push_back(std::move(by_role));
}

// Registers where the rules that were added to `candidates` since it had `before` come from.
void came_from(const Json& candidates, std::size_t before, const std::string& path, const Place& place) {
    for (std::size_t i = before; i < candidates.items.size(); ++i)
        place.reading.origin(compiler::child(place.pointer + "/candidates", i), path);
}

void add_candidates(const Written& written, bool are_groups, Json& candidates, const Place& place) {
    const std::size_t before = candidates.items.size();
    std::vector<std::string> people;
    if (is_initiator(written, place.reading)) {
        candidates.items.push_back(rule("initiator"));
    } else if (const auto names = names_of(written)) {
        for (const std::string& name : *names)
            if (are_groups)
                add_role(name, candidates);
            else
                people.push_back(name);
    } else {
        warn_of_expression(written, place);
    }
    add_users(people, candidates);
    came_from(candidates, before, written.path, place);
}

// The standard's own way: <potentialOwner><resourceAssignmentExpression><formalExpression>user(ann), group(hr)
void add_potential_owner(const Element& owner, Json& candidates, const Place& place) {
    const Element* assignment = owner.child("resourceAssignmentExpression");
    const Element* expression = assignment ? assignment->child("formalExpression") : nullptr;
    if (!expression || expression->text.empty()) return;
    const Written written = content_of(*expression);
    if (is_expression(written.text)) return warn_of_expression(written, place);
    const std::size_t before = candidates.items.size();
    for (const std::string& name : comma_separated(written.text)) {
        const std::string_view text = name;
        const bool is_call = text.ends_with(')');
        if (is_call && text.starts_with("user("))
            add_users({std::string{trimmed(text.substr(5, text.size() - 6))}}, candidates);
        else if (is_call && text.starts_with("group("))
            add_role(trimmed(text.substr(6, text.size() - 7)), candidates);
        else
            add_role(text, candidates);
    }
    came_from(candidates, before, written.path, place);
}

void read_human_performer(const Element& performer, const Place& place) {
    const Element* assignment = performer.child("resourceAssignmentExpression");
    const Element* expression = assignment ? assignment->child("formalExpression") : nullptr;
    if (expression && !expression->text.empty()) set_assignee(content_of(*expression), place);
}

}  // namespace

void read_people(const Element& task, const Place& place) {
    Json candidates = array_json();
    const auto read = [&](const Element& holder, Namespace space) {
        if (const auto assignee = attribute_of(holder, space, "assignee")) set_assignee(*assignee, place);
        if (const auto users = attribute_of(holder, space, "candidateUsers"))
            add_candidates(*users, false, candidates, place);
        if (const auto groups = attribute_of(holder, space, "candidateGroups"))
            add_candidates(*groups, true, candidates, place);
    };
    for (const Element& child : task.children) {
        if (child.is("humanPerformer") || child.is("performer")) read_human_performer(child, place);
        if (child.is("potentialOwner")) add_potential_owner(child, candidates, place);
    }
    read(task, Namespace::Camunda);
    if (const Element* zeebe = task.extension(Namespace::Zeebe, "assignmentDefinition"))
        read(*zeebe, Namespace::None);
    if (!candidates.items.empty()) place.set("candidates", std::move(candidates));
}

}  // namespace wf::bpmn
