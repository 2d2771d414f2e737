#include "pg/store/kept_entries.hpp"

#include "pg/store/log_rows.hpp"

#include <algorithm>
#include <optional>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

constexpr std::string_view log_table = "wf.log";

// Locked by having been read, wf.log loses no partition until the end of the transaction: what was archived before is in
// wf.log_archive by now.
std::vector<std::string> archive_tables(const State& state) {
    static Statement select{
        R"(SELECT format('%I.%I', schema_name, table_name) FROM wf.log_archive
        WHERE log = 'log' AND detached_at IS NOT NULL AND attached_at IS NULL AND left_for <> 'drop' AND file IS NULL AND until_at > $1 AND from_at <= $2
        ORDER BY from_at)",
        {TIMESTAMPTZOID, TIMESTAMPTZOID}};
    const Rows rows = select.run({time(state.started_at), time(state.last_at)}, Access::ReadWrite);
    std::vector<std::string> tables;
    for (std::size_t row = 0; row < rows.size(); ++row) tables.push_back(rows.text(row, 1));
    return tables;
}

void read(const std::string& table, std::int64_t tenant, std::int64_t instance, std::vector<KeptEntry>& entries) {
    Statement select{std::string{"SELECT "}.append(log_column::all) + " FROM " + table +
                         " WHERE tenant_id = $1 AND instance_id = $2 ORDER BY seq",
                     {INT8OID, INT8OID}};
    const Rows rows = select.run({int8(tenant), int8(instance)}, Access::ReadWrite);
    for (std::size_t row = 0; row < rows.size(); ++row) {
        check_interrupts();
        entries.push_back({.table = table, .previous = kept_chain(rows, row).value_or(""), .columns = log_columns(rows, row)});
    }
}

[[noreturn]] void must_be_attached(std::int64_t instance, const std::string& files) {
    throw Error::make(Code::BadLog, "entries of instance " + std::to_string(instance) + " are in files",
                      "They were archived to " + files + ".",
                      "Bring them back with wf.attach_archive(); the view wf.partitions shows them.");
}

// Some are missing. What was dropped needs nothing any more.
void check_where_they_are(std::int64_t instance, const State& state) {
    static Statement select{
        R"(SELECT string_agg(file, ', ' ORDER BY from_at) FILTER (WHERE left_for <> 'drop'), bool_or(left_for = 'drop') IS TRUE
        FROM wf.log_archive
        WHERE log = 'log' AND detached_at IS NOT NULL AND attached_at IS NULL AND until_at > $1 AND from_at <= $2)",
        {TIMESTAMPTZOID, TIMESTAMPTZOID}};
    const Rows rows = select.run({time(state.started_at), time(state.last_at)}, Access::ReadWrite);
    if (const std::string files = rows.text(0, 1); !files.empty()) must_be_attached(instance, files);
    if (!rows.boolean(0, 2))
        throw Error::make(Code::BadLog, "the log of instance " + std::to_string(instance) + " is not complete",
                          "Entries are missing that nobody has archived.",
                          "wf.verify_chain(" + std::to_string(instance) + ") says which; a partition may be leaving the log just now.");
}

}  // namespace

std::vector<KeptEntry> kept_entries(const EngineRights&, std::int64_t tenant, std::int64_t instance, const State& state) {
    std::vector<KeptEntry> entries;
    read(std::string{log_table}, tenant, instance, entries);
    for (const std::string& table : archive_tables(state)) read(table, tenant, instance, entries);
    std::ranges::sort(entries, {}, &KeptEntry::seq);
    std::int64_t expected = 1;
    for (std::size_t place = 0; place < entries.size(); ++place) {
        KeptEntry& entry = entries[place];
        if (place > 0 && entries[place - 1].seq() + 1 == entry.seq()) entry.previous = text_of(entries[place - 1].columns.back());
        if (entry.seq() == expected) ++expected;
    }
    if (expected <= state.version) check_where_they_are(instance, state);
    return entries;
}

}  // namespace wf::pg
