// A security barrier lets no order through, and a view in two arms (wf.todo, ...) is planned for both though only one has rows. So before the planner
// sees a statement, two things are done to the views in it: the arm goes that has nothing for this database role, and what the statement is ordered by
// is ordered inside of the barrier. The barrier stays, and so does the condition of the arm (wf._sees_all()): whoever runs a plan that was made for
// somebody else gets nothing by it.
#include "pg/reads/planned_views.hpp"

#include "pg/people/caller.hpp"
#include "pg/server/error_boundary.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

struct Planning {
    bool asked;  // whether the caller sees everything
    bool sees_all;
    bool is_for_role;   // an arm is gone
    bool is_of_person;  // what one person did is asked for in order
};

bool sees_all(Planning& planning) {
    if (!planning.asked)
        planning.sees_all = DatumGetBool(enter([] { return BoolGetDatum(caller_role().sees_all); }));
    planning.asked = true;
    return planning.sees_all;
}

bool is_sees_all(const ::Node* node) {
    if (!is_a(node, T_FuncExpr)) return false;
    const auto* const function = reinterpret_cast<const FuncExpr*>(node);
    if (function->args != NIL || function->funcresulttype != BOOLOID) return false;
    const HeapTuple row = SearchSysCache1(PROCOID, ObjectIdGetDatum(function->funcid));
    if (!HeapTupleIsValid(row)) return false;
    const auto* const form = reinterpret_cast<Form_pg_proc>(GETSTRUCT(row));
    const bool is_it = strcmp(NameStr(form->proname), "_sees_all") == 0 &&
                       form->pronamespace == get_namespace_oid("wf", true);
    ReleaseSysCache(row);
    return is_it;
}

enum class For : std::uint8_t { Anybody, SeeingAll, Others };

// Of one of the conditions that all have to hold.
For for_whom(const ::Node* condition) {
    if (is_sees_all(condition)) return For::SeeingAll;
    if (!is_a(condition, T_BoolExpr)) return For::Anybody;
    const auto* const no = reinterpret_cast<const BoolExpr*>(condition);
    const bool is_it = no->boolop == NOT_EXPR && is_sees_all(static_cast<const ::Node*>(linitial(no->args)));
    return is_it ? For::Others : For::Anybody;
}

For for_whom(const Query* arm) {
    const ::Node* const where = arm->jointree->quals;
    if (where == nullptr || !is_a(where, T_BoolExpr) ||
        reinterpret_cast<const BoolExpr*>(where)->boolop != AND_EXPR)
        return where == nullptr ? For::Anybody : for_whom(where);
    const ListCell* cell = nullptr;
    foreach (cell, reinterpret_cast<const BoolExpr*>(where)->args)
        if (const For who = for_whom(static_cast<const ::Node*>(lfirst(cell))); who != For::Anybody)
            return who;
    return For::Anybody;
}

// A SELECT of rows as they come: nothing is put together, left out or counted.
bool is_plain(const Query* query) {
    return query->commandType == CMD_SELECT && query->setOperations == nullptr && query->groupClause == NIL &&
           query->groupingSets == NIL && query->havingQual == nullptr && query->distinctClause == NIL &&
           query->rowMarks == NIL && query->cteList == NIL && !query->hasAggs && !query->hasWindowFuncs &&
           !query->hasTargetSRFs;
}

// The SELECT that is this arm of a UNION ALL; nullptr: it is another set operation.
Query* arm_at(const Query* both, const ::Node* place) {
    if (!is_a(place, T_RangeTblRef)) return nullptr;
    const RangeTblEntry* const entry =
        rt_fetch(reinterpret_cast<const RangeTblRef*>(place)->rtindex, both->rtable);
    return entry->rtekind == RTE_SUBQUERY && is_plain(entry->subquery) ? entry->subquery : nullptr;
}

bool gives(const Query* arm, const SetOperationStmt* both) {
    const ListCell* cell = nullptr;
    int place = 0;
    foreach (cell, arm->targetList) {
        const auto* const column = static_cast<const TargetEntry*>(lfirst(cell));
        const auto* const value = reinterpret_cast<const ::Node*>(column->expr);
        if (column->resjunk || place >= list_length(both->colTypes) ||
            exprType(value) != list_nth_oid(both->colTypes, place) ||
            exprCollation(value) != list_nth_oid(both->colCollations, place))
            return false;
        ++place;
    }
    return place == list_length(both->colTypes);
}

