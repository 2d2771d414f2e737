// Reporting lines. Upwards by level or to the top: hop by hop on the primary key. Upwards to an end point, as
// of a moment in the past, and downwards: one recursive query on a saved plan.
#include "pg/server/arguments.hpp"
#include "pg/people/directory.hpp"
#include "pg/server/as_engine.hpp"
#include "pg/people/gate.hpp"
#include "pg/server/row_set.hpp"
#include "pg/store/tables.hpp"

#include "core/json/value_json.hpp"

#include <limits>
#include <set>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

constexpr std::int32_t no_limit = std::numeric_limits<std::int32_t>::max();

// Where a line is read. As of a moment ($7) it is the history; names and the ranks of positions have none.
struct Sources {
    const char* person;
    const char* role_member;
    const char* department;
    const char* post;
};

constexpr Sources present{
    .person = "wf.person", .role_member = "wf.role_member", .department = "wf.department", .post = "wf.post"};

#define WF_AT_MOMENT "WHERE valid_from <= $7 AND (valid_until > $7 OR valid_until IS NULL))"
constexpr Sources past{
    .person =
        "(SELECT h.tenant_id, h.person_id, n.name, h.manager_id, h.department_id, h.position_id, h.rank, "
        "        h.active "
        " FROM wf.person_history h LEFT JOIN wf.person n USING (tenant_id, person_id) " WF_AT_MOMENT,
    .role_member = "(SELECT tenant_id, role_id, person_id FROM wf.role_member_history " WF_AT_MOMENT,
    .department = "(SELECT tenant_id, department_id, head_id FROM wf.department_history " WF_AT_MOMENT,
    .post = "(SELECT tenant_id, person_id, position_id FROM wf.post WHERE false)"};
#undef WF_AT_MOMENT

// Is m, who is active, the end point? $4 is its id, $5 its rank; l.start_department is that of the person
// whose line it is.
std::string end_condition(LineEnd end, const Sources& from) {
    switch (end) {
        case LineEnd::Position:
            return std::string{"m.position_id = $4 OR EXISTS (SELECT FROM "} + from.post +
                   " t WHERE t.tenant_id = $1 AND t.person_id = m.person_id AND t.position_id = $4)";
        case LineEnd::Rank:
            return "coalesce(m.rank, (SELECT q.rank FROM wf.position q WHERE q.tenant_id = $1 AND "
                   "q.position_id = m.position_id)) >= $5";
        case LineEnd::Role:
            return std::string{"EXISTS (SELECT FROM "} + from.role_member +
                   " r WHERE r.tenant_id = $1 AND r.role_id = $4 AND r.person_id = m.person_id)";
        case LineEnd::DepartmentHead:
            return std::string{"EXISTS (SELECT FROM "} + from.department +
                   " d WHERE d.tenant_id = $1 AND d.head_id = m.person_id "
                   "        AND d.department_id IN (l.start_department, m.department_id))";
        case LineEnd::Level:
        case LineEnd::Top:
            break;
    }
    return "false";
}

// One statement for each kind of end point: a sub-query that never runs still costs its start.
Statement make_line_statement(LineEnd end, const Sources& from) {
    const std::string person = from.person;
    return {
        "WITH RECURSIVE line AS ("
        "  SELECT 0 AS depth, 0 AS level, p.person_id, p.name, p.position_id, p.department_id, p.manager_id, "
        "         p.department_id AS start_department, p.active, false AS is_end "
        "  FROM " +
            person +
            " p WHERE p.tenant_id = $1 AND p.person_id = $2 "
            "  UNION ALL "
            "  SELECT l.depth + 1, l.level + m.active::integer, m.person_id, m.name, m.position_id, "
            "         m.department_id, m.manager_id, l.start_department, m.active, m.active AND (" +
            end_condition(end, from) +
            ") IS TRUE "
            "  FROM line l JOIN " +
            person +
            " m ON m.tenant_id = $1 AND m.person_id = l.manager_id "
            "  WHERE NOT l.is_end AND l.depth < $6 AND l.level < $3) "
            "SELECT level, person_id, coalesce(name, person_id), position_id, department_id, active "
            "FROM line",
        {INT8OID, TEXTOID, INT4OID, TEXTOID, INT4OID, INT4OID, TIMESTAMPTZOID}};
}

struct LineStatements {
    explicit LineStatements(const Sources& from)
        : position{make_line_statement(LineEnd::Position, from)},
          rank{make_line_statement(LineEnd::Rank, from)},
          role{make_line_statement(LineEnd::Role, from)},
          head{make_line_statement(LineEnd::DepartmentHead, from)},
          top{make_line_statement(LineEnd::Top, from)} {}

