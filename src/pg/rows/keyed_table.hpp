// One of the engine's tables, whose rows are reached by their primary key: as a rule without a statement, which would
// cost a command more than the rows themselves.
#pragma once

#include "pg/rows/direct_rows.hpp"
#include "pg/server/spi.hpp"

#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace wf::pg {

// A value for each column of the table, in the order in which it names them.
using TableRow = std::vector<Param>;

struct RowLocking {
    LockWaitPolicy wait = LockWaitBlock;   // or LockWaitSkip: a row that somebody has locked is not there
    std::size_t only_if_null = no_column;  // a row with a value in this column is not there; it never changes
};

// Everything is done as the table's owner, in the order of the calls: what one has written the next one finds. A row
// that another transaction is changing is waited for, and then seen as that has left it.
class KeyedTable {
public:
    // `columns` are all that the engine has made, the first `key_size` of them the primary key. What a DBA has added
    // besides gets its default.
    KeyedTable(const char* name, std::size_t key_size, std::initializer_list<Column> columns)
        : KeyedTable(name, key_size, columns, {}) {}
    // By another unique index, which has the rows of `condition`; only to look at, so some columns will do.
    struct Index {
        const char* name = nullptr;
        const char* condition = nullptr;
    };
    KeyedTable(const char* name, std::size_t key_size, std::initializer_list<Column> columns, Index index);
    KeyedTable(const KeyedTable&) = delete;
    KeyedTable& operator=(const KeyedTable&) = delete;

    using Key = std::initializer_list<Param>;

    // One row, or several, one after the other.
    void insert(std::initializer_list<Param> rows) { insert(std::span{rows.begin(), rows.size()}); }
    void insert(std::span<const Param> rows);
    // The same without those whose key is there already. Only for keys that nobody else writes at the same time, as those
    // of an instance that is locked.
    void insert_new(std::initializer_list<Param> rows) { insert_new(std::span{rows.begin(), rows.size()}); }
    void insert_new(std::span<const Param> rows);
    // Nothing: there is none. A shorter key: any of the rows that begin with it. Columns without a bit in `wanted` may be left null.
    std::optional<TableRow> find(Key key, std::uint64_t wanted = all_columns, Access access = Access::ReadWrite);
    // The same as SELECT ... FOR UPDATE; and where it is.
    std::optional<TableRow> lock(Key key, const RowLocking& how, RowPlace& place);
    // False: there is none. `place`: where it was locked, if it was.
    bool update(Key key, std::span<const Change> changes, const RowPlace& place = {});
    bool update(Key key, std::initializer_list<Change> changes) {
        return update(key, std::span{changes.begin(), changes.size()});
    }
    // Gives what it was; nothing: there was none.
    std::optional<TableRow> remove(Key key);

private:
    template <class Direct, class Sql>
    std::optional<TableRow> row_by(Direct direct, Sql sql, Key key, Access access = Access::ReadWrite);
    void run_inserts(const char* unless, std::span<const Param> rows);
    std::string condition(std::size_t key_size) const;
    Rows run(std::string sql, std::span<const Change> changes, Key key, Access access = Access::ReadWrite);

    const std::string name_;
    const std::size_t key_size_;
    const std::vector<Column> columns_;
    const Index index_;
    std::string names_;  // of the columns
    DirectRows direct_;
    std::map<std::string, Statement> statements_;  // the same by SQL, as they are needed
};

}  // namespace wf::pg
