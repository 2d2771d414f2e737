// wf.feel_check and wf.feel_functions: what a designer asks while somebody writes a condition.
#include "core/compile/definition_scope.hpp"
#include "core/expression/builtins.hpp"
#include "core/expression/check.hpp"
#include "core/json/value_json.hpp"
#include "pg/host/business_columns.hpp"
#include "pg/people/gate.hpp"
#include "pg/people/reading.hpp"
#include "pg/reads/item_types.hpp"
#include "pg/server/arguments.hpp"
#include "pg/server/callers_language.hpp"
#include "pg/server/row_set.hpp"
#include "pg/store/definition_cache.hpp"

#include <algorithm>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

using feel::StaticType;

// {"days": "number", "order": {"total": "number"}}
StaticType read_type(const std::string& name, const feel::Value& value, const feel::Vocabulary& vocabulary) {
    feel::SyntaxError error;
    if (value.is_context()) {
        feel::StaticFields fields;
        for (const auto& [field, type] : value.as_context())
            fields.list.emplace_back(field, read_type(field, type, vocabulary));
        return StaticType::context_of(std::move(fields));
    }
    if (value.is_null()) return {};
    if (value.is_string())
        if (std::optional<StaticType> type = feel::type_from_text(value.as_string(), vocabulary, error))
            return *type;
    throw Error::make(
        Code::BadArgument, "the type of name \"" + name + "\" is not known", error.message,
        "Types are written as in FEEL: \"number\", \"date and time\", \"list<string>\"; an object "
        "is a context; null is a value of any type.");
}

// The names given, then those of the definition.
class GivenNames : public feel::StaticScope {
public:
    std::optional<StaticType> find(std::string_view name) const override {
        for (const auto& [known, type] : given)
            if (known == name) return type;
        if (definition) return definition->find(name);
        return are_given ? std::nullopt : std::optional{StaticType{}};
    }
    std::vector<std::string_view> names() const override {
        std::vector<std::string_view> all;
        if (definition) all = definition->names();
        for (const auto& [name, type] : given) all.push_back(name);
        return all;
    }

    StaticType result_of(std::string_view function) const override {
        return definition ? definition->result_of(function) : StaticType{};
    }

    std::vector<std::pair<std::string, StaticType>> given;
    bool are_given = false;
    std::optional<compiler::DefinitionScope> definition;
};

void read_names(const std::optional<Json>& json, const feel::Vocabulary& vocabulary, GivenNames& names) {
    if (!json) return;
    const feel::Value object = value_from_json(json->text).value_or(feel::Value{});
    if (object.is_null()) return;
    if (!object.is_context())
        throw Error::make(Code::BadArgument, "names is not a JSON object", "",
                          "Pass, for example, names => '{\"days\": \"number\"}'.");
    names.are_given = true;
    for (const auto& [name, type] : object.as_context())
        names.given.emplace_back(name, read_type(name, type, vocabulary));
}

std::vector<feel::Finding> findings_of(const std::string& text, bool are_tests, const GivenNames& names,
                                       std::vector<feel::Vocabulary::ItemType> types) {
    feel::Vocabulary vocabulary = names.definition ? names.definition->vocabulary() : feel::Vocabulary{};
    vocabulary.types = std::move(types);
    vocabulary.mistakes_are_null = true;  // so that all of them are found
    for (const auto& [name, type] : names.given)
        if (name.find_first_of(" +-*/.") != std::string::npos) vocabulary.names.push_back(name);
    feel::SyntaxError error;
    const auto parse = are_tests ? feel::Expression::parse_tests : feel::Expression::parse;
    const std::optional<feel::Expression> expression = parse(text, error, {}, vocabulary);
    if (!expression)
        return {{.severity = feel::Finding::Severity::Error,
                 .code = "bad_expression",
                 .position = error.position,
                 .message = error.message,
                 .suggestion = {},
                 .hint = error.hint}};
    return are_tests ? feel::check_tests(*expression, {}, names) : feel::check(*expression, names);
}

void add_rows(RowSet& rows, const std::vector<feel::Finding>& findings) {
    for (const feel::Finding& finding : findings) {
        const bool is_error = finding.severity == feel::Finding::Severity::Error;
        rows.add({text(is_error ? "error" : "warning"), text(finding.code),
                  int4(static_cast<std::int32_t>(finding.position + 1)),
                  text(in_callers_language(finding.message)),
                  text_or_null(finding.suggestion.empty() ? in_callers_language(finding.hint)
                                                          : finding.suggestion)});
    }
}

void add_builtins(RowSet& rows) {
    for (const feel::Builtin& builtin : feel::builtins())
        rows.add({text(builtin.name), text(builtin.parameters), text(builtin.result), text(builtin.summary)});
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_feel_check);
Datum wf_feel_check(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::string expression = args.required_text("expression");
        GivenNames names;
        const std::optional<Json> given = args.json("names");
        const std::optional<std::string> key = args.text("definition");
        const bool tests = args.boolean("tests");
        feel::Vocabulary model{.types = item_types(args.jsonb("types"))};
        read_names(given, model, names);
        const std::int64_t tenant = args.tenant();
        RowSet rows{fcinfo};
        DefinitionRef definition;
        if (key) {
            Reading reading;
            definition = definition_for(reading.rights(), reading.role(), tenant, *key, std::nullopt);
            const std::string& table = definition->compiled.business_table;
            StaticType row;
            if (!table.empty()) row = look_up_business_table(reading.rights(), table).row.value_or(row);
            names.definition.emplace(definition->compiled, std::move(row));
            reading.done();
        }
        add_rows(rows, findings_of(expression, tests, names, std::move(model.types)));
        return Datum{0};
    });
}

PG_FUNCTION_INFO_V1(wf_feel_functions);
Datum wf_feel_functions(PG_FUNCTION_ARGS) {
    return enter([&] {
        RowSet rows{fcinfo};
        add_builtins(rows);
        return Datum{0};
    });
}
}
