// Who does a user task. Fixed names become rules, and so do expressions that compute persons. One that
// computes groups, or that cannot be translated, does not: a warning says so. A task for which nobody is left is
// never open to everybody: see read_nobody.cpp.
#include "core/bpmn/expression_language.hpp"
#include "core/bpmn/read.hpp"
#include "core/compile/names.hpp"

namespace wf::bpmn {
namespace {

Json rule(std::string_view by) {
    Json result = object_json();
    put(result, "by", text_json(by));
    return result;
}

bool is_expression(std::string_view text) { return text.starts_with('=') || has_java_expression(text); }

bool is_initiator(const Written& written, Reading& reading) {
    if (written.text == "$INITIATOR") return true;
    if (!is_expression(written.text)) return false;
    Untranslatable why;
    const std::string feel = has_java_expression(written.text)
                                 ? feel_from_java(written.text, Needed::Value, reading.types, why).value_or("")
                                 : std::string{trimmed(std::string_view{written.text}.substr(1))};
    return feel == "initiator" || feel == "initiator.id" || feel == "INITIATOR" ||
           reading.initiators.contains(feel);
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

// "hr, ${region}" -> "hr" and "${region}"; one expression with commas in it stays whole.
std::vector<std::string> parts_of(const std::string& text) {
    std::vector<std::string> parts = comma_separated(text);
    for (const std::string& part : parts)
        if (has_java_expression(part) && !part.ends_with('}')) return {text};
    return parts;
}

// Nothing: it cannot be translated.
std::optional<Json> expression_rule(const std::string& text, const Reading& reading) {
    std::string feel{trimmed(std::string_view{text}.substr(1))};
    if (has_java_expression(text)) {
        Untranslatable why;
        const std::optional<std::string> translated = feel_from_java(text, Needed::Value, reading.types, why);
        if (!translated) return std::nullopt;
        feel = *translated;
    }
    Json result = rule("expression");
    put(result, "expression", text_json(feel));
    return result;
}

class People {
public:
    explicit People(const Place& place) : place_(place) {}

    void add_assignee(const Written& written) {
        if (is_initiator(written, place_.reading))
            return place_.set("assignee", rule("initiator"), written.path);
        const auto names = written.text.starts_with('=')
                               ? names_in_feel(std::string_view{written.text}.substr(1))
                               : std::optional{std::vector<std::string>{written.text}};
        if (!names || names->size() != 1 || has_java_expression(written.text)) {
            if (std::optional<Json> computed = expression_rule(written.text, place_.reading))
                return place_.set("assignee", std::move(*computed), written.path);
            return computed_.push_back(written);
        }
        place_.set("assignee", names->front(), written.path);
    }

    void add_users(const Written& written) {
        std::vector<std::string> users = named(written, Computed::Persons);
        if (!users.empty()) add(users_rule(users), written.path);
    }

    void add_groups(const Written& written) {
        for (const std::string& name : named(written, Computed::Groups)) add_role(name, written.path);
    }

    // The standard's own way: "user(ann), group(hr), sales"; a bare name is a group.
    void add_owners(const Written& written) {
        if (is_expression(written.text)) return computed_.push_back(written);
        for (const std::string& name : comma_separated(written.text)) {
            const std::string_view text = name;
            if (text.starts_with("user(") && text.ends_with(')'))
                add(users_rule({std::string{trimmed(text.substr(5, text.size() - 6))}}), written.path);
            else if (text.starts_with("group(") && text.ends_with(')'))
                add_role(trimmed(text.substr(6, text.size() - 7)), written.path);
            else
                add_role(text, written.path);
        }
    }

    void write() {
        const bool names_others = !candidates_.items.empty() || place_.json.find("assignee");
        if (!candidates_.items.empty()) place_.set("candidates", std::move(candidates_));
        if (!except_.items.empty()) place_.set("except", std::move(except_));
        for (const Written& written : computed_)
            place_.reading.report.warning(
                "assignee_expression", written.path,
                "the person who does it is computed by " + compiler::in_quotes(written.text) +
                    ", which is not supported" +
                    (names_others ? ": only the others named can do it" : ""),
                "Name persons or groups, or give the task wf:settings with a rule.");
    }

    // Four eyes: a name, the initiator, or the variable that holds the person.
    void keep_out(const Written& written) {
        if (is_initiator(written, place_.reading)) return place_.set("on_self", "skip", written.path);
        if (!is_expression(written.text)) {
            for (const std::string& name : comma_separated(written.text)) except(name, written.path);
            return;
        }
        const std::optional<std::string> feel = feel_of(written, place_.reading);
        if (!feel) return;
        if (compiler::is_expression_name(*feel)) return except("field:" + *feel, written.path);
        place_.reading.report.error("untranslatable_expression", written.path,
                                    "the person who may not do it is computed by " +
                                        compiler::in_quotes(written.text) + ", which is not supported",
                                    "Name a person, or a variable that holds one.");
    }

private:
    // The fixed names; the initiator gets their rule and expressions go to `computed_`.
    enum class Computed : std::uint8_t { Persons, Groups };

    std::vector<std::string> named(const Written& written, Computed computed) {
        if (written.text.starts_with('=')) {
            if (auto names = names_in_feel(std::string_view{written.text}.substr(1))) return *names;
        }
        std::vector<std::string> names;
        for (const std::string& part : parts_of(written.text)) {
            const Written one{.text = part, .language = {}, .path = written.path};
            if (is_initiator(one, place_.reading))
                add(rule("initiator"), written.path);
            else if (!is_expression(part))
                names.push_back(part);
            else if (std::optional<Json> by =
                         computed == Computed::Persons ? expression_rule(part, place_.reading) : std::nullopt)
                add(std::move(*by), written.path);
            else
                computed_.push_back(one);
        }
        return names;
    }

    static Json users_rule(const std::vector<std::string>& users) {
        Json by_name = rule("users");
        Json list = array_json();
        for (const std::string& user : users) list.items.push_back(text_json(user));
        put(by_name, "users", std::move(list));
        return by_name;
    }

    void add_role(std::string_view role, const std::string& path) {
        Json by_role = rule("role");
        put(by_role, "role", text_json(role));
        add(std::move(by_role), path);
    }

    void except(std::string_view person, const std::string& path) {
        place_.reading.origin(compiler::child(place_.pointer + "/except", except_.items.size()), path);
        except_.items.push_back(text_json(person));
    }

    void add(Json one, const std::string& path) {
        place_.reading.origin(compiler::child(place_.pointer + "/candidates", candidates_.items.size()),
                              path);
        candidates_.items.push_back(std::move(one));
    }

    const Place& place_;
    Json candidates_ = array_json();
    Json except_ = array_json();
    std::vector<Written> computed_;
};

std::optional<Written> assigned(const Element& role) {
    const Element* assignment = role.child("resourceAssignmentExpression");
    const Element* expression = assignment ? assignment->child("formalExpression") : nullptr;
    if (!expression || expression->text.empty()) return std::nullopt;
    return content_of(*expression);
}

}  // namespace

void read_people(const Element& task, const Place& place) {
    People people{place};
    const auto inputs = task_inputs(task, place.reading);
    for (const auto& [name, written] : inputs) {
        if (written.text.empty()) continue;
        if (name == "ActorId") people.add_users(written);
        if (name == "GroupId") people.add_groups(written);
        if (name == "ExcludedOwnerId") people.keep_out(written);
    }
    for (const Element& child : task.children) {
        const bool performs = child.is("humanPerformer") || child.is("performer");
        const auto written = performs || child.is("potentialOwner") ? assigned(child) : std::nullopt;
        if (written && performs) people.add_assignee(*written);
        // A bare name is a group, except in jBPM's files.
        if (written && !performs && inputs.empty()) people.add_owners(*written);
        if (written && !performs && !inputs.empty()) people.add_users(*written);
    }
    const auto read = [&](const Element& holder, Namespace space) {
        if (const auto assignee = attribute_of(holder, space, "assignee")) people.add_assignee(*assignee);
        if (const auto users = attribute_of(holder, space, "candidateUsers")) people.add_users(*users);
        if (const auto groups = attribute_of(holder, space, "candidateGroups")) people.add_groups(*groups);
    };
    read(task, Namespace::Camunda);
    if (const Element* zeebe = task.extension(Namespace::Zeebe, "assignmentDefinition"))
        read(*zeebe, Namespace::None);
    people.write();
}

}  // namespace wf::bpmn
