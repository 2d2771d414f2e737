// wf.search_log: which entries match is SQL (sql/api/_search_log.sql); who may know of them is said here.
#include "core/json/value_json.hpp"
#include "core/model/command.hpp"
#include "pg/people/grants.hpp"
#include "pg/people/hidden_fields.hpp"
#include "pg/people/reading.hpp"
#include "pg/reads/asked_person.hpp"
#include "pg/server/arguments.hpp"
#include "pg/server/row_set.hpp"
#include "pg/store/definition_cache.hpp"
#include "pg/store/event_jsonb.hpp"
#include "pg/store/stored_events.hpp"

#include <algorithm>
#include <array>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// Columns of wf._search_log.
namespace found {
enum : int {
    instance = 1,
    seq,
    at,
    action,
    actor,
    on_behalf_of,
    node,
    task,
    comment,
    source,
    target,
    context,
    definition,
    key,
    title,
    events,
    cursor
};
}

struct Search {
    std::int64_t tenant = 0;
    std::optional<std::string> person;  // who sees what is theirs; nothing: a role that sees everything
    std::optional<std::vector<std::int64_t>> usable;
    std::optional<Json> query;
    std::optional<Instant> from, until;
    Json filter;
    std::int32_t page_size = 0;
    std::optional<std::string> after;
    bool asks_for_values = false;  // that may come from the form
};

// What events say of the way that an instance takes, and nothing of its form.
constexpr std::array<std::string_view, 7> keys_of_the_way{"type",   "node", "by", "outcome",
                                                          "status", "from", "to"};

// Their events have the drafts of all.
constexpr std::array<std::string_view, 4> with_whole_states{Undo::action, Redo::action, Restore::action,
                                                            Checkpoint::action};

bool asks_for_values(const feel::Value& query) {
    return !query.is_context() || !std::ranges::all_of(query.as_context(), [](const feel::Entry& entry) {
               return entry.second.is_string() &&
                      std::ranges::find(keys_of_the_way, entry.first) != keys_of_the_way.end();
           });
}

bool is_number(std::string_view part) {
    return !part.empty() && part.size() <= 18 && part.find_first_not_of("0123456789") == std::string_view::npos;
}

// Three numbers, with dots between them.
void check_cursor(std::string_view after) {
    const std::size_t first = after.find('.');
    const std::size_t last = after.rfind('.');
    if (first != last && is_number(after.substr(0, first)) && is_number(after.substr(first + 1, last - first - 1)) &&
        is_number(after.substr(last + 1)))
        return;
    throw Error::make(Code::BadArgument, "after is not a cursor of wf.search_log", "",
                      "Pass the column cursor of the last row of the page before, with the same arguments.");
}

Rows page_of(const Search& search) {
    static Statement select{"SELECT * FROM wf._search_log($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                            {INT8OID, TEXTOID, INT8ARRAYOID, JSONBOID, TIMESTAMPTZOID, TIMESTAMPTZOID,
                             JSONBOID, INT4OID, TEXTOID}};
    return select.run(
        {int8(search.tenant), search.person ? text(*search.person) : null(),
         search.usable ? int8_array(*search.usable) : null(),
         search.query ? jsonb(search.query->text) : null(), search.from ? time(*search.from) : null(),
         search.until ? time(*search.until) : null(), jsonb(search.filter.text), int4(search.page_size),
         search.after ? text(*search.after) : null()},
        Access::ReadOnly);
}

// That an entry matches says what is in it: not of fields that are hidden from them, nor of what others keep to themselves.
bool may_know(const EngineRights& rights, const Search& search, const Rows& page, std::size_t row) {
    if (!search.person) return true;
    const std::string action = page.text(row, found::action);
    if (action == SaveDraft::action && page.text(row, found::actor) != *search.person) return false;
    if (!search.asks_for_values) return true;
    if (std::ranges::find(with_whole_states, action) != with_whole_states.end()) return false;
    const DefinitionRef definition =
        definition_by_id(rights, search.tenant, page.int8(row, found::definition));
    return hidden_from(rights, *search.person, search.tenant, page.int8(row, found::instance),
                       definition->compiled)
        .empty();
}

void add(RowSet& result, const Search& search, const Rows& page, std::size_t row) {
    const auto column = [&](int place) { return page.param(row, place); };
    result.add({column(found::instance), column(found::seq), column(found::at), column(found::action),
                column(found::actor), column(found::on_behalf_of), column(found::node), column(found::task),
                column(found::comment), column(found::source), column(found::target), column(found::context),
                column(found::key), column(found::title), search.person ? null() : column(found::events),
                column(found::cursor)});
}

// What may not be known leaves room on the page for what is older.
void fill_page(RowSet& result, const EngineRights& rights, Search search) {
    std::int32_t left = search.page_size;
    while (left > 0) {
        const Rows page = page_of(search);
        for (std::size_t row = 0; row < page.size() && left > 0; ++row) {
            check_interrupts();
            if (!may_know(rights, search, page, row)) continue;
            add(result, search, page, row);
            --left;
        }
        if (page.size() < static_cast<std::size_t>(search.page_size)) return;
        search.after = page.text(page.size() - 1, found::cursor);
    }
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_search_log);
Datum wf_search_log(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        Search search;
        search.query = args.json("query");
        search.from = args.time("from_at");
        search.until = args.time("until_at");
        search.filter = args.json("filter").value_or(Json{"{}"});
        search.page_size = args.required_int4("page_size");
        search.after = args.text("after");
        search.tenant = args.tenant();
        if (search.page_size < 1)
            throw Error::make(Code::BadArgument,
                              "page_size must be at least 1, not " + std::to_string(search.page_size));
        if (search.after) check_cursor(*search.after);
        if (search.query)
            search.asks_for_values = asks_for_values(value_from_json(search.query->text).value_or(feel::Value{}));
        RowSet result{fcinfo};
        Reading reading;
        search.usable = usable_definitions(reading.rights(), reading.role());
        if (!reading.role().sees_all)
            search.person = asked_person(reading.rights(), {}, reading.role(), search.tenant);
        fill_page(result, reading.rights(), std::move(search));
        reading.done();
        return Datum{0};
    });
}

PG_FUNCTION_INFO_V1(wf_readable_events);
Datum wf_readable_events(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo, Largest::Any};
        const std::string_view bytes = args.required_bytes("bytes");
        args.end();
        const std::optional<std::vector<Event>> events = events_if_readable(bytes, EventData::Read);
        fcinfo->isnull = !events;
        return events ? events_jsonb(*events).value : Datum{0};
    });
}
}
