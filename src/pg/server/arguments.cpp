#include "pg/server/arguments.hpp"

#include "pg/server/numeric.hpp"
#include "pg/server/settings.hpp"
#include "pg/server/spi.hpp"
#include "pg/server/standby.hpp"

#include <algorithm>
#include <limits>
#include <unordered_set>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

[[noreturn]] void missing(const char* name) {
    throw Error::make(Code::BadArgument, std::string{name} + " must not be null");
}

template <class T>
T required(std::optional<T> argument, const char* name) {
    if (!argument) missing(name);
    return std::move(*argument);
}

std::string_view content(const varlena* packed) {
    return {VARDATA_ANY(packed), static_cast<std::size_t>(VARSIZE_ANY_EXHDR(packed))};
}

// jsonb takes up to so many times the bytes of its text: an item of a list has a head of its own.
constexpr std::size_t jsonb_per_text = 8;
// Up to this size of a jsonb its numbers cannot grow into more than some megabytes of text.
constexpr std::size_t small = 1024;

std::size_t limit_of(Largest largest) {
    switch (largest) {
        case Largest::Data:
            return settings::max_data_size();
        case Largest::Definition:
            return settings::max_definition_size() * 4;  // up to there, a finding says so
        case Largest::Any:
            break;
    }
    return std::numeric_limits<std::size_t>::max() / jsonb_per_text;
}

// How the catalogue declares the argument at a place; an empty name: it does not.
struct Parameter {
    std::string name;
    Oid type = InvalidOid;
};

Parameter parameter_of(Oid function, int at) {
    const char* name = "";
    Oid type = InvalidOid;
    call([&] {
        const HeapTuple tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(function));
        if (!HeapTupleIsValid(tuple)) return;
        Oid* types = nullptr;
        char** names = nullptr;
        char* modes = nullptr;
        get_func_arg_info(tuple, &types, &names, &modes);
        const bool is_there = at < reinterpret_cast<Form_pg_proc>(GETSTRUCT(tuple))->pronargs;
        if (is_there && names != nullptr) name = names[at];
        if (is_there) type = types[at];
        ReleaseSysCache(tuple);
    });
    return {name, type};
}

[[noreturn]] void refuse_declaration(Oid function, const std::string& detail) {
    const char* const name = call([&] { return format_procedure(function); });
    throw Error{ERRCODE_INVALID_FUNCTION_DEFINITION,
                "function " + std::string{name} + " is not declared as the library of wf_engine expects", detail,
                "Run ALTER EXTENSION wf_engine UPDATE, or install the library of the version that it has now."};
}

std::string named(const std::string& name, Oid type) {
    const char* const type_name = call([&] { return format_type_be(type); });
    return "\"" + name + "\" (" + type_name + ")";
}

void check_declaration(Oid function, int at, const char* name, Oid type) {
    const Parameter declared = parameter_of(function, at);
    if (declared.name == name && declared.type == type) return;
    const std::string number = "Argument " + std::to_string(at + 1);
    refuse_declaration(function, declared.type == InvalidOid
                                     ? number + " is missing: " + named(name, type) + "."
                                     : number + " has to be " + named(name, type) + ", not " +
                                           named(declared.name, declared.type) + ".");
}

// Functions whose declaration was found to be right, in this session.
std::unordered_set<Oid>& checked_functions() {
    static std::unordered_set<Oid> functions;
    return functions;
}

// What its numbers need as text, about: 1e100000 is stored in a few bytes.
std::size_t size_of_numbers(const Jsonb* json, std::size_t limit) {
    return call([&] {
        std::size_t size = 0;
        JsonbValue value;
        JsonbIterator* rest = JsonbIteratorInit(const_cast<JsonbContainer*>(&json->root));
        while (size <= limit && JsonbIteratorNext(&rest, &value, false) != WJB_DONE) {
            CHECK_FOR_INTERRUPTS();
            if (value.type != jbvNumeric) continue;
            size += text_size(value.val.numeric);
        }
        return size;
    });
}

struct Items {
    Datum* values = nullptr;
    bool* nulls = nullptr;
    int count = 0;
};

Items items_of(Datum array, Oid type, int length, char alignment) {
    return call([&] {
        Items found{};
        deconstruct_array(DatumGetArrayTypeP(array), type, length, length > 0 && FLOAT8PASSBYVAL, alignment,
                          &found.values, &found.nulls, &found.count);
        return found;
    });
}

