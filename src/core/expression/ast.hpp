// The compiled form of an expression: nodes in one array, children by index. No pointers: a tree of any shape
// is copied and freed without recursion, and evaluation walks memory that lies together.
#pragma once

#include "core/expression/expression.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace wf::feel {

using NodeIndex = std::uint32_t;

enum class Op : std::uint8_t {
    None,
    Add,
    Subtract,
    Multiply,
    Divide,
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual
};

// In brackets what children and `data` are; "tag" is Child::tag.
enum class Kind : std::uint8_t {
    Literal,    // data: literal
    Root,       // data: name; the value comes from the Scope
    Local,      // data: slot in the frame
    ItemField,  // tags of the children but the last: slots of filter items, innermost first; last child: what
                // the name means if no item has such a field. data: name as string
    Or,         // children
    And,        // children
    Arithmetic,  // children, tag: Op before it; left to right, one precedence
    Power,       // base, exponent
    Negate,      // operand
    Compare,     // op, two operands
    Between,     // operand, low, high
    In,          // operand, tests: any of them
    UnaryTest,   // op, operand; only as a test of In
    If,          // condition, then, else
    List,        // items
    Context,     // values, tag: key as string; data: slot of the first entry in the frame
    Range,       // low, high; data: form * 16 + low end * 4 + high end. A missing end is a literal null
    Span,        // a..b to iterate over, without brackets
    For,  // domains, tag: slot; last child: result. data: slot of `partial` + 1, or 0 if nobody names it
    Some,
    Every,       // domains, tag: slot; last child: condition
    Path,        // operand; data: key as string
    Filter,      // operand, condition; data: slot of the item
    Index,       // operand, condition that names nothing of an item, so one evaluation is enough
    InstanceOf,  // operand; data: type
    Builtin,     // arguments, tag: parameter; data: built-in
    Call,        // function, arguments, tag: name as string + 1, or 0 if positional
    Invoke,      // arguments, tag: name as string + 1, or 0 if positional. data: function of the scope
    Function,    // body, then the parameters, which are no nodes: type + 1 or 0, tag: name as string. data:
               // slot of the first one
    IsDefined,  // operand: a name or a path, else what is not null is defined
    Typed,      // operand; data: type that the result is to have
};

struct Child {
    NodeIndex node = 0;
    std::uint32_t tag = 0;
};

struct Node {
    Kind kind = Kind::Literal;
    Op op = Op::None;
    bool by_name = false;  // Builtin: the arguments are named
    std::uint32_t data = 0;
    std::uint32_t first_child = 0;
    std::uint32_t child_count = 0;
};

// What `instance of` asks for. Members are types by index; of a function the parameters and then the result.
struct TypeSpec {
    enum class Shape : std::uint8_t { Any, Plain, List, Context, Range, Function } shape = Shape::Any;
    Type plain = Type::Null;
    std::vector<std::pair<std::string, std::uint32_t>> members;
};

// The part of the text that a node was written as, in bytes. For people: evaluation does not look at it.
struct Extent {
    std::uint32_t begin = 0, end = 0;
};

// What parses, but is null for a reason that the tree does not show any more.
struct Misfit {
    NodeIndex node = 0;  // the null that stands for it
    std::string code = "wrong_arguments";
    std::string message{};
    std::string hint{};
};

struct Tree {
    std::string text;
    std::vector<Node> nodes;
    std::vector<Extent> extents;  // of the nodes
    std::vector<Misfit> misfits;
    std::vector<Child> children;
    std::vector<Value> literals;
    std::vector<std::string> strings;
    std::vector<TypeSpec> types;
    std::vector<Expression::Name> names;      // the root names, each once
    std::vector<Expression::Name> functions;  // of the scope, each once
    NodeIndex root = 0;
    bool uses_clock = false;
    std::uint32_t frame_size = 0;  // local names alive at the same time
    std::uint32_t height = 0;      // levels of recursion one evaluation takes, calls of functions aside

    std::span<const Child> children_of(const Node& node) const {
        return std::span{children}.subspan(node.first_child, node.child_count);
    }
};

}  // namespace wf::feel
