// Decision tables without their rules: name, hit policy, inputs and outputs.
#include "core/compile/expression.hpp"
#include "core/compile/literal.hpp"
#include "core/compile/names.hpp"
#include "core/compile/parse.hpp"
#include "core/compile/schema_parts.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace wf::compiler {
namespace {

constexpr Key table_keys[] = {required("name", "text"),
                              {"label", "local_text"},
                              {"description", "local_text"},
                              {"hit_policy", "hit_policy"},
                              {"aggregation", "aggregation"},
                              required("inputs", "inputs"),
                              required("outputs", "outputs"),
                              required("rules", "decision_rules")};
constexpr Key input_keys[] = {
    {"name", "text"}, {"label", "local_text"}, {"expression", "text"}, {"type", "feel_type"}, {"values", "feel_values"}};
constexpr Key output_keys[] = {
    {"name", "text"}, {"label", "local_text"}, {"type", "feel_type"}, {"values", "feel_values"}, {"default", "cell"}};

struct PolicyWord {
    HitPolicy policy;
    Aggregation aggregation = Aggregation::None;
};

constexpr Word<PolicyWord> policies[] = {
    {"unique", {{HitPolicy::Unique}}},
    {"any", {{HitPolicy::Any}}},
    {"first", {{HitPolicy::First}}},
    {"priority", {{HitPolicy::Priority}}},
    {"rule order", {{HitPolicy::RuleOrder}}},
    {"output order", {{HitPolicy::OutputOrder}}},
    {"collect", {{HitPolicy::Collect}}},
    {"U", {{HitPolicy::Unique}}},
    {"A", {{HitPolicy::Any}}},
    {"F", {{HitPolicy::First}}},
    {"P", {{HitPolicy::Priority}}},
    {"R", {{HitPolicy::RuleOrder}}},
    {"O", {{HitPolicy::OutputOrder}}},
    {"C", {{HitPolicy::Collect}}},
    {"C+", {{HitPolicy::Collect, Aggregation::Sum}}},
    {"C<", {{HitPolicy::Collect, Aggregation::Min}}},
    {"C>", {{HitPolicy::Collect, Aggregation::Max}}},
    {"C#", {{HitPolicy::Collect, Aggregation::Count}}},
};

constexpr Word<Aggregation> aggregations[] = {
    {"sum", Aggregation::Sum},
    {"min", Aggregation::Min},
    {"max", Aggregation::Max},
    {"count", Aggregation::Count},
};

using MaybeType = std::optional<feel::Type>;

// FEEL's names, and those that forms have for the same.
constexpr Word<MaybeType> types[] = {
    {"any", {{std::nullopt}}},
    {"number", {{feel::Type::Number}}},
    {"string", {{feel::Type::String}}},
    {"text", {{feel::Type::String}}},
    {"boolean", {{feel::Type::Boolean}}},
    {"date", {{feel::Type::Date}}},
    {"time", {{feel::Type::Time}}},
    {"date and time", {{feel::Type::DateTime}}},
    {"datetime", {{feel::Type::DateTime}}},
    {"days and time duration", {{feel::Type::DaysDuration}}},
    {"years and months duration", {{feel::Type::MonthsDuration}}},
    {"list", {{feel::Type::List}}},
    {"context", {{feel::Type::Context}}},
    {"object", {{feel::Type::Context}}},
};

MaybeType type_of(const Field& field) {
    switch (field.type) {
        case FieldType::Number:
            return feel::Type::Number;
        case FieldType::Text:
        case FieldType::Choice:
        case FieldType::Department:
            return feel::Type::String;
        case FieldType::Boolean:
            return feel::Type::Boolean;
        case FieldType::Date:
            return feel::Type::Date;
        case FieldType::Datetime:
            return feel::Type::DateTime;
        case FieldType::Person:
        case FieldType::List:
        case FieldType::Object:
        case FieldType::Attachment:
            break;
    }
    return std::nullopt;
}

bool is_temporal(MaybeType type) {
    return type == feel::Type::Date || type == feel::Type::Time || type == feel::Type::DateTime ||
           type == feel::Type::DaysDuration || type == feel::Type::MonthsDuration;
}

// Words with one blank between them, that an expression reads as one name, and as one function.
bool is_decision_name(const std::string& name) {
    if (name.empty() || name.size() > max_name || is_reserved_name(name)) return false;
    const feel::Vocabulary vocabulary{.names = {name}, .functions = {name}};
    feel::SyntaxError error;
    if (feel::Expression::parse(name + "()", error)) return false;  // a function of FEEL
    const auto read = feel::Expression::parse(name, error, {}, vocabulary);
    const auto called = feel::Expression::parse(name + "()", error, {}, vocabulary);
    return read && read->names().size() == 1 && read->names()[0].name == name && called &&
           called->functions().size() == 1 && name.find_first_of("+-*/.\"") == std::string::npos;
}

// All names first: tables may use each other in any order.
void collect_names(const JsonValue& list, Draft& draft) {
    for (const JsonValue& table : list.items) {
        const JsonValue* name = table.is(JsonValue::Type::Object) ? table.find("name") : nullptr;
        if (name == nullptr || !name->is(JsonValue::Type::String) || !is_decision_name(name->text)) continue;
        draft.vocabulary.functions.push_back(name->text);
        if (name->text.find(' ') != std::string::npos) draft.vocabulary.names.push_back(name->text);
    }
}

class TableParser {
public:
    TableParser(const Reader& reader, Draft& draft)
        : reader_{reader}, draft_{draft}, source_{.path = reader.path()} {}

