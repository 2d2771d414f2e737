#include "pg/store/armed_jobs.hpp"

#include <algorithm>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

std::optional<Instant> since_asked;
std::optional<Instant> in_transaction;

}  // namespace

void note_armed(Instant due_at) {
    since_asked = std::min(since_asked.value_or(due_at), due_at);
    in_transaction = std::min(in_transaction.value_or(due_at), due_at);
}

std::optional<Instant> take_armed() {
    const std::optional<Instant> earliest = since_asked;
    since_asked.reset();
    return earliest;
}

std::optional<Instant> armed_in_transaction() { return in_transaction; }

void forget_armed() { in_transaction.reset(); }

}  // namespace wf::pg
