#include "core/expression/builtin_functions.hpp"
#include "core/expression/compare.hpp"

namespace wf::feel::builtin {

Value negation(Arguments& args) {
    return args[0].is_boolean() ? Value::boolean(!args[0].as_boolean()) : Value{};
}

// Same type, same value and same zone; unlike "=" never null.
Value is_same(Arguments& args) {
    args.meter.charge(args[0].weight());
    if (!args.has(1)) return Value::boolean(false);
    if (args[0].type() != args[1].type()) return Value::boolean(false);
    if (args[0].is_time()) return Value::boolean(args[0].as_time() == args[1].as_time());
    if (args[0].is_date_time()) return Value::boolean(args[0].as_date_time() == args[1].as_date_time());
    return Value::boolean(equal(args[0], args[1]) == true);
}

}  // namespace wf::feel::builtin