    void parse() {
        reader_.allow_keys(table_keys);
        reader_.local_text("label");  // checked, not kept
        reader_.local_text("description");
        parse_name();
        parse_policy();
        parse_list("inputs", [&](const Reader& input) { parse_input(input); });
        parse_list("outputs", [&](const Reader& output) { parse_output(output); });
        check_outputs();
        parse_decision_rules(reader_, table_, source_, draft_);
        draft_.definition.decisions.push_back(std::move(table_));
        draft_.decisions.push_back(std::move(source_));
    }

private:
    Report& report() const { return reader_.report(); }

    void parse_name() {
        table_.name = reader_.require_text("name").value_or("");
        if (!table_.name.empty() && !is_decision_name(table_.name))
            report().error(
                "bad_name", reader_.path("name"), in_quotes(table_.name) + " is not a name for a decision",
                "A name is one or more words with one blank between them, at most 63 bytes, and no "
                "word or function of the expression language.");
    }

    void parse_policy() {
        const std::optional<PolicyWord> word = reader_.word("hit_policy", policies, "hit policy");
        if (reader_.find("hit_policy") != nullptr && !word) source_.is_complete = false;
        const PolicyWord policy = word.value_or(PolicyWord{HitPolicy::Unique});
        table_.policy = policy.policy;
        table_.aggregation = policy.aggregation;
        if (reader_.find("aggregation") == nullptr) return;
        const bool is_collect =
            policy.policy == HitPolicy::Collect && policy.aggregation == Aggregation::None;
        if (!is_collect)
            report().error("conflicting_keys", reader_.path("aggregation"),
                           "only the hit policy \"collect\" has an aggregation");
        table_.aggregation =
            reader_.word("aggregation", aggregations, "aggregation").value_or(Aggregation::None);
    }

    template <class Parse>
    void parse_list(std::string_view key, Parse parse) {
        const JsonValue* list = reader_.require(key, JsonValue::Type::Array);
        if (list == nullptr) return void(source_.is_complete = false);
        if (list->items.empty()) {
            report().error("empty_value", reader_.path(key), in_quotes(key) + " is empty");
            source_.is_complete = false;
        }
        for (std::size_t i = 0; i < list->items.size(); ++i) {
            const std::string path = child(reader_.path(key), i);
            const std::string_view what = key == "inputs" ? "an input" : "an output";
            if (is_object_at(list->items[i], path, what, report()))
                parse(Reader{list->items[i], path, report()});
            else
                source_.is_complete = false;
        }
    }

