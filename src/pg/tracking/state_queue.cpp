#include "pg/tracking/state_queue.hpp"

#include "pg/host/bound_table.hpp"
#include "pg/server/engine_table.hpp"
#include "pg/server/error_boundary.hpp"
#include "pg/server/spi.hpp"

#include <optional>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

struct QueuePair {
    bool is_logged;
    EngineTable tables[2];
    std::optional<std::size_t> filled{};  // nothing: it has to be looked at
};

QueuePair& pair_of(EntriesGo way) {
    static QueuePair logged{true, {EngineTable{"state_queue_1"}, EngineTable{"state_queue_2"}}};
    static QueuePair unlogged{false, {EngineTable{"state_queue_unlogged_1"}, EngineTable{"state_queue_unlogged_2"}}};
    return way == EntriesGo::ToQueue ? logged : unlogged;
}

EngineTable& queue_registry() {
    static EngineTable table{"state_queue"};
    return table;
}

Oid known_queue_registry = InvalidOid;

void forget_filled(Datum, Oid relation) {
    if (OidIsValid(relation) && relation != known_queue_registry) return;
    pair_of(EntriesGo::ToQueue).filled.reset();
    pair_of(EntriesGo::ToUnloggedQueue).filled.reset();
}

void forget_when_switched() {
    static bool is_registered = false;
    call([] {
        known_queue_registry = queue_registry().id();
        if (!is_registered) CacheRegisterRelcacheCallback(forget_filled, Datum{0});
        is_registered = true;
    });
}

// As of now, whatever the transaction sees otherwise.
std::size_t look(bool is_logged) {
    static Statement select{"SELECT queue LIKE '%1' FROM wf.state_queue WHERE is_logged = $1 AND is_filled", {BOOLOID}};
    LatestSnapshot now;
    const bool is_first = select.run({boolean(is_logged)}, Access::ReadOnly).boolean(0, 1);
    now.done();
    return is_first ? 0 : 1;
}

}  // namespace

std::size_t lock_filled_queue(const EngineRights&, EntriesGo way) {
    QueuePair& pair = pair_of(way);
    forget_when_switched();
    for (;;) {
        if (!pair.filled) {
            pair.filled = 0;  // a change while it is looked at resets it
            const std::size_t seen = look(pair.is_logged);
            if (!pair.filled) continue;
            pair.filled = seen;
        }
        const std::size_t filled = *pair.filled;
        const Oid table = call([&] {
            const Oid id = pair.tables[filled].id();
            LockRelationOid(id, RowExclusiveLock);
            return id;
        });
        // Once it is locked, a switch before is known; one after it waits for this transaction.
        if (pair.filled == filled) return filled;
        call([&] { UnlockRelationOid(table, RowExclusiveLock); });
    }
}

void forget_filled_queues() {
    call([] { CacheInvalidateRelcacheByRelid(queue_registry().id()); });
}

bool move_queued_entries(const EngineRights&) {
    static Statement move{"SELECT wf._move_states() = 'done'", {}};
    return move.run({}, Access::ReadWrite).boolean(0, 1);
}

bool is_seen_by_all(std::uint32_t transaction) {
    return call([&] {
        const Relation table = table_open(queue_registry().id(), AccessShareLock);
        const TransactionId oldest = GetOldestNonRemovableTransactionId(table);
        table_close(table, NoLock);
        return static_cast<bool>(TransactionIdPrecedes(transaction, oldest));
    });
}

}  // namespace wf::pg
