#include "pg/server/spi.hpp"

#include <array>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

constexpr std::size_t max_params = INDEX_MAX_KEYS + 2;  // a key, and what is written

Datum copy_text(std::string_view value) {
    return call([&] {
        return PointerGetDatum(cstring_to_text_with_len(value.data(), static_cast<int>(value.size())));
    });
}

// A statement may go in the middle of an invalidation, where nothing may be freed, and at the end of the process,
// when nothing needs to be: its plan waits for the next one that is made.
std::vector<SPIPlanPtr>& dead_plans() {
    static auto& plans = *new std::vector<SPIPlanPtr>;
    return plans;
}

void bury_dead_plans() {
    while (!dead_plans().empty()) {
        const SPIPlanPtr plan = dead_plans().back();
        dead_plans().pop_back();
        call([&] { SPI_freeplan(plan); });
    }
}

}  // namespace

Param int8(std::int64_t value) { return {Int64GetDatum(value), false}; }
Param int4(std::int32_t value) { return {Int32GetDatum(value), false}; }
Param date(std::int32_t day) { return {Int32GetDatum(day), false}; }
Param boolean(bool value) { return {BoolGetDatum(value), false}; }
Param oid(Oid value) { return {ObjectIdGetDatum(value), false}; }
Param time(Instant value) { return {TimestampTzGetDatum(value), false}; }
Param interval(std::int64_t microseconds) {
    return call([&] {
        auto* value = static_cast<Interval*>(palloc0(sizeof(Interval)));
        value->time = microseconds;
        return Param{IntervalPGetDatum(value), false};
    });
}
Param text(std::string_view value) { return {copy_text(value), false}; }
Param text_or_null(std::string_view value) { return value.empty() ? null() : text(value); }
Param bytes(std::string_view value) { return {copy_text(value), false}; }  // bytea has the layout of text

Param jsonb(std::string_view json) {
    const std::string zero_terminated{json};
    const char* text = zero_terminated.c_str();
    return {call([&] { return DirectFunctionCall1(jsonb_in, CStringGetDatum(text)); }), false};
}

Param text_array(const std::vector<std::string>& values) {
    std::vector<Datum> items;
    items.reserve(values.size());
    for (const std::string& value : values) items.push_back(copy_text(value));
    return {call([&] {
                return PointerGetDatum(construct_array(items.data(), static_cast<int>(items.size()), TEXTOID,
                                                       -1, false, TYPALIGN_INT));
            }),
            false};
}

