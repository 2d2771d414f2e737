#include "pg/rows/keyed_table.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

std::string parameter(std::size_t number) { return "$" + std::to_string(number); }

std::optional<TableRow> first(const Rows& rows, std::size_t columns) {
    if (rows.empty()) return {};
    TableRow row;
    row.reserve(columns);
    for (std::size_t column = 1; column <= columns; ++column) row.push_back(rows.param(0, static_cast<int>(column)));
    return row;
}

}  // namespace

KeyedTable::KeyedTable(const char* name, std::size_t key_size, std::initializer_list<Column> columns, Index index)
    : name_(name),
      key_size_(key_size),
      columns_(columns),
      index_(index),
      direct_(name, index.name, key_size, columns_) {
    for (const Column& column : columns_) names_.append(names_.empty() ? "" : ", ").append(column.name);
}

std::string KeyedTable::condition(std::size_t key_size) const {
    std::string text;
    for (std::size_t i = 0; i < key_size; ++i)
        text.append(i == 0 ? " WHERE " : " AND ").append(columns_[i].name).append(" = ").append(parameter(i + 1));
    if (index_.condition) text.append(" AND ").append(index_.condition);
    return text;
}

void KeyedTable::run_inserts(const char* unless, std::span<const Param> rows) {
    std::string values;
    std::vector<Oid> types;
    for (const Column& column : columns_) {
        types.push_back(column.type);
        values.append(values.empty() ? "" : ", ").append(parameter(types.size()));
    }
    const std::string sql = "INSERT INTO wf." + name_ + " (" + names_ + ") VALUES (" + values + ")" + unless;
    Statement& statement = statements_.try_emplace(sql, sql, std::move(types)).first->second;
    for (std::size_t at = 0; at < rows.size(); at += columns_.size())
        statement.run(rows.subspan(at, columns_.size()), Access::ReadWrite);
}

// Parameters are those of the key, then the changes.
Rows KeyedTable::run(std::string sql, std::span<const Change> changes, Key key, Access access) {
    std::vector<Oid> types;
    std::vector<Param> values{key};
    for (std::size_t i = 0; i < key.size(); ++i) types.push_back(columns_[i].type);
    for (const Change& change : changes) {
        types.push_back(columns_[change.column].type);
        values.push_back(change.value);
    }
    const auto known = statements_.try_emplace(sql, sql, std::move(types)).first;
    return known->second.run(values, access);
}

void KeyedTable::insert(std::span<const Param> rows) {
    if (call([&] { return direct_.insert(rows.data(), rows.size() / columns_.size()); }) != Answer::Done)
        run_inserts("", rows);
}

void KeyedTable::insert_new(std::span<const Param> rows) {
    if (call([&] { return direct_.insert_new(rows.data(), rows.size() / columns_.size()); }) != Answer::Done)
        run_inserts(" ON CONFLICT DO NOTHING", rows);
}

// What `direct` (Param* -> Answer) gives, or the statement that `sql` makes.
template <class Direct, class Sql>
std::optional<TableRow> KeyedTable::row_by(Direct direct, Sql sql, Key key, Access access) {
    TableRow row(columns_.size());
    switch (call([&] { return direct(row.data()); })) {
        case Answer::Done:
            return row;
        case Answer::Missing:
            return {};
        case Answer::ByStatement:
            break;
    }
    return first(run(sql(), {}, key, access), columns_.size());
}

std::optional<TableRow> KeyedTable::find(Key key, std::uint64_t wanted, Access access) {
    return row_by([&](Param* row) { return direct_.find(key.begin(), key.size(), wanted, access, row); },
                  [&] { return "SELECT " + names_ + " FROM wf." + name_ + condition(key.size()) + " LIMIT 1"; }, key,
                  access);
}

std::optional<TableRow> KeyedTable::lock(Key key, const RowLocking& how, RowPlace& place) {
    const auto sql = [&] {
        std::string text = "SELECT " + names_ + " FROM wf." + name_ + condition(key_size_);
        if (how.only_if_null != no_column) text.append(" AND ").append(columns_[how.only_if_null].name).append(" IS NULL");
        return text + (how.wait == LockWaitSkip ? " FOR UPDATE SKIP LOCKED" : " FOR UPDATE");
    };
    return row_by([&](Param* row) { return direct_.lock(key.begin(), how.wait, how.only_if_null, row, place); }, sql, key);
}

bool KeyedTable::update(Key key, std::span<const Change> changes, const RowPlace& place) {
    switch (call([&] { return direct_.update(key.begin(), place, changes.data(), changes.size()); })) {
        case Answer::Done:
            return true;
        case Answer::Missing:
            return false;
        case Answer::ByStatement:
            break;
    }
    std::string values;
    std::size_t number = key_size_;
    for (const Change& change : changes)
        values.append(values.empty() ? "" : ", ").append(columns_[change.column].name).append(" = ").append(parameter(++number));
    return !run("UPDATE wf." + name_ + " SET " + values + condition(key_size_), changes, key).empty();
}

std::optional<TableRow> KeyedTable::remove(Key key) {
    return row_by([&](Param* row) { return direct_.remove(key.begin(), row); },
                  [&] { return "DELETE FROM wf." + name_ + condition(key_size_) + " RETURNING " + names_; }, key);
}

}  // namespace wf::pg