    Statement position, rank, role, head, top;
};

Statement& line_statement(LineEnd end, std::optional<Instant> at) {
    static LineStatements of_present{present};
    static LineStatements of_past{past};
    LineStatements& statements = at ? of_past : of_present;
    switch (end) {
        case LineEnd::Position:
            return statements.position;
        case LineEnd::Rank:
            return statements.rank;
        case LineEnd::Role:
            return statements.role;
        case LineEnd::DepartmentHead:
            return statements.head;
        case LineEnd::Level:
        case LineEnd::Top:
            break;
    }
    return statements.top;
}

LineMember read_member(const Rows& rows, std::size_t row) {
    return {.level = rows.int4(row, 1),
            .person = rows.text(row, 2),
            .name = rows.text(row, 3),
            .position = rows.text(row, 4),
            .department = rows.text(row, 5)};
}

// {"position": id}, {"rank": n}, {"role": id}, {"department_head": true} or {"top": true}
LineRule read_until(const std::optional<Json>& json) {
    LineRule rule{.end = LineEnd::Top, .level = 0, .continuous = true, .until = {}, .rank = 0};
    if (!json) return rule;
    const std::optional<feel::Value> until = value_from_json(json->text);
    if (until && until->is_context() && until->as_context().size() == 1) {
        const auto& [key, value] = until->as_context().front();
        if (key == "top" && value.is_true()) return rule;
        rule.end = LineEnd::DepartmentHead;
        if (key == "department_head" && value.is_true()) return rule;
        rule.end = key == "position" ? LineEnd::Position : LineEnd::Role;
        if ((key == "position" || key == "role") && value.is_string())
            return rule.until = value.as_string(), rule;
        rule.end = LineEnd::Rank;
        const std::optional<std::int64_t> rank =
            value.is_number() ? value.as_number().to_int64() : std::nullopt;
        if (key == "rank" && rank) return rule.rank = static_cast<std::int32_t>(*rank), rule;
    }
    throw Error::make(Code::BadArgument, "until is not an end point of a reporting line", "",
                      "It is {\"position\": id}, {\"rank\": n}, {\"role\": id}, {\"department_head\": true} "
                      "or {\"top\": true}.");
}

void add_members(RowSet& rows, const std::vector<LineMember>& members) {
    for (const LineMember& member : members)
        rows.add({int4(member.level), text(member.person), text(member.name), text_or_null(member.position),
                  text_or_null(member.department)});
}

Error unknown_person(const std::string& person, bool in_the_past) {
    if (in_the_past)
        return Error::make(Code::UnknownPerson, "person \"" + person + "\" was not there at that time",
                           "The history of the directory begins when somebody is loaded.");
    return Error::make(Code::UnknownPerson, "person \"" + person + "\" does not exist", "",
                       "People are loaded with wf.load_directory.");
}

// Superiors until somebody comes again, the line ends, or `levels` of them are found.
Line walk_up(std::int64_t tenant, std::string_view person, std::int32_t levels, Access access) {
    using At = PersonColumn;
    constexpr std::uint64_t wanted = ~(1ULL << At::attributes);
    Line line;
    std::set<std::string> met{std::string{person}};
    std::optional<TableRow> at = person_rows().find({int8(tenant), text(person)}, wanted, access);
    line.is_known = at.has_value();
    for (std::int32_t level = 0; at && !(*at)[At::manager].is_null && level < levels;) {
        check_interrupts();
        const Param manager = (*at)[At::manager];
        if (!met.insert(text_of(manager)).second) {
            line.in_cycle = true;
            break;
        }
        at = person_rows().find({int8(tenant), manager}, wanted, access);
        if (!at || !is_true((*at)[At::active])) continue;
        line.members.push_back({.level = ++level,
                                .person = text_of((*at)[At::id]),
                                .name = text_of((*at)[At::name]),
                                .position = text_of((*at)[At::position]),
                                .department = text_of((*at)[At::department])});
    }
    return line;
}

Line line_of(const Rows& rows) {
    Line line;
    line.is_known = !rows.empty();
    std::set<std::string> met;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        LineMember member = read_member(rows, row);
        if (!met.insert(member.person).second) {
            line.in_cycle = true;
            break;
        }
        if (row == 0 || !rows.boolean(row, 6)) continue;  // the first is the person
        line.members.push_back(std::move(member));
    }
    return line;
}

