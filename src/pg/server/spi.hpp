// SQL from C++: statements with saved generic plans, typed parameters, rows.
#pragma once

#include "core/base/values.hpp"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pg/server/error_boundary.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {

// A parameter of a statement. Its memory belongs to the current memory context.
struct Param {
    Datum value = 0;
    bool is_null = true;
};

Param int8(std::int64_t value);
Param int4(std::int32_t value);
Param date(std::int32_t day);  // since 2000-01-01
Param boolean(bool value);
Param oid(Oid value);
Param time(Instant value);
Param interval(std::int64_t microseconds);  // hours, minutes and seconds only
Param text(std::string_view value);
Param text_or_null(std::string_view value);  // empty: null
Param jsonb(std::string_view json);
Param bytes(std::string_view value);
Param text_array(const std::vector<std::string>& values);
Param int8_array(const std::vector<std::int64_t>& values);
inline Param null() { return {}; }

// The other way round: what a column has.
std::int64_t int8_of(const Param& value);  // null: 0
std::int32_t int4_of(const Param& value);
bool is_true(const Param& value);          // null: no
std::string text_of(const Param& value);   // text and bytea; null: empty
std::string json_of(const Param& value);   // of a jsonb
std::vector<std::string> texts_of(const Param& value);  // of a text[]; null: none

// What a statement gave. Valid until the Spi ends. A value is read as what its column really is: a column of
// another type than asked for is an error, for what looks like a text could be a number that points anywhere.
class Rows {
public:
    Rows(SPITupleTable* table, std::uint64_t count) : table_(table), count_(count) {}

    std::size_t size() const { return count_; }
    bool empty() const { return count_ == 0; }
    // Columns are counted from 1.
    bool is_null(std::size_t row, int column) const;
    std::int64_t int8(std::size_t row, int column) const;
    std::int32_t int4(std::size_t row, int column) const;
    bool boolean(std::size_t row, int column) const;
    Instant time(std::size_t row, int column) const { return int8(row, column); }
    std::string text(std::size_t row, int column) const;  // text and bytea; null: empty
    Param text_array(std::size_t row, int column) const;
    Datum datum(std::size_t row, int column, bool& is_null) const;
    Param param(std::size_t row, int column) const;

private:
    enum class Kind { Int8, Int4, Boolean, Text, Texts };
    Param typed(std::size_t row, int column, Kind kind) const;

    SPITupleTable* table_;
    std::uint64_t count_;
};

// A connection to SPI for the time of one call from outside. The server ends it if an error does.
class Spi {
public:
    Spi();
    void finish();
};

enum class Access : bool {
    ReadOnly,   // sees what the calling query sees
    ReadWrite,  // sees what is committed now
};

// One statement, planned once. Most are static and live as long as the session; of the others the plan goes with
// them.
class Statement {
public:
    Statement(std::string sql, std::initializer_list<Oid> types) : sql_(std::move(sql)), types_(types) {}
    Statement(std::string sql, std::vector<Oid> types) : sql_(std::move(sql)), types_(std::move(types)) {}
    ~Statement();
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    Rows run(std::initializer_list<Param> params, Access access, long limit = 0) {
        return run(std::span{params.begin(), params.size()}, access, limit);
    }
    Rows run(std::span<const Param> params, Access access, long limit = 0);
    // The same for a statement about a table that belongs to somebody else: an error if its name means another one
    // than this, which is locked.
    Rows run_on(Oid table, std::span<const Param> params, Access access = Access::ReadWrite);

private:
    SPIPlanPtr plan();

    std::string sql_;
    std::vector<Oid> types_;
    SPIPlanPtr plan_ = nullptr;
};

// The rows of one statement that may give more of them than memory should hold. Planned for these parameters. Sees what the
// calling query sees.
class Cursor {
public:
    Cursor(const std::string& sql, std::span<const Oid> types, std::span<const Param> params);
    // The next ones, at most so many; none: that was all. The ones before are gone.
    Rows next(long count);
    // Else what it reads stays in use until the end of the transaction.
    void close();

private:
    Portal portal_ = nullptr;
    SPITupleTable* table_ = nullptr;
};

// Such as DDL: a statement that gives no rows.
void execute(const std::string& sql);

}  // namespace wf::pg
