// Runs cases of the DMN Technology Compatibility Kit, one JSON object a line, and prints passed and total per
// suite:
//     feel_cases cases.jsonl [suite]
// With a suite it also prints the cases of it that fail. The cases are not part of this repository. What the DMN
// model around a case defines may be in the case as well: "types" are its item types, {"tAges": "list<number>"}, and
// "result_type" is the type of the decision.
#include "core/expression/compare.hpp"
#include "core/expression/expression.hpp"
#include "core/expression/print.hpp"
#include "core/expression/static_type.hpp"
#include "core/json/value_json.hpp"

#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

namespace {

using nlohmann::json;
using wf::feel::Value;

// Nullopt: a type that FEEL values don't have here.
std::optional<Value> typed(const json& value) {
    const std::string type = value.at("t");
    if (type == "nil") return Value{};
    const json& v = value.at("v");
    if (type == "string") return Value::string(v);
    if (type == "boolean") return Value::boolean(v == "true");
    if (type == "list") {
        wf::feel::Items items;
        for (const json& item : v) {
            const std::optional<Value> inner = typed(item);
            if (!inner) return std::nullopt;
            items.push_back(*inner);
        }
        return Value::list(items);
    }
    if (type == "context") {
        wf::feel::Entries entries;
        for (const auto& [key, entry] : v.items()) {
            const std::optional<Value> inner = typed(entry);
            if (!inner) return std::nullopt;
            entries.emplace_back(key, *inner);
        }
        return Value::context(entries);
    }
    if (type == "date" || type == "time" || type == "dateTime" || type == "duration") {
        const Value temporal = wf::feel::temporal_from(v.get<std::string>());
        return temporal.is_null() ? std::nullopt : std::optional{temporal};
    }
    if (type != "decimal") return std::nullopt;
    const auto number = wf::feel::Decimal::from_string(v.get<std::string>());
    return number ? std::optional{Value::number(*number)} : std::nullopt;
}

bool same(const Value& a, const Value& b) {
    if (a.is_list() && !b.is_list() && a.as_list().size() == 1) return same(a.as_list()[0], b);
    if (a.type() != b.type()) return false;
    if (a.is_number()) {
        const auto difference = (a.as_number() - b.as_number()).absolute();
        return difference <= b.as_number().absolute() * *wf::feel::Decimal::from_string("1e-8");
    }
    if (a.is_list()) {
        if (a.as_list().size() != b.as_list().size()) return false;
        for (std::size_t i = 0; i < a.as_list().size(); ++i)
            if (!same(a.as_list()[i], b.as_list()[i])) return false;
        return true;
    }
    if (a.is_context()) {
        if (a.as_context().size() != b.as_context().size()) return false;
        for (const auto& [key, value] : a.as_context()) {
            const Value* other = b.get(key);
            if (other == nullptr || !same(value, *other)) return false;
        }
        return true;
    }
    if (!a.is_null() && !a.is_string() && !a.is_boolean()) return wf::feel::equal(a, b) == true;
    return wf::feel::to_feel(a) == wf::feel::to_feel(b);
}

struct CaseScope final : wf::feel::Scope {
    const json& context;
    explicit CaseScope(const json& names) : context(names) {}
    std::optional<Value> find(std::string_view name) override {
        const auto found = context.find(name);
        return found == context.end() ? std::nullopt : typed(*found);
    }
    std::optional<wf::feel::DateTime> now() override {
        return wf::feel::date_time_from("2026-11-21T12:00:00Z");
    }
};

wf::feel::Vocabulary vocabulary_of(const json& test) {
    wf::feel::Vocabulary vocabulary{.mistakes_are_null = true};
    for (const auto& [name, value] : test.at("context").items()) vocabulary.names.push_back(name);
    if (test.contains("types"))
        for (const auto& [name, type] : test.at("types").items()) {
            const std::optional<Value> value = wf::value_from_json(type.dump());
            std::optional<std::string> text = wf::feel::type_text(value.value_or(Value{}));
            if (text) vocabulary.types.push_back({name, std::move(*text)});
        }
    vocabulary.result_type = test.value("result_type", "");
    return vocabulary;
}

// Empty if the case passes; else what went wrong.
std::string failure(const json& test) {
    wf::feel::SyntaxError error;
    const wf::feel::Vocabulary vocabulary = vocabulary_of(test);
    const auto expression =
        wf::feel::Expression::parse(test.at("expr").get<std::string>(), error, {}, vocabulary);
    const std::optional<Value> expected = typed(test.at("expected"));
    if (!expression) {
        const bool wants_null = test.at("error").get<bool>() && expected && expected->is_null();
        return wants_null ? "" : std::to_string(error.position) + ": " + error.message;
    }
    CaseScope scope{test.at("context")};
    const Value found = expression->evaluate(scope);
    if (!expected) return "expected type unknown";
    return same(found, *expected) ? ""
                                  : wf::feel::to_feel(found) + " instead of " + wf::feel::to_feel(*expected);
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 2) {
        std::cerr << "usage: feel_cases cases.jsonl [suite]\n";
        return 2;
    }
    const std::string shown = count > 2 ? arguments[2] : "";
    std::ifstream file{arguments[1]};
    std::map<std::string, std::pair<int, int>> suites;
    std::pair<int, int> all;
    for (std::string line; std::getline(file, line);) {
        const json test = json::parse(line);
        const std::string suite = test.at("suite");
        const std::string wrong = failure(test);
        for (auto* tally : {&suites[suite], &all}) {
            tally->first += wrong.empty();
            ++tally->second;
        }
        if (!wrong.empty() && !shown.empty() && suite.starts_with(shown))
            std::cout << test.at("id").get<std::string>() << ": " << test.at("expr").get<std::string>()
                      << "\n    " << wrong << '\n';
    }
    for (const auto& [suite, tally] : suites)
        if (suite.starts_with(shown)) std::cout << tally.first << '/' << tally.second << ' ' << suite << '\n';
    std::cout << all.first << '/' << all.second << " in all\n";
}