// The query does not see that it goes round in a cycle. So it stops somewhere, and goes on if that was a line.
Line query_line(std::int64_t tenant, std::string_view person, std::int32_t levels, const LineRule& rule,
                std::optional<Instant> at, Access access) {
    for (std::int32_t most = 1'000;; most *= 4) {
        const Rows rows = line_statement(rule.end, at)
                              .run({int8(tenant), text(person), int4(levels), text(rule.until),
                                    int4(rule.rank), int4(most), at ? time(*at) : null()},
                                   access);
        Line line = line_of(rows);
        if (line.in_cycle || rows.size() <= static_cast<std::size_t>(most)) return line;
    }
}

}  // namespace

void warn_of_cycle(std::string_view person) {
    call([&] {
        ereport(WARNING, (errmsg("the reporting line of \"%s\" is a cycle", std::string{person}.c_str()),
                          errhint("Correct the managers of these people.")));
    });
}

// The walk goes through inactive people, but they have no level and are no end point. An end point is looked
// for inside the query. A head of the starting person's department ends the line, and so does a superior who
// heads their own department: a head's own line would otherwise have no such end.
Line reporting_line(const EngineRights&, std::int64_t tenant, std::string_view person,
                    std::optional<std::int32_t> levels, const LineRule& rule, Access access) {
    const std::int32_t most = rule.end == LineEnd::Level ? rule.level : levels.value_or(no_limit);
    if (rule.end == LineEnd::Level || rule.end == LineEnd::Top) return walk_up(tenant, person, most, access);
    return query_line(tenant, person, most, rule, {}, access);
}

Line reporting_line_at(const EngineRights&, std::int64_t tenant, std::string_view person,
                       std::optional<std::int32_t> levels, const LineRule& rule, Instant at) {
    return query_line(tenant, person, levels.value_or(no_limit), rule, at, Access::ReadOnly);
}

// Everybody has one manager, so a cycle below somebody can only go through that person.
std::vector<LineMember> subordinates(const EngineRights&, std::int64_t tenant, std::string_view person) {
    static Statement select{
        R"(WITH RECURSIVE below AS (
            SELECT 0 AS depth, 0 AS level, p.person_id, p.name, p.position_id, p.department_id, true AS active
            FROM wf.person p WHERE p.tenant_id = $1 AND p.person_id = $2
            UNION ALL
            SELECT b.depth + 1, b.level + p.active::integer, p.person_id, p.name, p.position_id,
                p.department_id, p.active
            FROM below b
            CROSS JOIN LATERAL (SELECT * FROM wf.person m  -- by the index, whatever the statistics say
                WHERE m.tenant_id = $1 AND m.manager_id = b.person_id OFFSET 0) p
            WHERE p.person_id <> $2)
        SELECT level, person_id, name, position_id, department_id FROM below WHERE depth > 0 AND active)",
        {INT8OID, TEXTOID}};
    const Rows rows = select.run({int8(tenant), text(person)}, Access::ReadOnly);
    std::vector<LineMember> members;
    members.reserve(rows.size());
    for (std::size_t row = 0; row < rows.size(); ++row) members.push_back(read_member(rows, row));
    return members;
}

}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_reporting_line);
Datum wf_reporting_line(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::string person = args.required_text("person");
        const std::optional<std::int32_t> levels = args.int4("levels");
        const LineRule until = read_until(args.json("until"));
        const std::optional<Instant> at = args.time("at");
        const std::int64_t tenant = args.tenant();
        RowSet rows{fcinfo};
        const CallerRole role = caller_role();
        const Line line = as_engine([&](EngineRights& rights) {
            if (!is_somebody(rights, role, tenant)) throw unknown_person(person, at.has_value());
            return at ? reporting_line_at(rights, tenant, person, levels, until, *at)
                      : reporting_line(rights, tenant, person, levels, until, Access::ReadOnly);
        });
        if (!line.is_known) throw unknown_person(person, at.has_value());
        add_members(rows, line.members);
        if (line.in_cycle) warn_of_cycle(person);
        return Datum{0};
    });
}

PG_FUNCTION_INFO_V1(wf_subordinates);
Datum wf_subordinates(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::string person = args.required_text("person");
        const std::int64_t tenant = args.tenant();
        RowSet rows{fcinfo};
        const CallerRole role = caller_role();
        const std::vector<LineMember> members = as_engine([&](EngineRights& rights) {
            if (!is_somebody(rights, role, tenant) || !find_person(rights, tenant, person, Access::ReadOnly))
                throw unknown_person(person, false);
            return subordinates(rights, tenant, person);
        });
        add_members(rows, members);
        return Datum{0};
    });
}
}