// Of a UNION ALL of one arm for those who see everything and one for the others that which is for the caller; else nullptr.
Query* arm_of_caller(const Query* query, Planning& planning) {
    if (query->setOperations == nullptr || !is_a(query->setOperations, T_SetOperationStmt) ||
        query->sortClause != NIL || query->limitCount != nullptr || query->limitOffset != nullptr ||
        query->cteList != NIL)
        return nullptr;
    const auto* const both = reinterpret_cast<const SetOperationStmt*>(query->setOperations);
    if (both->op != SETOP_UNION || !both->all) return nullptr;
    Query* const one = arm_at(query, both->larg);
    Query* const other = arm_at(query, both->rarg);
    if (one == nullptr || other == nullptr || for_whom(one) != For::SeeingAll ||
        for_whom(other) != For::Others)
        return nullptr;
    Query* const arm = sees_all(planning) ? one : other;
    return gives(arm, both) ? arm : nullptr;
}

// Of the kind that the planner may make a join of: EXISTS, IN.
bool has_join_within(::Node* node, void*) {
    if (node == nullptr) return false;
    if (is_a(node, T_SubLink)) {
        const SubLinkType type = reinterpret_cast<const SubLink*>(node)->subLinkType;
        if (type == EXISTS_SUBLINK || type == ANY_SUBLINK) return true;
    }
    return walk(node, has_join_within, nullptr);
}

// Whether `query` asks for the first rows of nothing but its `place`-th table, by columns of that. A join need not keep the order of what it joins.
bool asks_for_first_rows(const Query* query, int place) {
    if (!is_plain(query) || query->sortClause == NIL || query->limitCount == nullptr ||
        query->limitOption != LIMIT_OPTION_COUNT || list_length(query->jointree->fromlist) != 1 ||
        has_join_within(query->jointree->quals, nullptr))
        return false;
    const auto* const from = static_cast<const ::Node*>(linitial(query->jointree->fromlist));
    if (!is_a(from, T_RangeTblRef) || reinterpret_cast<const RangeTblRef*>(from)->rtindex != place)
        return false;
    const ListCell* cell = nullptr;
    foreach (cell, query->sortClause) {
        const auto* const by = get_sortgroupref_tle(
            static_cast<const SortGroupClause*>(lfirst(cell))->tleSortGroupRef, query->targetList);
        const auto* const column = reinterpret_cast<const Var*>(by->expr);
        if (!is_a(column, T_Var) || column->varno != place || column->varlevelsup != 0 ||
            column->varattno <= 0)
            return false;
    }
    return true;
}

// The order is the view's from now on: what reads nothing but the view keeps it. The planner asks a subquery for its first rows only if nothing is
// sorted outside.
void move_order(Query* query, Query* view) {
    const ListCell* cell = nullptr;
    foreach (cell, query->sortClause) {
        auto* const by = static_cast<SortGroupClause*>(lfirst(cell));
        auto* const shown = get_sortgroupref_tle(by->tleSortGroupRef, query->targetList);
        auto* const column = static_cast<TargetEntry*>(
            list_nth(view->targetList, reinterpret_cast<const Var*>(shown->expr)->varattno - 1));
        by->tleSortGroupRef = assignSortGroupRef(column, view->targetList);
        shown->ressortgroupref = 0;
    }
    view->sortClause = query->sortClause;
    query->sortClause = NIL;
}

// Whether the arm may be asked for its first rows. For those who see everything each order has an index. What one person did, and copies of theirs, come
// in order out of one index only, and tasks out of a function; elsewhere the planner, which does not know how much theirs is, might read what belongs to
// all in order until it has met twenty of theirs.
bool has_first_rows(const Query* arm, Planning& planning) {
    if (sees_all(planning)) return true;
    const auto* const first = static_cast<const RangeTblEntry*>(linitial(arm->rtable));
    if (first->rtekind != RTE_RELATION) return first->rtekind == RTE_FUNCTION;
    const Oid wf = get_namespace_oid("wf", true);
    const bool is_it =
        first->relid == get_relname_relid("log", wf) || first->relid == get_relname_relid("copy", wf);
    planning.is_of_person = planning.is_of_person || is_it;
    return is_it;
}

// The one place of the view whose rows come from two arms: gives the arm that it is left with; nullptr: it is another view.
Query* take_arm(const Query* view, Planning& planning) {
    if (!is_plain(view) || view->sortClause != NIL || view->limitCount != nullptr ||
        list_length(view->jointree->fromlist) != 1)
        return nullptr;
    const auto* const from = static_cast<const ::Node*>(linitial(view->jointree->fromlist));
    if (!is_a(from, T_RangeTblRef)) return nullptr;
    RangeTblEntry* const rows = rt_fetch(reinterpret_cast<const RangeTblRef*>(from)->rtindex, view->rtable);
    if (rows->rtekind != RTE_SUBQUERY || rows->lateral) return nullptr;
    Query* const arm = arm_of_caller(rows->subquery, planning);
    if (arm == nullptr) return nullptr;
    rows->subquery = arm;
    planning.is_for_role = true;
    return arm;
}

void look_at_view(Query* query, int place, Query* view, Planning& planning) {
    const Query* const arm = take_arm(view, planning);
    if (arm != nullptr && asks_for_first_rows(query, place) && has_first_rows(arm, planning))
        move_order(query, view);
}