std::string text_of(Datum value) {
    return std::string{content(call([&] {
        return pg_detoast_datum_packed(reinterpret_cast<varlena*>(DatumGetPointer(value)));
    }))};
}

}  // namespace

Arguments::Arguments(FunctionCallInfo fcinfo, Largest largest)
    : fcinfo_(fcinfo), largest_(largest), is_checked_(checked_functions().contains(fcinfo->flinfo->fn_oid)) {
    if (RecoveryInProgress()) check_standby_may(fcinfo->flinfo->fn_oid);
}

const NullableDatum& Arguments::take(const char* name, Oid type) {
    if (!is_checked_) check_declaration(fcinfo_->flinfo->fn_oid, next_, name, type);
    return fcinfo_->args[next_++];
}

void Arguments::end() {
    if (is_checked_) return;
    const Oid function = fcinfo_->flinfo->fn_oid;
    if (next_ != fcinfo_->nargs)
        refuse_declaration(function, "The library takes " + std::to_string(next_) + " arguments of it, not " +
                                         std::to_string(fcinfo_->nargs) + ".");
    checked_functions().insert(function);
}

std::int64_t Arguments::tenant() {
    const std::int64_t tenant = int8("tenant_id").value_or(settings::tenant());
    end();
    return tenant;
}

// What was taken last.
void Arguments::too_large() const {
    const char* const setting =
        largest_ == Largest::Definition ? "wf_engine.max_definition_size" : "wf_engine.max_data_size";
    throw Error::make(
        Code::ExpressionLimit,
        "argument \"" + parameter_of(fcinfo_->flinfo->fn_oid, next_ - 1).name + "\" is too large",
        "It may have " + std::to_string(limit_of(largest_)) + " bytes (" + setting + ").",
        "Keep what is large in tables of your own, and its key in the form.");
}

// Before anything is unpacked. `factor`: by how much the stored form may be larger than the text.
void Arguments::check_size(const NullableDatum& argument, std::size_t factor) const {
    const auto* const value = reinterpret_cast<const varlena*>(DatumGetPointer(argument.value));
    // octet_length() of bytea: the size of any varlena, which it does not unpack.
    const std::size_t size =
        VARATT_IS_COMPRESSED(value) || VARATT_IS_EXTERNAL(value) ? static_cast<std::size_t>(call([&] {
            return DatumGetInt32(DirectFunctionCall1(byteaoctetlen, PointerGetDatum(value)));
        }))
                                                                 : VARSIZE_ANY_EXHDR(value);
    if (size > limit_of(largest_) * factor) too_large();
}

void Arguments::check_numbers(const Jsonb* json) const {
    if (VARSIZE(json) <= small) return;
    const std::size_t limit = std::min<std::size_t>(limit_of(largest_), MaxAllocSize / 2);
    if (size_of_numbers(json, limit) > limit) too_large();
}

std::optional<std::int64_t> Arguments::int8(const char* name) {
    const NullableDatum& argument = take(name, INT8OID);
    if (argument.isnull) return {};
    return DatumGetInt64(argument.value);
}

std::optional<std::int32_t> Arguments::int4(const char* name) {
    const NullableDatum& argument = take(name, INT4OID);
    if (argument.isnull) return {};
    return DatumGetInt32(argument.value);
}

std::optional<std::string> Arguments::text(const char* name) {
    const std::optional<std::string_view> view = text_view(name);
    if (!view) return {};
    return std::string{*view};
}

std::optional<std::string_view> Arguments::text_view(const char* name) {
    return content_of(take(name, TEXTOID));
}

std::optional<std::string_view> Arguments::bytes_view(const char* name) {
    return content_of(take(name, BYTEAOID));
}

std::optional<std::string_view> Arguments::content_of(const NullableDatum& argument) const {
    if (argument.isnull) return {};
    check_size(argument, 1);
    auto* value = reinterpret_cast<varlena*>(DatumGetPointer(argument.value));
    if (!VARATT_IS_COMPRESSED(value) && !VARATT_IS_EXTERNAL(value)) return content(value);
    return content(call([&] { return pg_detoast_datum_packed(value); }));
}

