#include "pg/command/macro.hpp"

#include "core/json/value_json.hpp"
#include "pg/server/as_engine.hpp"

#include <algorithm>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

struct Argument {
    std::string name;
    std::string type;  // with its schema: nothing here depends on the caller's search_path
    bool is_array = false;
    bool has_default = false;
};

std::string place(std::size_t number) { return "command " + std::to_string(number) + " of the macro"; }

// A verb changes something for an actor and gives a number. What is none (wf.execute itself, wf.deploy) is
// not found; what the caller may not call is refused when it is called.
#define IS_VERB                                                                                            \
    "p.pronamespace = 'wf'::regnamespace AND p.prokind = 'f' AND p.provolatile = 'v' AND NOT p.proretset " \
    "AND p.prorettype IN ('bigint'::regtype, 'integer'::regtype) AND 'actor' = ANY (p.proargnames) "       \
    "AND p.proname !~ '^_' "

std::vector<Argument> arguments_of(const std::string& verb) {
    static Statement select{
        R"(SELECT a.name, format('%I.%I', n.nspname, t.typname), t.typcategory = 'A',
            a.place > p.pronargs - p.pronargdefaults
        FROM pg_proc p, unnest(p.proargnames, p.proargtypes::oid[]) WITH ORDINALITY AS a (name,
            type, place)
        JOIN pg_type t ON t.oid = a.type
        JOIN pg_namespace n ON n.oid = t.typnamespace
        WHERE p.proname = $1 AND )" IS_VERB "ORDER BY a.place",
        {TEXTOID}};
    const Rows rows = select.run({text(verb)}, Access::ReadOnly);
    std::vector<Argument> arguments;
    for (std::size_t row = 0; row < rows.size(); ++row)
        arguments.push_back({.name = rows.text(row, 1),
                             .type = rows.text(row, 2),
                             .is_array = rows.boolean(row, 3),
                             .has_default = rows.boolean(row, 4)});
    return arguments;
}

[[noreturn]] void unknown_command(std::size_t number, const std::string& verb) {
    static Statement verbs{
        "SELECT string_agg(DISTINCT p.proname, ', ' ORDER BY p.proname) FROM pg_proc p WHERE " IS_VERB, {}};
    throw Error::make(Code::BadArgument, place(number) + " is unknown: \"" + verb + "\"", "",
                      "Commands are " + verbs.run({}, Access::ReadOnly).text(0, 1) + ".");
}

[[noreturn]] void bad_arguments(std::size_t number, const std::string& problem,
                                const std::vector<Argument>& arguments) {
    std::string names;
    for (const Argument& argument : arguments) names += (names.empty() ? "" : ", ") + argument.name;
    throw Error::make(Code::BadArgument, place(number) + " " + problem, "",
                      "Its arguments are " + names + ".");
}

// The argument of this name, out of the JSON of the command. `name` and type come from the catalog.
std::string value_of(const Argument& argument, const feel::Value& value) {
    if (value.is_null()) return "NULL";
    const std::string of = "($1, '" + argument.name + "')";
    if (argument.type == "pg_catalog.jsonb") return "pg_catalog.jsonb_extract_path" + of;
    if (argument.is_array)
        return "ARRAY(SELECT pg_catalog.jsonb_array_elements_text(pg_catalog.jsonb_extract_path" + of +
               "))::" + argument.type;
    return "pg_catalog.jsonb_extract_path_text" + of + "::" + argument.type;
}

std::string sql_for(std::size_t number, const std::string& verb, const feel::Value& command) {
    const std::vector<Argument> arguments = arguments_of(verb);
    if (arguments.empty()) unknown_command(number, verb);
    for (const auto& [key, value] : command.as_context()) {
        if (key == "command") continue;
        const bool is_known = std::any_of(arguments.begin(), arguments.end(),
                                          [&](const Argument& argument) { return argument.name == key; });
        if (!is_known) bad_arguments(number, "has no argument \"" + key + "\"", arguments);
    }
    std::string list;
    for (const Argument& argument : arguments) {
        const feel::Value* value = command.get(argument.name);
        std::string expression;
        if (value)
            expression = value_of(argument, *value);
        else if (argument.name == "actor")
            expression = "$2";
        else if (argument.name == "tenant_id")
            expression = "$3";
        else if (!argument.has_default)
            bad_arguments(number, "needs argument \"" + argument.name + "\"", arguments);
        if (!expression.empty()) list += (list.empty() ? "" : ", ") + argument.name + " => " + expression;
    }
    return "SELECT wf." + verb + "(" + list + ")::pg_catalog.int8";
}

