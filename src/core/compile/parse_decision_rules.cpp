// The rules of a decision table: cells of inputs are unary tests, cells of outputs expressions.
#include "core/compile/expression.hpp"
#include "core/compile/literal.hpp"
#include "core/compile/parse.hpp"
#include "core/compile/schema_parts.hpp"

#include "core/expression/print.hpp"

#include <unordered_map>
#include <utility>

namespace wf::compiler {
namespace {

constexpr Key decision_rule_keys[] = {required("when", "cells"), required("then", "cells"), {"description", "local_text"}};
constexpr std::string_view cell_word = "cell";

std::string type_text(feel::Type type) { return std::string{feel::type_name(type)}; }

// A JSON string is FEEL text, as in DMN; a number or boolean stands for itself.
std::optional<std::string> cell_text(const JsonValue& cell, const std::string& path, Report& report) {
    if (cell.is(JsonValue::Type::String)) return cell.text;
    std::optional<std::string> text = literal(cell);
    if (!text)
        report.error("wrong_type", path, "a cell must be a text, a number or a boolean",
                     "A text is FEEL: several values are \"\\\"IT\\\", \\\"HR\\\"\", a list is "
                     "\"[\\\"ann\\\", \\\"bob\\\"]\".");
    return text;
}

feel::StaticType static_type(const std::optional<feel::Type>& type) {
    return type ? feel::StaticType::of(*type) : feel::StaticType{};
}

bool is_blank(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    return first == std::string_view::npos ||
           (text[first] == '-' && text.find_first_not_of(" \t\r\n", first + 1) == std::string_view::npos);
}

class RulesParser {
public:
    RulesParser(DecisionTable& table, DecisionSource& source, Draft& draft, Report& report)
        : table_{table},
          source_{source},
          draft_{draft},
          report_{report},
          knows_columns_{source.is_complete} {}

    void parse(const Reader& reader) {
        reader.allow_keys(decision_rule_keys);
        reader.local_text("description");
        DecisionRule rule;
        rule.when.resize(table_.inputs.size());
        parse_when(reader, rule);
        parse_then(reader, rule);
        table_.rules.push_back(std::move(rule));
    }

private:
    void wrong() { source_.is_complete = false; }

    // The list of cells under `key`; one cell may stand alone.
    std::vector<std::pair<const JsonValue*, std::string>> cells(const Reader& reader, std::string_view key) {
        std::vector<std::pair<const JsonValue*, std::string>> found;
        const JsonValue* cells = reader.find(key);
        if (cells == nullptr) {
            reader.require(key, JsonValue::Type::Array);
            wrong();
        } else if (!cells->is(JsonValue::Type::Array)) {
            found.emplace_back(cells, reader.path(key));
        } else {
            for (std::size_t i = 0; i < cells->items.size(); ++i)
                found.emplace_back(&cells->items[i], child(reader.path(key), i));
        }
        return found;
    }

    // What is left out at the end is "-".
    void parse_when(const Reader& reader, DecisionRule& rule) {
        const auto tests = cells(reader, "when");
        if (tests.size() > table_.inputs.size())
            report_count(reader, "when", tests.size(), table_.inputs.size());
        for (std::size_t i = 0; i < tests.size(); ++i) {
            auto test = parse_test(*tests[i].first, tests[i].second);
            if (!test || !knows_columns_ || i >= table_.inputs.size()) continue;
            check_test(*test, tests[i].second, table_.inputs[i]);
            if (!test->bounds())
                draft_.expressions.push_back({.expression = *test,
                                              .path = tests[i].second,
                                              .what = cell_word,
                                              .tested = static_type(table_.inputs[i].type)});
            rule.when[i] = std::move(test);
        }
    }

    void parse_then(const Reader& reader, DecisionRule& rule) {
        const auto outputs = cells(reader, "then");
        if (outputs.size() != table_.outputs.size())
            report_count(reader, "then", outputs.size(), table_.outputs.size());
        for (std::size_t i = 0; i < outputs.size(); ++i) {
            auto expression =
                parse_output_cell(*outputs[i].first, outputs[i].second, source_, draft_, report_);
            if (!expression || !knows_columns_ || i >= table_.outputs.size()) continue;
            check_output(*expression, outputs[i].second, table_.outputs[i]);
            if (expression->constant() == nullptr)
                draft_.expressions.push_back({.expression = *expression,
                                              .path = outputs[i].second,
                                              .what = cell_word,
                                              .wanted = static_type(table_.outputs[i].type)});
            rule.then.push_back(std::move(*expression));
        }
        if (rule.then.size() != table_.outputs.size()) wrong();
    }

    void report_count(const Reader& reader, std::string_view key, std::size_t cells, std::size_t columns) {
        wrong();
        if (!knows_columns_ || reader.find(key) == nullptr) return;
        const std::string columns_are = key == "when" ? "inputs" : "outputs";
        report_.error("bad_value", reader.path(key),
                      "the rule has " + std::to_string(cells) + " cells for " + std::to_string(columns) +
                          " " + (columns == 1 ? columns_are.substr(0, columns_are.size() - 1) : columns_are));
    }