const Jsonb* Arguments::jsonb(const char* name) {
    const NullableDatum& argument = take(name, JSONBOID);
    if (argument.isnull) return nullptr;
    check_size(argument, jsonb_per_text);
    return call([&] { return DatumGetJsonbP(argument.value); });
}

std::optional<Json> Arguments::json(const char* name) {
    const Jsonb* const value = jsonb(name);
    if (value == nullptr) return {};
    check_numbers(value);
    Json json{call([&] {
        return static_cast<const char*>(
            JsonbToCString(nullptr, const_cast<JsonbContainer*>(&value->root), VARSIZE(value)));
    })};
    if (json.text.size() > limit_of(largest_)) too_large();
    return json;
}

std::optional<std::vector<std::string>> Arguments::text_array(const char* name) {
    const NullableDatum& argument = take(name, TEXTARRAYOID);
    if (argument.isnull) return {};
    check_size(argument, jsonb_per_text);
    const Items items = items_of(argument.value, TEXTOID, -1, TYPALIGN_INT);
    std::vector<std::string> texts;
    for (int i = 0; i < items.count; ++i)
        if (!items.nulls[i]) texts.push_back(text_of(items.values[i]));
    return texts;
}

std::optional<std::vector<std::int64_t>> Arguments::int8_array(const char* name) {
    const NullableDatum& argument = take(name, INT8ARRAYOID);
    if (argument.isnull) return {};
    const Items items = items_of(argument.value, INT8OID, sizeof(std::int64_t), TYPALIGN_DOUBLE);
    std::vector<std::int64_t> numbers;
    for (int i = 0; i < items.count; ++i)
        if (!items.nulls[i]) numbers.push_back(DatumGetInt64(items.values[i]));
    return numbers;
}

bool Arguments::boolean(const char* name) {
    const NullableDatum& argument = take(name, BOOLOID);
    return !argument.isnull && DatumGetBool(argument.value);
}

std::optional<Instant> Arguments::time(const char* name) {
    const NullableDatum& argument = take(name, TIMESTAMPTZOID);
    if (argument.isnull) return {};
    return DatumGetTimestampTz(argument.value);
}

std::optional<Instant> Arguments::interval_after(const char* name, Instant from) {
    const NullableDatum& argument = take(name, INTERVALOID);
    if (argument.isnull) return {};
    return call([&] {
        return DatumGetTimestampTz(
            DirectFunctionCall2(timestamptz_pl_interval, TimestampTzGetDatum(from), argument.value));
    });
}

std::optional<Duration> Arguments::duration(const char* name) {
    const NullableDatum& argument = take(name, INTERVALOID);
    if (argument.isnull) return {};
    const Interval& interval = *DatumGetIntervalP(argument.value);
    return Duration{.months = interval.month, .days = interval.day, .microseconds = interval.time};
}

std::optional<std::int32_t> Arguments::date(const char* name) {
    const NullableDatum& argument = take(name, DATEOID);
    if (argument.isnull) return {};
    return DatumGetDateADT(argument.value);
}

std::optional<Oid> Arguments::regclass(const char* name) {
    const NullableDatum& argument = take(name, REGCLASSOID);
    if (argument.isnull) return {};
    return DatumGetObjectId(argument.value);
}

NullableDatum Arguments::any(const char* name, Oid type) { return take(name, type); }

std::int64_t Arguments::required_int8(const char* name) { return required(int8(name), name); }
std::int32_t Arguments::required_int4(const char* name) { return required(int4(name), name); }
std::string Arguments::required_text(const char* name) { return required(text(name), name); }
std::string_view Arguments::required_bytes(const char* name) { return required(bytes_view(name), name); }
Json Arguments::required_json(const char* name) { return required(json(name), name); }
Instant Arguments::required_time(const char* name) { return required(time(name), name); }
std::int32_t Arguments::required_date(const char* name) { return required(date(name), name); }
Oid Arguments::required_regclass(const char* name) { return required(regclass(name), name); }

bool Arguments::required_boolean(const char* name) {
    const NullableDatum& argument = take(name, BOOLOID);
    if (argument.isnull) missing(name);
    return DatumGetBool(argument.value);
}

Datum text_datum(std::string_view value) { return pg::text(value).value; }

Datum jsonb_datum(std::string_view json) { return pg::jsonb(json).value; }

Datum interval_datum(std::int64_t microseconds) { return pg::interval(microseconds).value; }

}  // namespace wf::pg