// The view that another one shows as it is, as those of wf_api do; else nullptr.
Query* shown_view(const Query* wrapper) {
    if (!is_plain(wrapper) || wrapper->sortClause != NIL || wrapper->limitCount != nullptr ||
        wrapper->jointree->quals != nullptr || list_length(wrapper->jointree->fromlist) != 1)
        return nullptr;
    const auto* const from = static_cast<const ::Node*>(linitial(wrapper->jointree->fromlist));
    if (!is_a(from, T_RangeTblRef)) return nullptr;
    const int place = reinterpret_cast<const RangeTblRef*>(from)->rtindex;
    const RangeTblEntry* const entry = rt_fetch(place, wrapper->rtable);
    if (entry->rtekind != RTE_SUBQUERY || !entry->security_barrier) return nullptr;
    const ListCell* cell = nullptr;
    foreach (cell, wrapper->targetList) {
        const auto* const column = reinterpret_cast<const Var*>(static_cast<TargetEntry*>(lfirst(cell))->expr);
        if (!is_a(column, T_Var) || column->varno != place || column->varattno <= 0) return nullptr;
    }
    return entry->subquery;
}

// What is asked of the wrapper is asked of the view.
void look_through(Query* query, int place, Query* wrapper, Planning& planning) {
    Query* const view = shown_view(wrapper);
    if (view == nullptr || !asks_for_first_rows(query, place)) return;
    const Query* const arm = take_arm(view, planning);
    if (arm == nullptr || !has_first_rows(arm, planning)) return;
    move_order(query, wrapper);
    move_order(wrapper, view);
}

bool look_around(::Node* node, void* planning);

void look_at(Query* query, Planning& planning) {
    ListCell* cell = nullptr;
    int place = 0;
    foreach (cell, query->rtable) {
        ++place;
        const auto* const entry = static_cast<const RangeTblEntry*>(lfirst(cell));
        if (entry->rtekind != RTE_SUBQUERY) continue;
        if (entry->security_barrier)
            look_at_view(query, place, entry->subquery, planning);
        else
            look_through(query, place, entry->subquery, planning);
        look_at(entry->subquery, planning);
    }
    foreach (cell, query->cteList)
        look_at(reinterpret_cast<Query*>(static_cast<CommonTableExpr*>(lfirst(cell))->ctequery), planning);
    if (query->hasSubLinks) (void)walk_expressions(query, look_around, &planning);
}

bool look_around(::Node* node, void* planning) {
    if (node == nullptr) return false;
    if (is_a(node, T_Query)) {
        look_at(reinterpret_cast<Query*>(node), *static_cast<Planning*>(planning));
        return false;
    }
    return walk(node, look_around, planning);
}

planner_hook_type next_planner = nullptr;

// The level of the settings with which a statement is planned without sort; 0: none is. If an error has ended that, levels are given anew.
int level_without_sort = 0;
bool sorts_else = true;  // enable_sort around it

void let_sort(bool may) {
    (void)set_config_option("enable_sort", may ? "on" : "off", PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
}

template <class... Rest>
PlannedStmt* plan_as(bool without_sort, Query* query, Rest... rest) {
    const auto next = next_planner != nullptr ? next_planner : standard_planner;
    if (!without_sort && level_without_sort == 0) return next(query, rest...);
    const int level = NewGUCNestLevel();  // an error gives the settings back
    if (level_without_sort >= level) level_without_sort = 0;
    const int around = level_without_sort;
    if (around == 0) sorts_else = strcmp(GetConfigOption("enable_sort", false, false), "on") == 0;
    // What is planned while this is planned, by functions that are asked for their value, keeps its sort.
    let_sort(!without_sort && sorts_else);
    level_without_sort = without_sort ? level : 0;
    PlannedStmt* const plan = next(query, rest...);
    level_without_sort = around;
    AtEOXact_GUC(true, level);
    return plan;
}

template <class... Rest>
PlannedStmt* plan(Query* query, Rest... rest) {
    Planning planning{.asked = false, .sees_all = false, .is_for_role = false, .is_of_person = false};
    look_at(query, planning);
    // The planner thinks that everybody has done as much as others, so little that it could as well be sorted.
    PlannedStmt* const plan = plan_as(planning.is_of_person, query, rest...);
    if (planning.is_for_role) plan->dependsOnRole = true;
    return plan;
}

// A role may see more than before, or less: plans are made anew.
void forget_plans(Datum, int, std::uint32_t) { ResetPlanCache(); }

}  // namespace

void plan_views() {
    next_planner = planner_hook;
    planner_hook = plan;
    CacheRegisterSyscacheCallback(AUTHMEMMEMROLE, forget_plans, Datum{0});
    CacheRegisterSyscacheCallback(AUTHOID, forget_plans, Datum{0});
}

}  // namespace wf::pg
