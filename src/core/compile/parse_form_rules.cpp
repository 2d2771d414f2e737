// What the form says in FEEL: computed fields, what a value has to satisfy, what has to hold for all of it.
#include "core/compile/expression.hpp"
#include "core/compile/parse.hpp"
#include "core/compile/schema_parts.hpp"
#include "core/form/form_value.hpp"

#include <utility>

namespace wf::compiler {
namespace {

constexpr Key form_rule_keys[] = {required("holds", "text"), {"message", "local_text"}};

// The value that a rule of a field is about, beside the field's own name.
bool stands_for_the_value(std::string_view name, const Form& form) {
    return name == "?" || (name == "value" && form.find("value") == nullptr);
}

// Messages become items of a list that ends with one.
LocalText without_full_stop(LocalText message) {
    for (auto& [language, text] : message.texts)
        if (text.ends_with('.')) text.pop_back();
    return message;
}

std::optional<feel::Expression> parse_rule_of(const Reader& reader, std::string_view key,
                                              std::string_view what, bool is_of_field,
                                              const feel::StaticType& wanted, Draft& draft) {
    const std::optional<std::string> text = reader.optional_text(key);
    if (!text) return std::nullopt;
    auto expression = parse_feel(*text, reader.path(key), what, draft.vocabulary, reader.report());
    if (!expression) return expression;
    const std::size_t first = draft.names.size();
    note_names(*expression, reader.path(key), no_node, what, draft.names);
    if (is_of_field)
        for (std::size_t i = draft.names.size(); i-- > first;)
            if (stands_for_the_value(draft.names[i].name, *draft.definition.form))
                draft.names.erase(draft.names.begin() + static_cast<std::ptrdiff_t>(i));
    draft.expressions.push_back(
        {.expression = *expression, .path = reader.path(key), .what = what, .wanted = wanted});
    return expression;
}

void parse_field_rules(const Reader& reader, Field& field, Draft& draft) {
    field.computed = parse_rule_of(reader, "computed", "expression", false, static_type(field), draft);
    draft.computed_paths.push_back(reader.path("computed"));
    field.valid = parse_rule_of(reader, "valid", "rule", true, truth(), draft);
    field.invalid = without_full_stop(reader.local_text("message"));
    if (reader.find("message") != nullptr && reader.find("valid") == nullptr)
        reader.report().error("conflicting_keys", reader.path("message"),
                              "\"message\" says that \"valid\" is broken, and there is none");
}

void parse_form_rule(const Reader& reader, Draft& draft) {
    reader.allow_keys(form_rule_keys);
    reader.require("holds", JsonValue::Type::String);
    auto holds = parse_rule_of(reader, "holds", "rule", false, truth(), draft);
    LocalText message = without_full_stop(reader.local_text("message"));
    if (holds)
        draft.definition.form->rules.push_back({.holds = std::move(*holds), .message = std::move(message)});
}

}  // namespace

void parse_form_rules(const Reader& top, Draft& draft) {
    const JsonValue* form = top.find("form");
    if (!draft.definition.form || form == nullptr) return;
    const Reader reader{*form, top.path("form"), top.report()};
    const JsonValue* fields = form->find("fields");
    std::size_t next = 0;  // what is not an object has become no field
    if (fields != nullptr)
        for (std::size_t i = 0; i < fields->items.size(); ++i)
            if (fields->items[i].is(JsonValue::Type::Object))
                parse_field_rules(Reader{fields->items[i], child(reader.path("fields"), i), top.report()},
                                  draft.definition.form->fields[next++], draft);
    const JsonValue* rules = reader.optional("rules", JsonValue::Type::Array);
    if (rules == nullptr) return;
    for (std::size_t i = 0; i < rules->items.size(); ++i) {
        const std::string path = child(reader.path("rules"), i);
        if (is_object_at(rules->items[i], path, "a rule", top.report()))
            parse_form_rule(Reader{rules->items[i], path, top.report()}, draft);
    }
}

void describe_form_rules(SchemaParts& parts) {
    parts.object("form_rule", form_rule_keys);
    parts.list("form_rules", "form_rule", 0);
}

}  // namespace wf::compiler