MacroCall read_call(std::size_t number, const feel::Value& command) {
    const feel::Value* verb = command.is_context() ? command.get("command") : nullptr;
    if (!verb || !verb->is_string())
        throw Error::make(Code::BadArgument, place(number) + " does not say what it is", "",
                          "Write, for example, {\"command\": \"approve\", \"task_id\": 7}.");
    const auto named = [&](const char* key) {
        const feel::Value* value = command.get(key);
        return value && !value->is_null() ? std::optional{value_to_text(*value)} : std::nullopt;
    };
    return {.command = verb->as_string(),
            .sql = sql_for(number, verb->as_string(), command),
            .json = value_to_json(command),
            .actor = named("actor"),
            .tenant = named("tenant_id")};
}

// What an error's CONTEXT says.
struct Place {
    std::size_t number;
    const char* command;
};

void say_place(void* arg) {
    const Place* place = static_cast<const Place*>(arg);
    errcontext("command %zu of the macro: %s", place->number, place->command);
}

std::int64_t run_call(std::size_t number, const MacroCall& macro_call, const Param& actor,
                      const Param& tenant) {
    const Param json = jsonb(macro_call.json);
    const char* const sql = macro_call.sql.c_str();
    Place here{number, macro_call.command.c_str()};
    call([&] {
        ErrorContextCallback context{};
        context.previous = error_context_stack;
        context.callback = say_place;
        context.arg = &here;
        error_context_stack = &context;
        Oid types[] = {JSONBOID, TEXTOID, INT8OID};
        Datum values[] = {json.value, actor.value, tenant.value};
        const char nulls[] = {' ', actor.is_null ? 'n' : ' ', ' '};
        const int status = SPI_execute_with_args(sql, 3, types, values, nulls, false, 1);
        if (status != SPI_OK_SELECT) elog(ERROR, "cannot call: %s", SPI_result_code_string(status));
        error_context_stack = context.previous;
    });
    return Rows{SPI_tuptable, SPI_processed}.int8(0, 1);
}

}  // namespace

std::vector<MacroCall> read_macro(const Json& commands) {
    const std::optional<feel::Value> list = value_from_json(commands.text);
    if (!list || !list->is_list() || list->as_list().empty())
        throw Error::make(Code::BadArgument, "commands must be a JSON array with a command in it", "",
                          "Write, for example, [{\"command\": \"approve\", \"task_id\": 7}].");
    if (list->as_list().size() > max_macro_commands)
        throw Error::make(Code::BadArgument,
                          "a macro can have " + std::to_string(max_macro_commands) + " commands",
                          "This one has " + std::to_string(list->as_list().size()) + ".",
                          "Call it several times in one transaction.");
    return as_engine([&](EngineRights&) {
        std::vector<MacroCall> calls;
        for (const feel::Value& command : list->as_list()) {
            check_interrupts();
            calls.push_back(read_call(calls.size() + 1, command));
        }
        return calls;
    });
}

std::string run_macro(const std::vector<MacroCall>& calls, const std::optional<std::string>& actor,
                      std::int64_t tenant) {
    const Param who = actor ? text(*actor) : null();
    const Param cell = int8(tenant);
    std::string results = "[";
    for (std::size_t i = 0; i < calls.size(); ++i) {
        check_interrupts();
        results += (i ? ", " : "") + std::to_string(run_call(i + 1, calls[i], who, cell));
    }
    return results + "]";
}

}  // namespace wf::pg
