// The types that `instance of` and parameters name.
#include "core/base/closest.hpp"
#include "core/base/in_quotes.hpp"
#include "core/base/synonym.hpp"
#include "core/expression/parser.hpp"

#include <algorithm>
#include <array>

namespace wf::feel {

namespace {

struct NamedType {
    std::string_view name;
    TypeSpec::Shape shape;
    Type plain = Type::Null;
};

using Shape = TypeSpec::Shape;

constexpr std::array named_types{
    NamedType{"Any", Shape::Any},
    NamedType{"Null", Shape::Plain, Type::Null},
    NamedType{"boolean", Shape::Plain, Type::Boolean},
    NamedType{"number", Shape::Plain, Type::Number},
    NamedType{"string", Shape::Plain, Type::String},
    NamedType{"list", Shape::List},
    NamedType{"context", Shape::Context},
    NamedType{"range", Shape::Range},
    NamedType{"function", Shape::Function},
    NamedType{"date", Shape::Plain, Type::Date},
    NamedType{"time", Shape::Plain, Type::Time},
    NamedType{"date and time", Shape::Plain, Type::DateTime},
    NamedType{"days and time duration", Shape::Plain, Type::DaysDuration},
    NamedType{"years and months duration", Shape::Plain, Type::MonthsDuration},
};

// Item types are read anew in each place that names them, so few of them could grow without end.
constexpr std::size_t max_types = 2000;

// `Did you mean "boolean"? `, or nothing.
std::string did_you_mean_type(std::string_view word) {
    std::array<std::string_view, named_types.size()> names;
    std::ranges::transform(named_types, names.begin(), &NamedType::name);
    std::string_view found = synonym(word, names);
    if (found.empty()) found = closest(word, names);
    return found.empty() ? "" : "Did you mean " + in_quotes(found) + "? ";
}

}  // namespace

NodeIndex Parser::instance_of(NodeIndex operand) {
    const std::uint32_t wanted = type();
    return add(Kind::InstanceOf, {{operand}}, wanted);
}

std::shared_ptr<const Tree> Parser::run_type(SyntaxError& error) {
    type();
    return finish(literal(Value{}), error);
}

std::uint32_t Parser::type() {
    const Deeper level{*this};
    const NamedType* found = nullptr;
    std::size_t size = 0;
    for (std::size_t count = 1; count <= 5 && ahead(count - 1).sign == Sign::Name; ++count) {
        const std::string name = joined(at_, count);
        for (const NamedType& named : named_types)
            if (named.name == name) found = &named, size = count;
    }
    if (const Vocabulary::ItemType* item = item_type(size)) {
        const std::uint32_t index = expanded(*item, "item type ");
        if (!error_) at_ += size;
        return index;
    }
    if (found == nullptr && is(Sign::Name))
        return fail(now().begin, "unknown type \"" + std::string{text_of(now())} + "\"",
                    did_you_mean_type(text_of(now())) +
                        "Types are Any, boolean, number, string, date, time, date and time, days and time "
                        "duration, years and months duration, list<...>, context<...>, range<...> and "
                        "function<...>.");
    if (found == nullptr) return unexpected();
    at_ += size;
    TypeSpec spec{found->shape, found->plain, {}};
    const bool one = found->shape == Shape::List || found->shape == Shape::Range;
    const bool takes_members = one || found->shape == Shape::Context || found->shape == Shape::Function;
    if (takes_members && is(Sign::Less) && !type_members(spec, found->shape == Shape::Context, one)) return 0;
    tree_->types.push_back(std::move(spec));
    return static_cast<std::uint32_t>(tree_->types.size() - 1);
}

// <number>, <name: string, age: number>, <number, string> -> boolean
bool Parser::type_members(TypeSpec& spec, bool named, bool one) {
    expect(Sign::Less, "<");
    while (!error_ && !is(Sign::Greater)) {
        std::string name;
        if (named) {
            const std::optional<std::string> key = context_key();
            if (!key || !expect(Sign::Colon, ":")) return false;
            name = *key;
        }
        const std::uint32_t member = type();
        spec.members.emplace_back(std::move(name), member);
        if (one || !accept(Sign::Comma)) break;
    }
    expect(Sign::Greater, ">");
    if (spec.shape == Shape::Function) {
        expect(Sign::Arrow, "->");
        const std::uint32_t result = type();
        spec.members.emplace_back("", result);
    }
    return !error_;
}

// The item type that is named here with more tokens than `size`, which then says how many.
const Vocabulary::ItemType* Parser::item_type(std::size_t& size) const {
    const Vocabulary::ItemType* found = nullptr;
    if (vocabulary_.types.empty()) return found;
    for (std::size_t count = 1; count <= 12 && ahead(count - 1).sign != Sign::End; ++count) {
        if (count <= size) continue;
        const std::string name = joined(at_, count);
        const auto item = std::ranges::find(vocabulary_.types, name, &Vocabulary::ItemType::name);
        if (item != vocabulary_.types.end()) found = &*item, size = count;
    }
    return found;
}

// What the name stands for, as if it were written here.
std::uint32_t Parser::expanded(const Vocabulary::ItemType& item, std::string_view what) {
    const std::uint32_t begin = now().begin;
    const std::string called = std::string{what} + (item.name.empty() ? "" : in_quotes(item.name));
    if (std::ranges::find(open_types_, item.name) != open_types_.end())
        return fail(begin, called + " is a part of itself");
    if (tree_->types.size() > max_types) return fail(begin, called + " makes the types too large");
    SyntaxError error;
    std::optional<Tokens> tokens = tokenize(item.type, error);
    if (tokens) {
        Parser inner{item.type, std::move(*tokens), limits_, vocabulary_};
        inner.tree_ = tree_;
        inner.depth_ = depth_;
        inner.open_types_ = open_types_;
        inner.open_types_.push_back(item.name);
        const std::uint32_t found = inner.type();
        if (!inner.is(Sign::End)) inner.unexpected();
        if (!inner.error_) return found;
        error = std::move(*inner.error_);
    }
    return fail(begin, called + ": " + error.message, error.hint);
}

NodeIndex Parser::of_result_type(NodeIndex result) {
    if (vocabulary_.result_type.empty() || error_) return result;
    const std::uint32_t wanted = expanded({{}, vocabulary_.result_type}, "the result type");
    return add(Kind::Typed, {{result}}, wanted);
}

}  // namespace wf::feel
