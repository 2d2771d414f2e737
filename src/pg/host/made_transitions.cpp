#include "pg/host/made_transitions.hpp"

#include "pg/server/trigger_place.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// All rows of a statement are of one command.
struct OfStatement {
    SubTransaction within;
    int depth = 0;
    CommandId command = 0;
    Oid table = InvalidOid;
    std::string column;
    std::vector<NotedTransition> made;
};

// Statements within one another, the innermost last.
std::vector<OfStatement>& under_way() {
    static std::vector<OfStatement> statements;
    return statements;
}

void forget_ended(int depth) {
    std::erase_if(under_way(), [&](const OfStatement& one) { return one.depth > depth || !one.within.is_under_way(); });
}

bool is_part_of(Oid relation, Oid table) {
    return relation == table || call([&] { return get_rel_relispartition(relation) && list_member_oid(get_partition_ancestors(relation), table); });
}

}  // namespace

void add_made_transition(const TriggerData& trigger, Oid table, const std::string& column, NotedTransition made) {
    // wf.track() has put its triggers on each partition as well.
    if (!trigger.tg_relation->trigdesc->trig_update_new_table) return;
    const HeapTuple written = TRIGGER_FIRED_BY_UPDATE(trigger.tg_event) ? trigger.tg_newtuple : trigger.tg_trigtuple;
    const CommandId command = call([&] { return HeapTupleHeaderGetCmin(written->t_data); });
    const int depth = depth_of_triggers();
    std::vector<OfStatement>& statements = under_way();
    const auto is_it = [&](const OfStatement& one) { return one.depth == depth && one.command == command && one.table == table && one.column == column && one.within.is_under_way(); };
    if (statements.empty() || !is_it(statements.back())) {
        forget_ended(depth);
        // What nobody has asked for is of a statement before this one.
        std::erase_if(statements, [&](const OfStatement& one) { return one.depth == depth && one.command != command; });
        if (const auto known = std::ranges::find_if(statements, is_it); known != statements.end())
            std::rotate(known, std::next(known), statements.end());
        else
            statements.push_back({SubTransaction::current(), depth, command, table, column, {}});
    }
    statements.back().made.push_back(std::move(made));
}

std::vector<NotedTransition> take_made_transitions(const TriggerData& trigger, const std::string& column) {
    std::vector<OfStatement>& statements = under_way();
    if (statements.empty()) return {};
    const int depth = depth_of_triggers();
    forget_ended(depth);
    const Oid relation = RelationGetRelid(trigger.tg_relation);
    const auto found = std::ranges::find_if(statements, [&](const OfStatement& one) {
        return one.depth == depth && one.column == column && is_part_of(relation, one.table);
    });
    if (found == statements.end()) return {};
    std::vector<NotedTransition> made = std::move(found->made);
    statements.erase(found);
    return made;
}

}  // namespace wf::pg
