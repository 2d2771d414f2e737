#include "core/expression/builtin_functions.hpp"
#include "core/expression/compare.hpp"

namespace wf::feel::builtin {

Value negation(Arguments& args) {
    return args[0].is_boolean() ? Value::boolean(!args[0].as_boolean()) : Value{};
}

// Same type and same value; unlike "=" never null.
Value is_same(Arguments& args) {
    args.meter.charge(args[0].weight());
    return Value::boolean(args[0].type() == args[1].type() && equal(args[0], args[1]) == true);
}

}  // namespace wf::feel::builtin
