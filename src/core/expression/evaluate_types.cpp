// Types: `instance of`, the types of parameters and of results. Null has every type, as a part of a value; alone
// it is an instance of none but Null.
#include "core/expression/evaluate.hpp"

#include <algorithm>

namespace wf::feel {

bool Evaluation::has_type(const Value& value, std::uint32_t type) {
    meter_.charge();
    const TypeSpec& spec = tree_->types[type];
    switch (spec.shape) {
        case TypeSpec::Shape::Any:
            return !value.is_null();
        case TypeSpec::Shape::Plain:
            return value.type() == spec.plain;
        case TypeSpec::Shape::Function:
            return value.is_function() && (spec.members.empty() || has_signature(value.as_function(), spec));
        case TypeSpec::Shape::List:
            return value.is_list() &&
                   (spec.members.empty() || std::ranges::all_of(value.as_list(), [&](const Value& v) {
                        return is_null_or(v, spec.members[0].second);
                    }));
        case TypeSpec::Shape::Context:
            return value.is_context() && std::ranges::all_of(spec.members, [&](const auto& member) {
                       const Value* found = value.get(member.first);
                       return found && is_null_or(*found, member.second);
                   });
        case TypeSpec::Shape::Range:
            break;
    }
    if (!value.is_range()) return false;
    const Range& range = value.as_range();
    if (spec.members.empty()) return true;
    return is_null_or(range.low, spec.members[0].second) && is_null_or(range.high, spec.members[0].second);
}

bool Evaluation::is_null_or(const Value& value, std::uint32_t type) {
    return value.is_null() || has_type(value, type);
}

// As many parameters, each taking what the type asks for. What a function gives shows only in a call, unless
// it is a literal.
bool Evaluation::has_signature(const Function& function, const TypeSpec& spec) {
    if (function.tree != tree_) return false;
    const Node& node = tree_->nodes[function.node];
    if (node.child_count != spec.members.size()) return false;
    for (std::size_t i = 1; i < node.child_count; ++i) {
        const NodeIndex declared = child(node, i).node;
        if (declared != 0 && !conforms(spec.members[i - 1].second, declared - 1)) return false;
    }
    const Node& body = tree_->nodes[child(node, 0).node];
    return body.kind != Kind::Literal || is_null_or(tree_->literals[body.data], spec.members.back().second);
}

// Is every value of type `from` also of type `to`?
bool Evaluation::conforms(std::uint32_t from, std::uint32_t to) {
    meter_.charge();
    const TypeSpec &a = tree_->types[from], &b = tree_->types[to];
    if (b.shape == TypeSpec::Shape::Any) return true;
    if (a.shape != b.shape || a.plain != b.plain) return false;
    if (b.members.empty()) return true;
    if (b.shape != TypeSpec::Shape::Context)
        return std::ranges::equal(a.members, b.members, [&](const auto& one, const auto& other) {
            return conforms(one.second, other.second);
        });
    return std::ranges::all_of(b.members, [&](const auto& wanted) {
        const auto found =
            std::ranges::find(a.members, wanted.first, &std::pair<std::string, std::uint32_t>::first);
        return found != a.members.end() && conforms(found->second, wanted.second);
    });
}

// The argument of a typed parameter: a list of one stands for its item and the other way round, a date for its
// midnight in UTC; what has another type is null.
Value Evaluation::coerced(Value value, std::uint32_t type) {
    if (value.is_null() || has_type(value, type)) return value;
    const TypeSpec& spec = tree_->types[type];
    if (value.is_date() && spec.shape == TypeSpec::Shape::Plain && spec.plain == Type::DateTime)
        return Value::temporal(std::optional{DateTime{value.as_date(), {0, 0, Zone::utc()}}});
    if (value.is_list() && value.as_list().size() == 1) {
        Value item = value.as_list()[0];
        return has_type(item, type) ? item : Value{};
    }
    if (spec.shape != TypeSpec::Shape::List) return {};
    Value list = Value::list({std::move(value)});
    return has_type(list, type) ? list : Value{};
}

}  // namespace wf::feel
