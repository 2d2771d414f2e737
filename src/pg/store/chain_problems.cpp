// Whether a chain holds, and where it does not.
#include "core/model/command.hpp"
#include "pg/server/sha256.hpp"
#include "pg/store/chain.hpp"
#include "pg/store/log_rows.hpp"
#include "pg/store/stored_events.hpp"

#include <charconv>
#include <map>
#include <optional>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// Of what is not hexadecimal: nothing, which is no hash.
std::string bytes_of(std::string_view digits) {
    std::string bytes;
    for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
        unsigned byte = 0;
        const auto [end, error] = std::from_chars(digits.data() + i, digits.data() + i + 2, byte, 16);
        if (error != std::errc{} || end != digits.data() + i + 2) return {};
        bytes += static_cast<char>(byte);
    }
    return bytes;
}

// Nothing of it has to be in the log any more: it has ended, and the end has left.
bool has_left(const Chained& row) {
    static Statement select{
        R"(SELECT EXISTS (SELECT FROM wf.instance i JOIN wf.log_archive a ON i.ended_at >= a.from_at AND i.ended_at < a.until_at
        WHERE i.tenant_id = $1 AND i.instance_id = $2 AND a.log = 'log' AND a.detached_at IS NOT NULL AND a.attached_at IS NULL))",
        {INT8OID, INT8OID}};
    return select.run({int8(row.tenant), int8(row.instance)}, Access::ReadOnly).boolean(0, 1);
}

class ChainCheck {
public:
    explicit ChainCheck(const Chained& row) : row_(row) {}

    std::vector<ChainProblem> run(const Rows& rows) {
        for (std::size_t row = 0; row < rows.size(); ++row) {
            check_interrupts();
            check(rows, row);
        }
        check_head(rows.empty());
        std::erase_if(problems_, [&](const ChainProblem& one) { return is_vouched_for(one); });
        return std::move(problems_);
    }

private:
    void check(const Rows& rows, std::size_t row) {
        const std::int64_t seq = rows.int8(row, log_column::seq);
        if (seq < expected_) return tell(seq, "inserted");
        std::optional<std::string> chain;
        if (seq > expected_) {
            chain = kept_chain(rows, row);
            if (row > 0 || !are_archived(row_.started_at, rows.time(row, log_column::at))) tell(expected_, "missing");
            is_known_ = false;
        }
        const LogColumns columns = log_columns(rows, row);
        const std::string found = text_of(columns.back());
        const bool begins = found.empty() && previous_.empty();  // from before there was a chain
        check_content(rows, row, begins || !(chain || is_known_) ? found : chain_hash(chain.value_or(previous_), columns));
        previous_ = found;
        is_known_ = true;
        expected_ = seq + 1;
    }

    // `due`: the hash that it should have.
    void check_content(const Rows& rows, std::size_t row, const std::string& due) {
        const std::int64_t seq = rows.int8(row, log_column::seq);
        if (rows.text(row, log_column::hash) != due) {
            changed_[seq] = hex(due);
            return tell(seq, "changed");
        }
        if (rows.text(row, log_column::action) != Redact::action) return;
        for (const Event& event : events_if_readable(rows.text(row, log_column::events), EventData::LeftOut).value_or(std::vector<Event>{}))
            if (const auto* redacted = std::get_if<Redacted>(&event))
                for (const RedactedEntry& entry : redacted->entries)
                    if (entry.seq < seq) redacted_[entry.seq] = entry.hash;
    }

    // It was blanked, and is as the last entry that says so has left it.
    bool is_vouched_for(const ChainProblem& one) const {
        const auto found = changed_.find(one.seq);
        const auto kept = redacted_.find(one.seq);
        return one.problem == "changed" && found != changed_.end() && kept != redacted_.end() && found->second == kept->second;
    }

    void check_head(bool is_empty) {
        if (is_empty && has_left(row_)) return;
        if (expected_ <= row_.version) return tell(expected_, "cut");
        if (expected_ > row_.version + 1) return tell(row_.version + 1, "inserted");
        if (previous_ != row_.head) tell(row_.version, "changed");
    }

    void tell(std::int64_t seq, std::string_view problem) { problems_.push_back({seq, problem}); }

    const Chained& row_;
    std::int64_t expected_ = 1;
    std::string previous_;
    bool is_known_ = true;  // the hash of the entry before
    std::vector<ChainProblem> problems_;
    std::map<std::int64_t, std::string> changed_;   // by seq: the hash of what the entry has now
    std::map<std::int64_t, std::string> redacted_;  // the same, as entries that hold say it
};

}  // namespace

bool are_archived(Instant started_at, Instant first) {
    static Statement select{
        R"(SELECT EXISTS (SELECT FROM wf.log_archive a
        WHERE a.log = 'log' AND a.attached_at IS NULL AND a.until_at > $1 AND a.until_at <= $2
            AND (a.detached_at IS NOT NULL OR NOT EXISTS (SELECT FROM wf._log_partitions() l WHERE l.table_name = a.table_name))))",
        {TIMESTAMPTZOID, TIMESTAMPTZOID}};
    return select.run({time(started_at), time(first)}, Access::ReadOnly).boolean(0, 1);
}

std::optional<std::string> kept_chain(const Rows& rows, std::size_t row) {
    const std::string action = rows.text(row, log_column::action);
    if (action != Checkpoint::action && action != Redact::action) return {};
    const std::optional<std::vector<Event>> events = events_if_readable(rows.text(row, log_column::events), EventData::LeftOut);
    if (events)
        for (const Event& event : *events) {
            if (const auto* kept = std::get_if<StateKept>(&event)) return bytes_of(kept->chain);
            if (const auto* redacted = std::get_if<Redacted>(&event)) return bytes_of(redacted->chain);
        }
    return std::string{};
}

LogColumns log_columns(const Rows& rows, std::size_t row) {
    LogColumns columns;
    for (std::size_t i = 0; i < columns.size(); ++i) columns[i] = rows.param(row, static_cast<int>(i) + 1);
    return columns;
}

std::vector<ChainProblem> chain_problems(const EngineRights& rights, const Chained& row) {
    return ChainCheck{row}.run(
        entries_between(rights, row.tenant, row.instance, row.started_at, DT_NOEND, Access::ReadOnly));
}

}  // namespace wf::pg