    void parse_input(const Reader& reader) {
        reader.allow_keys(input_keys);
        reader.local_text("label");
        // Without an expression it is the name that is asked for.
        const bool has_name_only = reader.find("expression") == nullptr && reader.find("name") != nullptr;
        const std::optional<std::string> text =
            has_name_only ? reader.optional_text("name") : reader.require_text("expression");
        auto expression = text ? parse_feel(*text, reader.path(has_name_only ? "name" : "expression"),
                                            "expression", draft_.vocabulary, report())
                               : std::nullopt;
        if (!expression) return void(source_.is_complete = false);
        const std::string path = reader.path(has_name_only ? "name" : "expression");
        note_names(*expression, path, no_node, "expression", source_.names);
        draft_.expressions.push_back({.expression = *expression, .path = path, .what = "expression"});
        DecisionInput input{.name = {}, .expression = std::move(*expression)};
        if (is_expression_name(input.expression.text())) input.name = input.expression.text();
        const Field* field = draft_.definition.form ? draft_.definition.form->find(input.name) : nullptr;
        if (auto name = parse_part_name(reader, input_names_)) input.name = std::move(*name);
        if (field != nullptr) input.type = type_of(*field);
        if (const auto type = reader.word("type", types, "type")) input.type = *type;
        if (field != nullptr && field->type == FieldType::Choice && reader.find("values") == nullptr)
            input.values = choice_tests(field->values);
        else
            input.values = parse_input_values(reader, input.type);
        table_.inputs.push_back(std::move(input));
    }

    // "name" of an input or an output.
    std::optional<std::string> parse_part_name(const Reader& reader,
                                               std::unordered_set<std::string>& seen) const {
        std::optional<std::string> name = reader.optional_text("name");
        if (!name) return std::nullopt;
        if (!is_expression_name(*name))
            report().error(
                "bad_name", reader.path("name"), in_quotes(*name) + " is not a name",
                "A name is a letter or \"_\" and then letters, digits and \"_\", at most 63 bytes; "
                "what people read is its \"label\".");
        else if (!seen.insert(*name).second)
            report().error("duplicate_id", reader.path("name"), "there is more than one " + in_quotes(*name));
        return name;
    }

    static std::optional<feel::Expression> choice_tests(const std::vector<std::string>& values) {
        std::string text;
        for (const std::string& value : values) text += (text.empty() ? "" : ", ") + string_literal(value);
        feel::SyntaxError error;
        return feel::Expression::parse_tests(text, error);
    }

    // Texts of a list are texts: only of dates and the like they are what is in them.
    std::optional<std::string> listed_values(const Reader& reader, MaybeType type) {
        const JsonValue& values = *reader.find("values");
        if (values.is(JsonValue::Type::String)) return reader.optional_text("values");
        if (!values.is(JsonValue::Type::Array) || values.items.empty()) {
            report().error("wrong_type", reader.path("values"),
                           "\"values\" must be a list of values, or a text with FEEL tests");
            return std::nullopt;
        }
        std::string text;
        for (std::size_t i = 0; i < values.items.size(); ++i) {
            const JsonValue& item = values.items[i];
            const std::optional<std::string> one = literal(item);
            const bool is_quoted = item.is(JsonValue::Type::String) && item.text.size() > 1 &&
                                   item.text.starts_with('"') && item.text.ends_with('"');
            if (!one || is_quoted) {
                report().error(one ? "bad_value" : "wrong_type", child(reader.path("values"), i),
                               one ? "the quotes would be a part of this value"
                                   : "a value of a list must be a text, a number or a boolean",
                               one ? "Write " + item.text + "." : "");
                return std::nullopt;
            }
            const bool is_text_of = item.is(JsonValue::Type::String) && is_temporal(type);
            text += (text.empty() ? "" : ", ") + ((is_text_of ? "@" : "") + *one);
        }
        return text;
    }

    std::optional<feel::Expression> parse_input_values(const Reader& reader, MaybeType type) {
        if (reader.find("values") == nullptr) return std::nullopt;
        const std::optional<std::string> text = listed_values(reader, type);
        auto tests = text ? parse_tests(*text, reader.path("values"), "values", draft_.vocabulary, report())
                          : std::nullopt;
        if (!tests) return source_.is_complete = false, std::nullopt;
        note_names(*tests, reader.path("values"), no_node, "values", source_.names);
        return tests;
    }

