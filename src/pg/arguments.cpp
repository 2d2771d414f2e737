#include "pg/arguments.hpp"

#include "pg/spi.hpp"

#include "pg/postgres.hpp"

namespace wf::pg {
namespace {

[[noreturn]] void missing(const char* name) {
    throw Error::make(Code::BadArgument, std::string{name} + " must not be null");
}

std::string_view content(const varlena* packed) {
    return {VARDATA_ANY(packed), static_cast<std::size_t>(VARSIZE_ANY_EXHDR(packed))};
}

std::string copy(const varlena* packed) { return std::string{content(packed)}; }

}  // namespace

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
    auto* value = reinterpret_cast<varlena*>(DatumGetPointer(fcinfo_->args[at].value));
    if (!VARATT_IS_COMPRESSED(value) && !VARATT_IS_EXTERNAL(value)) return content(value);
    return content(call([&] { return pg_detoast_datum_packed(value); }));
}

const Jsonb* Arguments::jsonb(int at) const {
    if (is_null(at)) return nullptr;
    return call([&] { return DatumGetJsonbP(fcinfo_->args[at].value); });
}

std::optional<Json> Arguments::json(int at) const {
    if (is_null(at)) return {};
    return Json{call([&] {
        Jsonb* value = DatumGetJsonbP(fcinfo_->args[at].value);
        return static_cast<const char*>(JsonbToCString(nullptr, &value->root, VARSIZE(value)));
    })};
}

std::optional<std::vector<std::string>> Arguments::text_array(int at) const {
    if (is_null(at)) return {};
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