Param int8_array(const std::vector<std::int64_t>& values) {
    std::vector<Datum> items;
    items.reserve(values.size());
    for (const std::int64_t value : values) items.push_back(Int64GetDatum(value));
    return {call([&] {
                return PointerGetDatum(construct_array(items.data(), static_cast<int>(items.size()), INT8OID,
                                                       8, FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
            }),
            false};
}

std::int64_t int8_of(const Param& value) { return value.is_null ? 0 : DatumGetInt64(value.value); }
std::int32_t int4_of(const Param& value) { return value.is_null ? 0 : DatumGetInt32(value.value); }

bool is_true(const Param& value) { return !value.is_null && DatumGetBool(value.value); }

std::string text_of(const Param& value) {
    if (value.is_null) return {};
    const varlena* packed =
        call([&] { return pg_detoast_datum_packed(reinterpret_cast<varlena*>(DatumGetPointer(value.value))); });
    return {VARDATA_ANY(packed), static_cast<std::size_t>(VARSIZE_ANY_EXHDR(packed))};
}

std::string json_of(const Param& value) {
    if (value.is_null) return {};
    return call([&] {
        const Jsonb* const json = DatumGetJsonbP(value.value);
        return static_cast<const char*>(
            JsonbToCString(nullptr, const_cast<JsonbContainer*>(&json->root), VARSIZE(json)));
    });
}

std::vector<std::string> texts_of(const Param& value) {
    if (value.is_null) return {};
    Datum* items = nullptr;
    bool* nulls = nullptr;
    int count = 0;
    call([&] {
        deconstruct_array(DatumGetArrayTypeP(value.value), TEXTOID, -1, false, TYPALIGN_INT, &items, &nulls, &count);
    });
    std::vector<std::string> texts;
    for (int i = 0; i < count; ++i)
        if (!nulls[i]) texts.push_back(text_of({items[i], false}));
    return texts;
}

Datum Rows::datum(std::size_t row, int column, bool& is_null) const {
    return SPI_getbinval(table_->vals[row], table_->tupdesc, column, &is_null);
}

Param Rows::param(std::size_t row, int column) const {
    Param value;
    value.value = datum(row, column, value.is_null);
    return value;
}

bool Rows::is_null(std::size_t row, int column) const { return param(row, column).is_null; }

Param Rows::typed(std::size_t row, int column, Kind kind) const {
    const Oid type = column >= 1 && column <= table_->tupdesc->natts
                         ? TupleDescAttr(table_->tupdesc, column - 1)->atttypid
                         : InvalidOid;
    const auto is_right = [&] {
        switch (kind) {
            case Kind::Int8:
                return type == INT8OID || type == TIMESTAMPTZOID;
            case Kind::Int4:
                return type == INT4OID;
            case Kind::Boolean:
                return type == BOOLOID;
            case Kind::Text:
                return type == TEXTOID || type == BYTEAOID || type == VARCHAROID;
            case Kind::Texts:
                return type == TEXTARRAYOID;
        }
        return false;
    };
    if (!is_right())
        throw Error::internal("column " + std::to_string(column) + " of a statement has type " +
                              std::to_string(type));
    return param(row, column);
}

std::int64_t Rows::int8(std::size_t row, int column) const { return int8_of(typed(row, column, Kind::Int8)); }
std::int32_t Rows::int4(std::size_t row, int column) const { return int4_of(typed(row, column, Kind::Int4)); }

bool Rows::boolean(std::size_t row, int column) const {
    const Param value = typed(row, column, Kind::Boolean);
    return !value.is_null && DatumGetBool(value.value);
}

Param Rows::text_array(std::size_t row, int column) const { return typed(row, column, Kind::Texts); }

std::string Rows::text(std::size_t row, int column) const { return text_of(typed(row, column, Kind::Text)); }

Spi::Spi() {
    call([] { SPI_connect(); });
}

void Spi::finish() {
    call([] { SPI_finish(); });
}

Statement::~Statement() {
    if (plan_) dead_plans().push_back(plan_);
}

namespace {

// What our statements say does not depend on how the session writes its own.
struct OurText {
    OurText() { standard_conforming_strings = true; }
    ~OurText() { standard_conforming_strings = before; }
    OurText(const OurText&) = delete;
    OurText& operator=(const OurText&) = delete;
    const bool before = standard_conforming_strings;
};

}  // namespace

SPIPlanPtr Statement::plan() {
    if (plan_) return plan_;
    bury_dead_plans();
    const OurText text;
    plan_ = call([&] {
        SPIPlanPtr plan = SPI_prepare_cursor(sql_.c_str(), static_cast<int>(types_.size()), types_.data(),
                                             CURSOR_OPT_GENERIC_PLAN);
        if (plan == nullptr) elog(ERROR, "cannot plan: %s", sql_.c_str());
        SPI_keepplan(plan);
        return plan;
    });
    return plan_;
}

// A schema can be renamed while its tables are locked. Asked again afterwards, for the plan is made anew when it has
// to be.
Rows Statement::run_on(Oid table, std::span<const Param> params, Access access) {
    const SPIPlanPtr planned = plan();
    const auto is_about = [&] {
        return call([&] {
            const List* const sources = SPI_plan_get_plan_sources(planned);
            if (list_length(sources) != 1) return false;
            const auto* const source = static_cast<CachedPlanSource*>(linitial(sources));
            return source->resultDesc != nullptr && list_member_oid(source->relationOids, table);
        });
    };
    const auto check = [&] {
        if (!is_about())
            throw Error{ERRCODE_OBJECT_IN_USE, "the name of a table has just got another meaning", sql_,
                        "Repeat the command."};
    };
    check();
    const Rows rows = run(params, access);
    check();
    return rows;
}

Rows Statement::run(std::span<const Param> params, Access access, long limit) {
    std::array<Datum, max_params> values;
    std::array<char, max_params> nulls;
    std::size_t count = 0;
    for (const Param& param : params) {
        values[count] = param.value;
        nulls[count++] = param.is_null ? 'n' : ' ';
    }
    const SPIPlanPtr planned = plan();
    call([&] {
        const int result =
            SPI_execute_plan(planned, values.data(), nulls.data(), access == Access::ReadOnly, limit);
        if (result < 0) elog(ERROR, "cannot execute: %s", SPI_result_code_string(result));
    });
    return {SPI_tuptable, SPI_processed};
}

Cursor::Cursor(const std::string& sql, std::span<const Oid> types, std::span<const Param> params) {
    std::array<Oid, max_params> kinds{};
    std::array<Datum, max_params> values{};
    std::array<char, max_params> nulls{};
    for (std::size_t i = 0; i < params.size(); ++i) {
        kinds[i] = types[i];
        values[i] = params[i].value;
        nulls[i] = params[i].is_null ? 'n' : ' ';
    }
    const OurText text;
    const char* const statement = sql.c_str();
    const int count = static_cast<int>(params.size());
    portal_ = call([&] {
        return SPI_cursor_open_with_args(nullptr, statement, count, kinds.data(), values.data(), nulls.data(), true, 0);
    });
}

Rows Cursor::next(long count) {
    call([&] {
        SPI_freetuptable(table_);
        SPI_cursor_fetch(portal_, true, count);
    });
    table_ = SPI_tuptable;
    return {table_, SPI_processed};
}

void Cursor::close() {
    call([&] { SPI_cursor_close(portal_); });
}

void execute(const std::string& sql) {
    const char* const statement = sql.c_str();
    call([&] {
        const int result = SPI_execute(statement, false, 0);
        if (result < 0) elog(ERROR, "cannot execute: %s", SPI_result_code_string(result));
    });
}

}  // namespace wf::pg