    void parse_output(const Reader& reader) {
        reader.allow_keys(output_keys);
        reader.local_text("label");
        DecisionOutput output;
        output.name = parse_part_name(reader, output_names_).value_or("");
        if (const auto type = reader.word("type", types, "type")) output.type = *type;
        parse_output_values(reader, output);
        if (const JsonValue* otherwise = reader.find("default"))
            output.otherwise =
                parse_output_cell(*otherwise, reader.path("default"), source_, draft_, report());
        table_.outputs.push_back(std::move(output));
        output_paths_.push_back(reader.path());
    }

    // In their order, so nothing but literals.
    void parse_output_values(const Reader& reader, DecisionOutput& output) {
        if (reader.find("values") == nullptr) return;
        const std::optional<std::string> text = listed_values(reader, output.type);
        if (!text) return void(source_.is_complete = false);
        const auto list =
            parse_feel("[" + *text + "]", reader.path("values"), "values", draft_.vocabulary, report());
        const feel::Value* values = list ? list->constant() : nullptr;
        if (list && (values == nullptr || !values->is_list()))
            report().error("bad_value", reader.path("values"), "the values of an output must be literals",
                           "List them, the most important one first: [\"board\", \"cfo\"].");
        if (values == nullptr || !values->is_list()) return void(source_.is_complete = false);
        output.values = values->as_list();
        for (feel::Value& value : output.values)
            if (output.type && !conform(value, *output.type))
                report().error("wrong_type", reader.path("values"),
                               "a value is " + std::string{feel::type_name(value.type())} + ", not " +
                                   std::string{feel::type_name(*output.type)});
    }

    void check_outputs() {
        if (table_.outputs.size() > 1)
            for (std::size_t i = 0; i < table_.outputs.size(); ++i)
                if (table_.outputs[i].name.empty())
                    report().error("missing_key", output_paths_[i], "\"name\" is missing",
                                   "The result is a context with the names of the outputs.");
        if (table_.outputs.size() > 1 && table_.aggregation != Aggregation::None)
            report().error("conflicting_keys", reader_.path("outputs"),
                           "an aggregate is of one output, not of " + std::to_string(table_.outputs.size()));
        const bool by_values =
            table_.policy == HitPolicy::Priority || table_.policy == HitPolicy::OutputOrder;
        const bool has_values =
            std::any_of(table_.outputs.begin(), table_.outputs.end(),
                        [](const DecisionOutput& output) { return !output.values.empty(); });
        if (by_values && !has_values && source_.is_complete)
            report().error("missing_key", output_paths_[0], "\"values\" is missing",
                           "This hit policy goes by their order: list the values, the most important first.");
    }

    const Reader& reader_;
    Draft& draft_;
    DecisionSource source_;
    DecisionTable table_;
    std::unordered_set<std::string> input_names_, output_names_;
    std::vector<std::string> output_paths_;
};

}  // namespace

void parse_decisions(const Reader& top, Draft& draft) {
    const JsonValue* list = top.optional("decisions", JsonValue::Type::Array);
    if (list == nullptr) return;
    if (list->items.size() > draft.limits.max_decisions)
        return top.report().error(
            "too_large", top.path("decisions"),
            "there are more than " + std::to_string(draft.limits.max_decisions) + " decisions");
    collect_names(*list, draft);
    for (std::size_t i = 0; i < list->items.size(); ++i) {
        const std::string path = child(top.path("decisions"), i);
        if (!is_object_at(list->items[i], path, "a decision", top.report())) continue;
        const Reader reader{list->items[i], path, top.report()};
        TableParser{reader, draft}.parse();
    }
}

void describe_decisions(SchemaParts& parts) {
    parts.object("decision", table_keys);
    parts.list("decisions", "decision", 0);
    parts.object("input", input_keys, R"({"anyOf": [{"required": ["name"]}, {"required": ["expression"]}]})");
    parts.object("output", output_keys);
    parts.list("inputs", "input", 1);
    parts.write("outputs", R"({"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/output"},
        "if": {"minItems": 2}, "then": {"items": {"required": ["name"]}}})");
    parts.words("hit_policy", policies);
    parts.words("aggregation", aggregations);
    parts.words("feel_type", types);
    parts.write("feel_values", R"({"anyOf": [{"$ref": "#/$defs/text"}, {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/cell"}}]})");
}

}  // namespace wf::compiler
