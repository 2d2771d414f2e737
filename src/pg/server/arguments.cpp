#include "pg/server/arguments.hpp"

#include "pg/server/numeric.hpp"
#include "pg/server/settings.hpp"
#include "pg/server/spi.hpp"

#include <algorithm>
#include <limits>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

[[noreturn]] void missing(const char* name) {
    throw Error::make(Code::BadArgument, std::string{name} + " must not be null");
}

std::string_view content(const varlena* packed) {
    return {VARDATA_ANY(packed), static_cast<std::size_t>(VARSIZE_ANY_EXHDR(packed))};
}

std::string copy(const varlena* packed) { return std::string{content(packed)}; }

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

std::string name_of_argument(const FunctionCallInfo fcinfo, int at) {
    const char* const name = call([&]() -> const char* {
        Oid* types = nullptr;
        char** names = nullptr;
        char* modes = nullptr;
        const HeapTuple tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(fcinfo->flinfo->fn_oid));
        const int count = HeapTupleIsValid(tuple) ? get_func_arg_info(tuple, &types, &names, &modes) : 0;
        if (HeapTupleIsValid(tuple)) ReleaseSysCache(tuple);
        return names != nullptr && at < count ? names[at] : "";
    });
    return *name != '\0' ? "argument \"" + std::string{name} + "\"" : "an argument";
}

[[noreturn]] void too_large(const FunctionCallInfo fcinfo, int at, Largest largest) {
    const char* const setting =
        largest == Largest::Definition ? "wf_engine.max_definition_size" : "wf_engine.max_data_size";
    throw Error::make(Code::ExpressionLimit, name_of_argument(fcinfo, at) + " is too large",
                      "It may have " + std::to_string(limit_of(largest)) + " bytes (" + setting + ").",
                      "Keep what is large in tables of your own, and its key in the form.");
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

}  // namespace

// Before anything is unpacked. `factor`: by how much the stored form may be larger than the text.
void Arguments::check_size(int at, std::size_t factor) const {
    const auto* const value = reinterpret_cast<const varlena*>(DatumGetPointer(fcinfo_->args[at].value));
    // octet_length() of bytea: the size of any varlena, which it does not unpack.
    const std::size_t size =
        VARATT_IS_COMPRESSED(value) || VARATT_IS_EXTERNAL(value) ? static_cast<std::size_t>(call([&] {
            return DatumGetInt32(DirectFunctionCall1(byteaoctetlen, PointerGetDatum(value)));
        }))
                                                                 : VARSIZE_ANY_EXHDR(value);
    if (size > limit_of(largest_) * factor) too_large(fcinfo_, at, largest_);
}

void Arguments::check_numbers(int at, const Jsonb* json) const {
    if (VARSIZE(json) <= small) return;
    const std::size_t limit = std::min<std::size_t>(limit_of(largest_), MaxAllocSize / 2);
    if (size_of_numbers(json, limit) > limit) too_large(fcinfo_, at, largest_);
}

std::optional<std::int64_t> Arguments::int8(int at) const {
    if (is_null(at)) return {};
    return DatumGetInt64(fcinfo_->args[at].value);
}

std::optional<std::int32_t> Arguments::int4(int at) const {
    if (is_null(at)) return {};
    return DatumGetInt32(fcinfo_->args[at].value);
}

std::optional<std::string> Arguments::text(int at) const {
    const std::optional<std::string_view> view = text_view(at);
    if (!view) return {};
    return std::string{*view};
}

std::optional<std::string_view> Arguments::text_view(int at) const {
    if (is_null(at)) return {};
    check_size(at, 1);
    auto* value = reinterpret_cast<varlena*>(DatumGetPointer(fcinfo_->args[at].value));
    if (!VARATT_IS_COMPRESSED(value) && !VARATT_IS_EXTERNAL(value)) return content(value);
    return content(call([&] { return pg_detoast_datum_packed(value); }));
}

const Jsonb* Arguments::jsonb(int at) const {
    if (is_null(at)) return nullptr;
    check_size(at, jsonb_per_text);
    return call([&] { return DatumGetJsonbP(fcinfo_->args[at].value); });
}

std::optional<Json> Arguments::json(int at) const {
    const Jsonb* const value = jsonb(at);
    if (value == nullptr) return {};
    check_numbers(at, value);
    Json json{call([&] {
        return static_cast<const char*>(
            JsonbToCString(nullptr, const_cast<JsonbContainer*>(&value->root), VARSIZE(value)));
    })};
    if (json.text.size() > limit_of(largest_)) too_large(fcinfo_, at, largest_);
    return json;
}

std::optional<std::vector<std::string>> Arguments::text_array(int at) const {
    if (is_null(at)) return {};
    check_size(at, jsonb_per_text);
    struct Items {
        Datum* values;
        bool* nulls;
        int count;
    };
    const Items items = call([&] {
        Items found{};
        deconstruct_array(DatumGetArrayTypeP(fcinfo_->args[at].value), TEXTOID, -1, false, TYPALIGN_INT,
                          &found.values, &found.nulls, &found.count);
        return found;
    });
    std::vector<std::string> texts;
    for (int i = 0; i < items.count; ++i)
        if (!items.nulls[i])
            texts.push_back(copy(call([&] {
                return pg_detoast_datum_packed(reinterpret_cast<varlena*>(DatumGetPointer(items.values[i])));
            })));
    return texts;
}

std::optional<Instant> Arguments::interval_after(int at, Instant from) const {
    if (is_null(at)) return {};
    return call([&] {
        return DatumGetTimestampTz(
            DirectFunctionCall2(timestamptz_pl_interval, TimestampTzGetDatum(from), fcinfo_->args[at].value));
    });
}

bool Arguments::boolean(int at) const { return !is_null(at) && DatumGetBool(fcinfo_->args[at].value); }

std::int64_t Arguments::required_int8(int at, const char* name) const {
    if (is_null(at)) missing(name);
    return *int8(at);
}

std::int32_t Arguments::required_int4(int at, const char* name) const {
    if (is_null(at)) missing(name);
    return *int4(at);
}

std::string Arguments::required_text(int at, const char* name) const {
    if (is_null(at)) missing(name);
    return *text(at);
}

Datum text_datum(std::string_view value) { return pg::text(value).value; }

Datum jsonb_datum(std::string_view json) { return pg::jsonb(json).value; }

}  // namespace wf::pg
