// Value: what an expression reads and gives. Lists, contexts, ranges and functions are immutable and shared,
// so copying a value never copies its contents.
#pragma once

#include "core/base/enumeration.hpp"
#include "core/expression/decimal.hpp"
#include "core/expression/temporal.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace wf::feel {

class Value;
struct Range;
struct Function;

using Items = std::vector<Value>;
using Entry = std::pair<std::string, Value>;
using Entries = std::vector<Entry>;  // a context: keys in the order given, each once

enum class Type : std::uint8_t {
    Null,
    Boolean,
    Number,
    String,
    Date,
    Time,
    DateTime,
    DaysDuration,
    MonthsDuration,
    List,
    Context,
    Range,
    Function
};

// "days and time duration": the standard's name.
std::string_view type_name(Type type);

class Value {
public:
    Value() = default;  // null
    static Value boolean(bool b) { return Value{b}; }
    static Value number(Decimal d) { return d.is_finite() ? Value{d} : Value{}; }
    static Value string(std::string text) { return Value{std::move(text)}; }
    // Nullopt is null: what the calendar has not.
    template <class Temporal>
    static Value temporal(std::optional<Temporal> value) {
        return value ? Value{*value} : Value{};
    }

    // These throw LimitExceeded when the value nests too deep or grows too large to be walked safely: whoever
    // compares, prints or destroys a value may recurse into it without counting.
    static Value list(Items items);
    static Value context(Entries entries);  // requires: no key twice
    static Value range(Range range);
    static Value function(Function function);

    Type type() const { return static_cast<Type>(value_.index()); }
    bool is_null() const { return type() == Type::Null; }
    bool is_boolean() const { return type() == Type::Boolean; }
    bool is_number() const { return type() == Type::Number; }
    bool is_string() const { return type() == Type::String; }
    bool is_date() const { return type() == Type::Date; }
    bool is_time() const { return type() == Type::Time; }
    bool is_date_time() const { return type() == Type::DateTime; }
    bool is_days_duration() const { return type() == Type::DaysDuration; }
    bool is_months_duration() const { return type() == Type::MonthsDuration; }
    bool is_list() const { return type() == Type::List; }
    bool is_context() const { return type() == Type::Context; }
    bool is_range() const { return type() == Type::Range; }
    bool is_function() const { return type() == Type::Function; }

    // Exactly the boolean true: null and other types are not.
    bool is_true() const {
        const bool* b = std::get_if<bool>(&value_);
        return b != nullptr && *b;
    }

    // Each requires its type.
    bool as_boolean() const { return *std::get_if<bool>(&value_); }
    const Decimal& as_number() const { return *std::get_if<Decimal>(&value_); }
    const std::string& as_string() const { return *std::get_if<std::string>(&value_); }
    const Date& as_date() const { return *std::get_if<Date>(&value_); }
    const Time& as_time() const { return *std::get_if<Time>(&value_); }
    const DateTime& as_date_time() const { return *std::get_if<DateTime>(&value_); }
    const DaysDuration& as_days_duration() const { return *std::get_if<DaysDuration>(&value_); }
    const MonthsDuration& as_months_duration() const { return *std::get_if<MonthsDuration>(&value_); }
    const Items& as_list() const;
    const Entries& as_context() const;
    const Range& as_range() const;
    const Function& as_function() const;

    // The entry of a context; nullptr if there is none, and for every other type. Valid while the value
    // lives.
    const Value* get(std::string_view key) const;

    // How many values and text blocks one meets on a walk through all of it, what is shared counted each
    // time.
    std::size_t weight() const;
    std::size_t depth() const;

private:
    template <class T>
    struct Shared;  // contents with what bounds every walk through them
    template <class T>
    using Ref = std::shared_ptr<const Shared<T>>;

    // In the order of Type.
    using Variant =
        std::variant<std::monostate, bool, Decimal, std::string, Date, Time, DateTime, DaysDuration,
                     MonthsDuration, Ref<Items>, Ref<Entries>, Ref<Range>, Ref<Function>>;
    static_assert(std::variant_size_v<Variant> == count_of<Type>());

    template <class T>
    explicit Value(T content) : value_(std::move(content)) {}
    template <class T>
    static Value share(T content, std::size_t depth, std::size_t weight);

    Variant value_;
};

// [1..5], (1..5), and the comparisons (> 5), which have one end only. (= 5) and (!= 5) are ranges of their own:
// both ends are the value, and neither equals a range between two ends.
struct Range {
    enum class End : std::uint8_t { Open, Closed, None };
    enum class Form : std::uint8_t { Between, Equal, NotEqual };
    Value low, high;
    End low_end = End::Closed;
    End high_end = End::Closed;
    Form form = Form::Between;
};

}  // namespace wf::feel
