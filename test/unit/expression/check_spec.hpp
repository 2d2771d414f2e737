// What the tests of the static check share: names of every type, and findings as text.
#pragma once

#include "core/expression/check.hpp"

#include <gtest/gtest.h>

#include <map>

namespace wf::feel::test {

inline StaticType of(std::string_view text) {
    SyntaxError error;
    std::optional<StaticType> type = type_from_text(text, {}, error);
    EXPECT_TRUE(type) << text << ": " << error.message;
    return type.value_or(StaticType{});
}

class Names : public StaticScope {
public:
    Names() {
        StaticFields person{.list = {{"name", of("string")}, {"rank", of("number")}}, .is_open = true};
        known_ = {
            {"days", of("number")},
            {"amount", of("number")},
            {"name", of("string")},
            {"urgent", of("boolean")},
            {"start_date", of("date")},
            {"sent", of("date and time")},
            {"at", of("time")},
            {"leave", of("days and time duration")},
            {"notice", of("years and months duration")},
            {"tags", of("list<string>")},
            {"prices", of("list<number>")},
            {"things", of("list")},
            {"lines", of("list<context<price: number, kind: string>>")},
            {"order", of("context<total: number, due: date>")},
            {"initiator", StaticType::context_of(std::move(person))},
            {"kind", StaticType::choice_of({"annual", "sick", "unpaid"})},
            {"limits", of("range<number>")},
            {"anything", StaticType{}},
            {"number or text", either(of("number"), of("string"))},
        };
    }
    std::optional<StaticType> find(std::string_view name) const override {
        const auto found = known_.find(std::string{name});
        return found == known_.end() ? std::nullopt : std::optional{found->second};
    }
    std::vector<std::string_view> names() const override {
        std::vector<std::string_view> names;
        for (const auto& [name, type] : known_) names.push_back(name);
        return names;
    }
    StaticType result_of(std::string_view) const override { return of("string"); }

private:
    std::map<std::string, StaticType> known_;
};

inline std::vector<Finding> findings(std::string_view text, const StaticType& wanted = {}) {
    SyntaxError error;
    const Vocabulary words{.names = {"number or text"}, .functions = {"decide"}};
    const std::optional<Expression> expression = Expression::parse(text, error, {}, words);
    EXPECT_TRUE(expression) << text << ": " << error.message;
    if (!expression) return {};
    return check(*expression, Names{}, wanted);
}

// "code@position: message [suggestion or hint]", one for each finding, the position from 1.
inline std::string told(const std::vector<Finding>& list) {
    std::string text;
    for (const Finding& one : list) {
        if (!text.empty()) text += "\n";
        if (one.severity == Finding::Severity::Warning) text += "warning ";
        text += one.code + "@" + std::to_string(one.position + 1) + ": " + one.message;
        if (!one.suggestion.empty()) text += " -> " + one.suggestion;
        if (!one.hint.empty()) text += " | " + one.hint;
    }
    return text;
}

inline std::string of_text(std::string_view text) { return told(findings(text)); }
inline std::string of_condition(std::string_view text) { return told(findings(text, of("boolean"))); }

}  // namespace wf::feel::test
