#include "pg/store/locked_rows.hpp"

#include "pg/server/engine_rights.hpp"
#include "pg/server/error_boundary.hpp"
#include "pg/server/lock_timeout.hpp"
#include "pg/store/tables.hpp"

#include <algorithm>
#include <string>
#include <tuple>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

struct Subject {
    std::string table, key;
    std::int64_t instance;  // one that is about it
    auto operator<=>(const Subject& other) const { return std::tie(table, key) <=> std::tie(other.table, other.key); }
    bool operator==(const Subject& other) const { return std::tie(table, key) == std::tie(other.table, other.key); }
};

// What an instance is about and who called it: none of it ever changes, so it is read without a lock.
struct Place {
    std::string table;  // empty: about no row
    std::string key;
    std::int64_t parent = 0;
};

Place place_of(std::int64_t tenant, std::int64_t instance) {
    using At = InstanceColumn;
    constexpr std::uint64_t wanted = 1ULL << At::business_table | 1ULL << At::business_key | 1ULL << At::parent;
    const std::optional<TableRow> row = instance_rows().find({int8(tenant), int8(instance)}, wanted);
    if (!row) return {};
    return {text_of((*row)[At::business_table]), text_of((*row)[At::business_key]), int8_of((*row)[At::parent])};
}

void add_subjects(std::int64_t tenant, std::int64_t instance, std::vector<Subject>& subjects) {
    while (instance != 0) {
        Place place = place_of(tenant, instance);
        if (!place.table.empty()) subjects.push_back({std::move(place.table), std::move(place.key), instance});
        instance = place.parent;
    }
}

// False: somebody else has it.
bool lock_subject(const EngineRights& rights, const Subject& subject, RowLock lock,
                  std::optional<SeenRow>& row) {
    const BoundTableRef table = bindings_of(rights, subject.table);
    if (!table || table->bindings.empty()) return true;
    row = waiting_for([&] { return row_of(*table, subject.key) + " of instance " + std::to_string(subject.instance); },
                      [&] { return read_row(*table, subject.key, lock); });
    return row || lock != RowLock::Skip || !read_row(*table, subject.key, RowLock::None);
}

bool lock_subject(const EngineRights& rights, const Subject& subject, RowLock lock) {
    std::optional<SeenRow> row;
    return lock_subject(rights, subject, lock, row);
}

// How long rows are waited for while others are held, in milliseconds: much shorter than the server waits
// before it looks for deadlocks, so it never finds one that we are part of.
class Patience {
public:
    Patience() : level_(NewGUCNestLevel()) { set(); }
    void note(Instant waited) {
        if (waited < 1000) return;
        left_ = std::max(1, left_ - static_cast<int>(waited / 1000));
        set();
    }
    // Not called on an error: then the subtransaction does it.
    void give_back() {
        call([&] { AtEOXact_GUC(true, level_); });
    }

private:
    void set() {
        const std::string text = std::to_string(LockTimeout > 0 ? std::min(LockTimeout, left_) : left_);
        const char* const value = text.c_str();
        call([&] {
            set_config_option("lock_timeout", value, PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0,
                              false);
        });
    }

    int level_;
    int left_ = std::clamp(DeadlockTimeout / 10, 1, 100);
};

// An UPDATE of many rows has them in an order that nobody knows. So whoever gets impatient gives up all that
// it has, and begins with the row that it could not get: that one it waits for as long as it takes, with
// nothing in its hands that others could wait for.
void wait_for_all(const EngineRights& rights, const std::vector<Subject>& subjects) {
    for (std::size_t first = 0;;) {
        check_interrupts();
        std::size_t at = first;
        const std::optional<Error> failure = attempt([&] {
            lock_subject(rights, subjects[first], RowLock::Wait);
            Patience patience;
            for (std::size_t next = 0; next < subjects.size(); ++next) {
                if (next == first) continue;
                at = next;
                const Instant before = GetCurrentTimestamp();
                lock_subject(rights, subjects[at], RowLock::Wait);
                patience.note(GetCurrentTimestamp() - before);
            }
            patience.give_back();
        });
        if (!failure) return;
        if (failure->sqlstate != ERRCODE_LOCK_NOT_AVAILABLE || at == first) throw *failure;
        first = at;
    }
}

std::vector<Subject> subjects_of(const EngineRights& rights, std::int64_t tenant,
                                 const std::vector<std::int64_t>& instances) {
    std::vector<Subject> subjects;
    for (const std::int64_t instance : instances) add_subjects(tenant, instance, subjects);
    std::ranges::sort(subjects);
    const auto [first, last] = std::ranges::unique(subjects);
    subjects.erase(first, last);
    std::erase_if(subjects, [&](const Subject& subject) {
        const BoundTableRef table = bindings_of(rights, subject.table);
        return !table || table->bindings.empty();
    });
    return subjects;
}

}  // namespace

bool lock_business_rows(const EngineRights& rights, std::int64_t tenant,
                        const std::vector<std::int64_t>& instances, RowLock lock) {
    if (!is_anything_bound(rights)) return true;
    const std::vector<Subject> subjects = subjects_of(rights, tenant, instances);
    if (lock != RowLock::Wait || subjects.size() < 2)
        return std::ranges::all_of(subjects,
                                   [&](const Subject& one) { return lock_subject(rights, one, lock); });
    wait_for_all(rights, subjects);
    return true;
}

LockedRow lock_business_row(const EngineRights& rights, std::int64_t tenant, std::int64_t instance,
                            RowLock lock) {
    if (!is_anything_bound(rights)) return {};
    const Place own = place_of(tenant, instance);
    LockedRow result;
    if (own.parent != 0) result.is_busy = !lock_business_rows(rights, tenant, {instance}, lock);
    if (!own.table.empty() && !result.is_busy)
        result.is_busy = !lock_subject(rights, {own.table, own.key, instance}, lock, result.row);
    return result;
}

}  // namespace wf::pg
