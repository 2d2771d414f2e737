#include "pg/host/as_owner.hpp"
#include "pg/host/bindable.hpp"
#include "pg/server/error_boundary.hpp"
#include "pg/host/table_key.hpp"
#include "pg/host/typed_text.hpp"

#include <algorithm>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

struct Check {
    std::string name;
    std::string expression;
};

struct CheckedColumn {
    FormData_pg_attribute form;
    Oid table;
    Oid owner;
    std::vector<Check> checks;
};

// Of the column alone. What calls functions that are not PostgreSQL's own is left to the owner: such a CHECK
// may depend on anything.
std::vector<Check> checks_of(Oid table, AttrNumber column) {
    static Statement select{
        R"(SELECT k.conname::text, pg_get_expr(k.conbin, k.conrelid) FROM pg_constraint k
        WHERE k.conrelid = $1 AND k.contype = 'c' AND k.conkey = ARRAY[$2::smallint] AND NOT EXISTS (
            SELECT FROM pg_depend d WHERE d.classid = 'pg_constraint'::regclass AND d.objid = k.oid
            AND d.refclassid IN ('pg_proc'::regclass, 'pg_operator'::regclass)) ORDER BY k.conname)",
        {OIDOID, INT4OID}};
    std::vector<Check> checks;
    const Rows rows = select.run({Param{ObjectIdGetDatum(table), false}, int4(column)}, Access::ReadWrite);
    for (std::size_t row = 0; row < rows.size(); ++row)
        checks.push_back({rows.text(row, 1), rows.text(row, 2)});
    return checks;
}

std::optional<CheckedColumn> find_column(Oid table, const std::string& name) {
    const char* const text = name.c_str();
    struct Found {
        bool exists;
        FormData_pg_attribute form;
        Oid owner;
    };
    const Found found = call([&] {
        Found result{};
        const HeapTuple attribute = SearchSysCacheAttName(table, text);
        if (!HeapTupleIsValid(attribute)) return result;
        result.exists = true;
        memcpy(&result.form, GETSTRUCT(attribute), ATTRIBUTE_FIXED_PART_SIZE);
        ReleaseSysCache(attribute);
        const HeapTuple relation = SearchSysCache1(RELOID, ObjectIdGetDatum(table));
        if (!HeapTupleIsValid(relation)) elog(ERROR, "cache lookup failed for relation %u", table);
        result.owner = reinterpret_cast<Form_pg_class>(GETSTRUCT(relation))->relowner;
        ReleaseSysCache(relation);
        return result;
    });
    if (!found.exists) return {};
    return CheckedColumn{found.form, table, found.owner, checks_of(table, found.form.attnum)};
}

std::string name_of(const CheckedColumn& column) { return NameStr(column.form.attname); }

Datum stored(const CheckedColumn& column, const std::string& value) {
    const char* const text = value.c_str();
    const FormData_pg_attribute* const form = &column.form;
    return call([&] {
        Oid input = InvalidOid;
        Oid parameter = InvalidOid;
        getTypeInputInfo(form->atttypid, &input, &parameter);
        return OidInputFunctionCall(input, const_cast<char*>(text), parameter, form->atttypmod);
    });
}

bool violates(const CheckedColumn& column, const Check& check, Datum value) {
    const char* const name = NameStr(column.form.attname);
    const std::string quoted = call([&] { return quote_identifier(name); });
    const std::string sql = "SELECT (" + check.expression + ") IS FALSE FROM (SELECT $1 AS " + quoted + ") r";
    const char* const statement = sql.c_str();
    Oid type = column.form.atttypid;
    call([&] {
        const int result = SPI_execute_with_args(statement, 1, &type, &value, nullptr, true, 1);
        if (result < 0) elog(ERROR, "cannot evaluate: %s", SPI_result_code_string(result));
    });
    const Rows rows{SPI_tuptable, SPI_processed};
    return !rows.empty() && rows.boolean(0, 1);
}

std::string violated_check(const CheckedColumn& column, Datum value) {
    const auto found =
        std::ranges::find_if(column.checks, [&](const Check& one) { return violates(column, one, value); });
    return found == column.checks.end() ? "" : found->name;
}

// Why the column cannot have this value; empty: it can.
std::string refusal_of(const CheckedColumn& column, const std::string& value) {
    std::string check;
    bool is_kept = true;
    const std::optional<Error> failure = attempt([&] {
        check = as_owner_of(column.table, column.owner, [&] {
            const Datum datum = stored(column, value);
            is_kept = is_one_of(column.form, datum, {value});
            return violated_check(column, datum);
        });
    });
    // A label that this very transaction has added cannot be looked at before it commits.
    if (failure && failure->sqlstate == ERRCODE_UNSAFE_NEW_ENUM_VALUE_USAGE) return {};
    if (failure) return failure->message;
    if (!is_kept) return "its type would make another value of it";
    return check.empty() ? "" : "constraint \"" + check + "\" does not allow it";
}

std::optional<BindingProblem> problem_of(const std::string& path, const CheckedColumn& column,
                                         const std::string& value) {
    const std::string refusal = refusal_of(column, value);
    if (refusal.empty()) return {};
    return BindingProblem{path, "column \"" + name_of(column) + "\" cannot be \"" + value + "\": " + refusal,
                          "Write a value of the column's own."};
}

std::optional<BindingProblem> problem_of(const std::string& path, const ColumnValues& wanted, Oid table) {
    if (wanted.column.empty()) return {};
    const std::optional<CheckedColumn> column = find_column(table, wanted.column);
    if (!column) return {};
    for (const std::string& value : wanted.values)
        if (std::optional<BindingProblem> problem = problem_of(path, *column, value)) return problem;
    return {};
}

// The engine writes it, always.
std::optional<BindingProblem> problem_of_status_column(const CheckedColumn& column, Oid table) {
    const std::string name = "column \"" + name_of(column) + "\" ";
    const char* const path = "/status/column";
    if (column.form.attgenerated != '\0')
        return BindingProblem{path, name + "is generated", "The status is written: name a plain column."};
    if (column.form.attidentity == ATTRIBUTE_IDENTITY_ALWAYS)
        return BindingProblem{path, name + "is an identity column", "Name a plain column."};
    const std::vector<ColumnOfKey> key = key_columns_of(table);
    if (std::ranges::find(key, column.form.attnum, &ColumnOfKey::number) != key.end())
        return BindingProblem{path, name + "is part of the key",
                              "The key of a row never changes while an instance is about it."};
    return {};
}

std::optional<BindingProblem> problem_of_status(const RowBinding& binding, Oid table) {
    if (binding.status.empty()) return {};
    const std::optional<CheckedColumn> column = find_column(table, binding.status);
    if (!column) return {};
    if (std::optional<BindingProblem> problem = problem_of_status_column(*column, table)) return problem;
    for (const auto& [status, code] : binding.codes)
        if (std::optional<BindingProblem> problem = problem_of("/status/codes/" + status, *column, code))
            return problem;
    return {};
}

}  // namespace

std::optional<BindingProblem> problem_of_values(const RowBinding& binding, Oid table) {
    if (std::optional<BindingProblem> problem = problem_of_status(binding, table)) return problem;
    if (std::optional<BindingProblem> problem = problem_of("/start/is", binding.start, table)) return problem;
    return problem_of("/require/is", binding.require, table);
}

void refuse_binding(BindingProblem problem) {
    throw Error::make(Code::BadArgument, "the options of the binding are not valid",
                      problem.path + ": " + problem.problem + ".", std::move(problem.hint));
}

}  // namespace wf::pg
