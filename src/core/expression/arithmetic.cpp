#include "core/expression/arithmetic.hpp"

namespace wf::feel {

namespace {

bool numbers(const Value& a, const Value& b) { return a.is_number() && b.is_number(); }

}  // namespace

Value add(const Value& a, const Value& b, Meter& meter) {
    if (numbers(a, b)) return Value::number(a.as_number() + b.as_number());
    if (!a.is_string() || !b.is_string()) return {};
    meter.charge_text(a.as_string().size() + b.as_string().size());
    return Value::string(a.as_string() + b.as_string());
}

Value subtract(const Value& a, const Value& b) {
    return numbers(a, b) ? Value::number(a.as_number() - b.as_number()) : Value{};
}

Value multiply(const Value& a, const Value& b) {
    return numbers(a, b) ? Value::number(a.as_number() * b.as_number()) : Value{};
}

Value divide(const Value& a, const Value& b) {
    return numbers(a, b) ? Value::number(a.as_number() / b.as_number()) : Value{};
}

Value power(const Value& a, const Value& b) {
    return numbers(a, b) ? Value::number(a.as_number().power(b.as_number())) : Value{};
}

Value negate(const Value& a) { return a.is_number() ? Value::number(-a.as_number()) : Value{}; }

}  // namespace wf::feel
