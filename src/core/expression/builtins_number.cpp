#include "core/expression/arithmetic.hpp"
#include "core/expression/builtin_functions.hpp"

#include <algorithm>

namespace wf::feel::builtin {

std::optional<std::int64_t> whole(const Value& value) {
    if (!value.is_number()) return std::nullopt;
    return value.as_number().round(0, Rounding::Down).to_int64();
}

namespace {

// Rounds to the second argument, or to `scale` if there is none.
Value rounded(Arguments& args, Rounding mode) {
    const std::optional<std::int64_t> scale = args.has(1) ? whole(args[1]) : 0;
    if (!args[0].is_number() || !scale || *scale < Decimal::min_scale || *scale > Decimal::max_scale)
        return {};
    return Value::number(args[0].as_number().round(static_cast<int>(*scale), mode));
}

// The rest of a division by two.
std::optional<Decimal> parity(const Value& value) {
    if (!value.is_number() || !value.as_number().is_integer()) return std::nullopt;
    return value.as_number().modulo(2);
}

}  // namespace

Value floor(Arguments& args) { return rounded(args, Rounding::Floor); }
Value ceiling(Arguments& args) { return rounded(args, Rounding::Ceiling); }
Value decimal(Arguments& args) { return rounded(args, Rounding::HalfEven); }
Value round_up(Arguments& args) { return rounded(args, Rounding::Up); }
Value round_down(Arguments& args) { return rounded(args, Rounding::Down); }
Value round_half_up(Arguments& args) { return rounded(args, Rounding::HalfUp); }
Value round_half_down(Arguments& args) { return rounded(args, Rounding::HalfDown); }

Value absolute(Arguments& args) {
    const Value& n = args[0];
    const bool is_negative = (n.is_days_duration() && n.as_days_duration().seconds < 0) ||
                             (n.is_months_duration() && n.as_months_duration().months < 0);
    if (n.is_days_duration() || n.is_months_duration()) return is_negative ? negate(n) : n;
    return n.is_number() ? Value::number(n.as_number().absolute()) : Value{};
}

Value modulo(Arguments& args) {
    if (!args[0].is_number() || !args[1].is_number()) return {};
    return Value::number(args[0].as_number().modulo(args[1].as_number()));
}

Value square_root(Arguments& args) {
    return args[0].is_number() ? Value::number(args[0].as_number().square_root()) : Value{};
}

Value exponential(Arguments& args) {
    return args[0].is_number() ? Value::number(args[0].as_number().exponential()) : Value{};
}

Value logarithm(Arguments& args) {
    return args[0].is_number() ? Value::number(args[0].as_number().logarithm()) : Value{};
}

Value odd(Arguments& args) {
    const std::optional<Decimal> rest = parity(args[0]);
    if (rest) return Value::boolean(!rest->is_zero());
    return args[0].is_number() ? Value::boolean(false) : Value{};
}

Value even(Arguments& args) {
    const std::optional<Decimal> rest = parity(args[0]);
    if (rest) return Value::boolean(rest->is_zero());
    return args[0].is_number() ? Value::boolean(false) : Value{};
}

// number("1.234,5", ".", ","): the separators that the text is written with.
Value number(Arguments& args) {
    if (!args[0].is_string()) return {};
    const auto separator = [&](std::size_t i, std::string_view allowed) -> std::optional<char> {
        if (!args.has(i) || args[i].is_null()) return '\0';
        if (!args[i].is_string() || args[i].as_string().size() != 1) return std::nullopt;
        const char c = args[i].as_string()[0];
        return allowed.find(c) == std::string_view::npos ? std::nullopt : std::optional{c};
    };
    const std::optional<char> grouping = separator(1, " ,."), point = separator(2, ".,");
    if (!grouping || !point || (*grouping != '\0' && *grouping == *point)) return {};
    if (*grouping == '.' && *point == '\0') return {};
    std::string text = args[0].as_string();
    if (*grouping != '\0') std::erase(text, *grouping);
    if (*point == ',') {
        if (text.find('.') != std::string::npos) return {};
        std::ranges::replace(text, ',', '.');
    }
    const std::optional<Decimal> result = Decimal::from_string(text);
    return result ? Value::number(*result) : Value{};
}

}  // namespace wf::feel::builtin
