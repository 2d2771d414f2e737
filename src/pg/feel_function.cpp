// wf.feel: the language of conditions, for everybody.
//
// A query calls it for each row with the same text. So each place of a query that calls it keeps the
// expression as compiled, until another text comes; and of the context only the names are read that are
// evaluated.
#include "core/expression/expression.hpp"
#include "pg/arguments.hpp"
#include "pg/error_boundary.hpp"
#include "pg/jsonb_value.hpp"
#include "pg/settings.hpp"

#include <memory>

#include "pg/postgres.hpp"

namespace wf::pg {
namespace {

class JsonbScope : public feel::Scope {
public:
    explicit JsonbScope(JsonbObject context) : context_(context) {}
    std::optional<feel::Value> find(std::string_view name) override { return context_.get(name); }

private:
    JsonbObject context_;
};

feel::Expression parse(std::string_view text) {
    feel::SyntaxError error;
    std::optional<feel::Expression> expression = feel::Expression::parse(text, error);
    if (expression) return std::move(*expression);
    throw Error::make(Code::BadExpression, "the expression can't be read: " + error.message,
                      "At character " + std::to_string(error.position + 1) + ".", error.hint);
}

// What one place of a query keeps: it belongs to the memory context of the function's FmgrInfo and goes with
// it, whether the query ends well or not.
class Kept {
public:
    static Kept& of(FmgrInfo* place) {
        if (place->fn_extra != nullptr) return *static_cast<Kept*>(place->fn_extra);
        auto* goodbye = call([&] {
            return static_cast<MemoryContextCallback*>(
                MemoryContextAlloc(place->fn_mcxt, sizeof(MemoryContextCallback)));
        });
        goodbye->func = [](void* kept) { delete static_cast<Kept*>(kept); };
        goodbye->arg = new Kept;
        MemoryContextRegisterResetCallback(place->fn_mcxt, goodbye);
        place->fn_extra = goodbye->arg;
        return *static_cast<Kept*>(place->fn_extra);
    }

    const feel::Expression& expression(std::string_view text) {
        if (!expression_ || expression_->text() != text) expression_ = parse(text);
        return *expression_;
    }

private:
    std::optional<feel::Expression> expression_;
};

JsonbObject read_context(const Jsonb* json) {
    if (const std::optional<JsonbObject> context = JsonbObject::of(json)) return *context;
    throw Error::make(Code::BadArgument, "context is not a JSON object", "",
                      "Its keys are the names that the expression may use.");
}

Datum evaluate(const feel::Expression& expression, const Jsonb* context) {
    JsonbScope scope{read_context(context)};
    const DecideLimits& limits = settings::decide_limits();
    return jsonb_datum(expression.evaluate(scope, limits.expression, limits.interrupt));
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_feel);
Datum wf_feel(PG_FUNCTION_ARGS) {
    return enter([&]() -> Datum {
        const Arguments args{fcinfo};
        const std::optional<std::string_view> text = args.text_view(0);
        const Jsonb* context = args.jsonb(1);
        if (!text || context == nullptr) {
            fcinfo->isnull = true;
            return 0;
        }
        return evaluate(Kept::of(fcinfo->flinfo).expression(*text), context);
    });
}
}
