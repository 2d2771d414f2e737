// Whatever the text: an error or a value. libFuzzer's entry; scripts/fuzz.sh builds and runs it.
//
// Text is parsed as an expression and as unary tests. What parses is evaluated with names of every type,
// under limits small enough that no input takes long. Sanitizers watch, and so do the laws below.
#include "core/expression/check.hpp"
#include "core/expression/compare.hpp"
#include "core/expression/expression.hpp"
#include "core/expression/print.hpp"
#include "core/json/value_json.hpp"
#include "law.hpp"

#include <cstdint>
#include <map>

namespace {

using namespace wf;
using namespace wf::feel;
using wf::test::require;

constexpr Limits limits{.max_text = 8192, .max_depth = 100, .max_steps = 20'000, .max_list = 500};

class Names final : public Scope {
public:
    Names() {
        const Value json = *value_from_json(R"({
            "n": 5, "m": -2.5, "s": "text", "u": "请假 🙂 ß", "e": "", "yes": true, "no": false, "nil": null,
            "list": [3, 1, 2], "words": ["b", "a", null], "nested": [[1, [2]], []],
            "who": {"name": "Ann", "age": 30, "tags": ["x", "y"], "boss": {"name": "Bob"}},
            "lines": [{"sku": "a", "qty": 2, "price": 1.5}, {"sku": "b", "qty": 7, "price": 20}, {"sku": "c"}],
            "Monthly Salary": 1000, "net+tax": 12,
            "large": 9999999999999999999999999999999999e3, "tiny": 1e-300})");
        for (const auto& [name, value] : json.as_context()) values_.emplace(name, value);
        for (const auto& [name, text] :
             std::map<const char*, const char*>{{"d", "2026-02-28"},
                                                {"t", "10:30:00+02:00"},
                                                {"dt", "2026-10-25T02:30:00@Europe/Paris"},
                                                {"days", "P1DT2H3M4.5S"},
                                                {"months", "P1Y2M"},
                                                {"first", "-999999999-01-01"},
                                                {"last", "999999999-12-31"}})
            values_.emplace(name, temporal_from(text));
    }
    const Vocabulary vocabulary{.names = {"Monthly Salary", "net+tax"},
                                .functions = {"ask", "Monthly Report"},
                                .types = {{"tAge", "number"}, {"tPerson", "context<name: string, ages: list<tAge>>"}},
                                .mistakes_are_null = true};

    std::optional<Value> find(std::string_view name) override {
        const auto found = values_.find(name);
        return found == values_.end() ? std::nullopt : std::optional{found->second};
    }
    Value call(std::string_view, std::span<Argument> arguments) override {
        return arguments.empty() ? Value{} : arguments.front().value;
    }
    std::optional<DateTime> now() override { return date_time_from("2026-11-21T12:00:00Z"); }

private:
    std::map<std::string, Value, std::less<>> values_;
};

// The names' types, as far as their values tell.
class Types final : public StaticScope {
public:
    explicit Types(Names& names) : names_(names) {}
    std::optional<StaticType> find(std::string_view name) const override {
        const std::optional<Value> value = names_.find(name);
        return value ? std::optional{StaticType::of_value(*value)} : std::nullopt;
    }
    std::vector<std::string_view> names() const override { return {"lines", "Monthly Salary", "who"}; }

private:
    Names& names_;
};

// A value that is not only made but walked: printed, written, compared.
void walk(const Value& value, std::string_view text) {
    to_feel(value);
    to_text(value);
    const std::string json = value_to_json(value);
    require(value_from_json(json).has_value(), "a value is written as JSON that can be read", json);
    require(equal(value, value) != false, "a value does not differ from itself", text);
}

void evaluate(const Expression& expression, Names& names, std::string_view text) {
    try {
        walk(expression.evaluate(names, limits), text);
    } catch (const LimitExceeded&) {
    }
}

void run_tests(const Expression& tests, Names& names, std::string_view text) {
    for (const char* name : {"n", "s", "list", "who", "d", "nil"}) {
        try {
            const Value found = tests.test(*names.find(name), names, limits);
            require(found.is_boolean() || found.is_null(), "unary tests give true, false or null", text);
        } catch (const LimitExceeded&) {
        }
    }
}

void require_place(const SyntaxError& error, std::string_view text) {
    require(!error.message.empty(), "a syntax error says something", text);
    require(error.position <= text.size(), "a syntax error lies within the text", text);
}

void require_places(const std::vector<Finding>& findings, std::string_view text) {
    for (const Finding& finding : findings) {
        require(!finding.message.empty() && !finding.code.empty(), "a finding says something", text);
        require(finding.position <= text.size(), "a finding lies within the text", text);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static Names names;
    static const Types types{names};
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    SyntaxError error;
    if (const auto expression = Expression::parse(text, error, limits, names.vocabulary)) {
        require_places(check(*expression, types, StaticType::of(Type::Boolean)), text);
        evaluate(*expression, names, text);
    } else {
        require_place(error, text);
    }
    if (const auto tests = Expression::parse_tests(text, error, limits, names.vocabulary)) {
        require_places(check_tests(*tests, *types.find("n"), types), text);
        run_tests(*tests, names, text);
    } else {
        require_place(error, text);
    }
    return 0;
}
