// wf.feel: the language of conditions, for everybody.
#include "core/expression/expression.hpp"
#include "core/json/value_json.hpp"
#include "pg/arguments.hpp"
#include "pg/error_boundary.hpp"
#include "pg/settings.hpp"

#include "pg/postgres.hpp"

namespace wf::pg {
namespace {

class JsonScope : public feel::Scope {
public:
    explicit JsonScope(feel::Value context) : context_(std::move(context)) {}
    std::optional<feel::Value> find(std::string_view name) override {
        const feel::Value* value = context_.get(name);
        if (!value) return std::nullopt;
        return *value;
    }

private:
    feel::Value context_;
};

feel::Expression parse(const std::string& text) {
    feel::SyntaxError error;
    std::optional<feel::Expression> expression = feel::Expression::parse(text, error);
    if (expression) return std::move(*expression);
    throw Error::make(Code::BadExpression, "the expression can't be read: " + error.message,
                      "At character " + std::to_string(error.position + 1) + ".", error.hint);
}

feel::Value read_context(const Json& json) {
    std::optional<feel::Value> context = value_from_json(json.text);
    if (context && context->is_context()) return std::move(*context);
    throw Error::make(Code::BadArgument, "context is not a JSON object", "",
                      "Its keys are the names that the expression may use.");
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_feel);
Datum wf_feel(PG_FUNCTION_ARGS) {
    return enter([&] {
        const Arguments args{fcinfo};
        const feel::Expression expression = parse(args.required_text(0, "expression"));
        JsonScope scope{read_context(*args.json(1))};
        const DecideLimits& limits = settings::decide_limits();
        return jsonb_datum(value_to_json(expression.evaluate(scope, limits.expression, limits.interrupt)));
    });
}
}