    std::optional<feel::Expression> parse_test(const JsonValue& cell, const std::string& path) {
        if (cell.is(JsonValue::Type::Null)) return std::nullopt;
        const std::optional<std::string> text = cell_text(cell, path, report_);
        if (!text) return wrong(), std::nullopt;
        if (is_blank(*text)) return std::nullopt;
        auto test = remembered(*text, path);
        if (!test) return wrong(), std::nullopt;
        note_names(*test, path, no_node, cell_word, source_.names);
        return test;
    }

    // Cells of a table are often the same: one tree is enough.
    std::optional<feel::Expression> remembered(const std::string& text, const std::string& path) {
        const auto found = tests_.find(text);
        if (found != tests_.end()) return found->second;
        auto test = parse_tests(text, path, cell_word, draft_.vocabulary, report_);
        if (test) tests_.emplace(text, *test);
        return test;
    }

    // What could never be true.
    void check_test(const feel::Expression& test, const std::string& path, const DecisionInput& input) {
        if (!input.type) return;
        const std::optional<feel::Expression::Bounds> bounds = test.bounds();
        if (!bounds) return;
        for (const feel::Value& value : bounds->values) {
            if (value.is_null() || value.type() == *input.type) continue;
            feel::Value as_meant = value;
            report_.error("wrong_type", path,
                          "the cell compares with " + type_text(value.type()) + " " + feel::to_feel(value) +
                              ", but input " + in_quotes(input.title()) + " is of type " +
                              type_text(*input.type),
                          conform(as_meant, *input.type) ? "Write @" + feel::to_feel(value) + "." : "");
            return wrong();
        }
    }

    void check_output(const feel::Expression& expression, const std::string& path,
                      const DecisionOutput& output) {
        if (expression.constant() == nullptr || expression.constant()->is_null()) return;
        feel::Value value = *expression.constant();
        const std::string name =
            output.name.empty() ? std::string{"the output"} : "output " + in_quotes(output.name);
        if (output.type && !conform(value, *output.type)) {
            report_.error("wrong_type", path,
                          "the cell is " + type_text(value.type()) + " " + feel::to_feel(value) + ", but " +
                              name + " is of type " + type_text(*output.type));
            return wrong();
        }
        if (output.values.empty() || priority_of(output, value) < output.values.size()) return;
        report_.error("bad_value", path, feel::to_feel(value) + " is not one of the values of " + name,
                      "Add it to \"values\", or correct it.");
    }

    DecisionTable& table_;
    DecisionSource& source_;
    Draft& draft_;
    Report& report_;
    const bool knows_columns_;  // false: which cell belongs to which column is not known
    std::unordered_map<std::string, feel::Expression> tests_;
};

std::size_t count_cells(const JsonValue& rules) {
    std::size_t cells = 0;
    for (const JsonValue& rule : rules.items)
        for (const std::string_view key : {"when", "then"})
            if (const JsonValue* list = rule.find(key)) cells += 1 + list->items.size();
    return cells;
}

}  // namespace

std::optional<feel::Expression> parse_output_cell(const JsonValue& cell, const std::string& path,
                                                  DecisionSource& source, Draft& draft, Report& report) {
    const std::optional<std::string> text = cell_text(cell, path, report);
    auto expression = text ? parse_feel(*text, path, cell_word, draft.vocabulary, report) : std::nullopt;
    if (expression)
        note_names(*expression, path, no_node, cell_word, source.names);
    else
        source.is_complete = false;
    return expression;
}

void parse_decision_rules(const Reader& reader, DecisionTable& table, DecisionSource& source, Draft& draft) {
    const JsonValue* rules = reader.require("rules", JsonValue::Type::Array);
    if (rules == nullptr) return void(source.is_complete = false);
    if (rules->items.empty())
        reader.report().error("empty_value", reader.path("rules"), "\"rules\" is empty");
    draft.decision_cells += count_cells(*rules);
    if (draft.decision_cells > draft.limits.max_decision_cells) {
        source.is_complete = false;
        return reader.report().error(
            "too_large", reader.path("rules"),
            "the decisions have more than " + std::to_string(draft.limits.max_decision_cells) + " cells");
    }
    RulesParser parser{table, source, draft, reader.report()};
    for (std::size_t i = 0; i < rules->items.size(); ++i) {
        const std::string path = child(reader.path("rules"), i);
        if (is_object_at(rules->items[i], path, "a rule", reader.report()))
            parser.parse(Reader{rules->items[i], path, reader.report()});
        else
            source.is_complete = false;
    }
}

void describe_decision_rules(SchemaParts& parts) {
    parts.object("decision_table_rule", decision_rule_keys);
    parts.list("decision_rules", "decision_table_rule", 1);
    parts.write("cell", R"({"type": ["string", "number", "boolean", "null"]})");
    parts.write("cells", R"({"anyOf": [{"$ref": "#/$defs/cell"}, {"type": "array", "items": {"$ref": "#/$defs/cell"}}]})");
}

}  // namespace wf::compiler
