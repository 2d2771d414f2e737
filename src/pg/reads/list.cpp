// wf.list, wf.list_count: which rows a list has is SQL (sql/api/_list.sql), who may ask and where each
// instance stands is said here.
#include "core/json/value_json.hpp"
#include "core/outlook/position.hpp"
#include "pg/server/arguments.hpp"
#include "pg/reads/asked_person.hpp"
#include "pg/store/definition_cache.hpp"
#include "pg/people/directory.hpp"
#include "pg/people/grants.hpp"
#include "pg/reads/list_filter.hpp"
#include "pg/command/outlook_of.hpp"
#include "pg/server/read_only.hpp"
#include "pg/people/reading.hpp"
#include "pg/server/row_set.hpp"
#include "pg/server/settings.hpp"

#include <algorithm>
#include <limits>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

struct ListRequest {
    std::int64_t tenant = 0;
    std::string person;
    bool sees_all = false;
    std::optional<std::vector<std::int64_t>>
        usable;  // definitions that the caller's role may use; nothing: all
    std::string scope;
    Json filter;
    std::optional<std::int32_t> page_size;  // nothing: all of them
    std::optional<std::string> after;
};

// A person sees what is theirs, an administrator everything; so does a database role that may, if it asks for
// nobody else.
ListRequest request_of(const Reading& reading, std::int64_t tenant, std::string scope,
                       const std::optional<std::string>& named) {
    ListRequest request;
    request.tenant = tenant;
    request.scope = std::move(scope);
    const bool is_nobody = !named && reading.role().sees_all && request.scope == "all" &&
                           !current_actor(reading.rights(), tenant);
    if (!is_nobody) request.person = asked_person(reading.rights(), named, reading.role(), tenant);
    request.sees_all =
        is_nobody ||
        is_group_member(reading.rights(), tenant, request.person, "role:admin", Access::ReadOnly) ||
        (reading.role().sees_all && (!named || current_actor(reading.rights(), tenant) == named));
    request.usable = usable_definitions(reading.rights(), reading.role());
    return request;
}

Param usable_by(const ListRequest& request) { return request.usable ? int8_array(*request.usable) : null(); }

Param size_of(const ListRequest& request) { return request.page_size ? int4(*request.page_size) : null(); }

Rows page_of(const ListRequest& request) {
    static Statement select{
        R"(SELECT l.instance_id, l.task_id, d.key, i.title, i.serial_no, i.status,
            coalesce(s.label ->> $8, s.label ->> 'en', i.status), i.initiator, i.started_at,
            i.ended_at, i.business_table, i.business_key, l.cursor
        FROM wf._list($1, $2, $3, $9, $4, $5, $6, $7) WITH ORDINALITY AS l (instance_id, task_id,
            cursor, place)
        JOIN wf.instance i ON i.tenant_id = $1 AND i.instance_id = l.instance_id
        JOIN wf.definition d USING (tenant_id, definition_id)
        LEFT JOIN wf.status s ON s.code = i.status
        ORDER BY l.place)",
        {INT8OID, TEXTOID, BOOLOID, TEXTOID, JSONBOID, INT4OID, TEXTOID, TEXTOID, INT8ARRAYOID}};
    return select.run(
        {int8(request.tenant), text(request.person), boolean(request.sees_all), text(request.scope),
         jsonb(request.filter.text), size_of(request), request.after ? text(*request.after) : null(),
         text(settings::language()), usable_by(request)},
        Access::ReadOnly);
}

std::int64_t count_of(const ListRequest& request) {
    static Statement count{"SELECT count(*) FROM wf._list($1, $2, $3, $6, $4, $5, $7, NULL)",
                           {INT8OID, TEXTOID, BOOLOID, TEXTOID, JSONBOID, INT8ARRAYOID, INT4OID}};
    return count
        .run({int8(request.tenant), text(request.person), boolean(request.sees_all), text(request.scope),
              jsonb(request.filter.text), usable_by(request), size_of(request)},
             Access::ReadOnly)
        .int8(0, 1);
}

struct Shown {
    Position position;
    std::string summary;  // a JSON object; empty: none
};

std::string summary_of(const Definition& definition, const feel::Entries& fields) {
    feel::Entries summary;
    for (const auto& field : fields)
        if (std::ranges::find(definition.summary, field.first) != definition.summary.end())
            summary.push_back(field);
    return summary.empty() ? std::string{} : value_to_json(feel::Value::context(std::move(summary)));
}

// Where code of others may have a part in it, say of the row's columns, and fails, what is to come is not
// known: one row must not take the whole page from the person.
Outlook outlook_in_page(const EngineRights& rights, std::int64_t tenant, const InstanceRow& row,
                        const Definition& definition, feel::Entries fields) {
    if (row.business_table.empty() && !definition.gives_form_to_rules)
        return outlook_of(rights, tenant, row, definition, std::move(fields));
    Outlook outlook;
    const std::optional<Error> failure =
        attempt([&] { outlook = outlook_of(rights, tenant, row, definition, std::move(fields)); });
    if (failure) return {.entries = {}, .state = {}, .refused = {}, .is_cut_short = true, .again = {}};
    return outlook;
}

// A large form is read once for both: unpacking it is most of what a row costs.
Shown show(const EngineRights& rights, std::int64_t tenant, std::int64_t instance) {
    const InstanceRow row = *read_instance(rights, tenant, instance, Access::ReadOnly, FormPart::None);
    const DefinitionRef definition = definition_by_id(rights, tenant, row.definition);
    const Definition& compiled = definition->compiled;
    std::vector<std::string> names = compiled.asked;
    for (const std::string& field : compiled.summary)
        if (!compiled.asks(field)) names.push_back(field);
    feel::Entries fields = read_fields(rights, tenant, instance, names);
    Shown shown;
    shown.summary = summary_of(compiled, fields);
    shown.position = position_of(compiled, row.state, settings::language(),
                                 outlook_in_page(rights, tenant, row, compiled, std::move(fields)));
    return shown;
}

void add(RowSet& set, const Rows& page, std::size_t row, const Shown& shown) {
    const Position& position = shown.position;
    const auto column = [&](int at) {
        Param param;
        param.value = page.datum(row, at, param.is_null);
        return param;
    };
    set.add({column(1),
             column(2),
             column(3),
             column(4),
             column(5),
             column(6),
             column(7),
             column(8),
             column(9),
             column(10),
             text_array(position.nodes),
             text_array(position.names),
             text_array(position.holders),
             int4(position.step),
             position.steps ? int4(*position.steps) : null(),
             position.tags.empty() ? null() : jsonb(position.tags),
             shown.summary.empty() ? null() : jsonb(shown.summary),
             column(11),
             column(12),
             column(13),
             boolean(position.loops)});
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_list);
Datum wf_list(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::string scope = args.required_text("scope");
        const Json filter = with_kept_keys(args.json("filter").value_or(Json{"{}"}));
        const std::int32_t page_size = args.required_int4("page_size");
        const std::optional<std::string> after = args.text("after");
        const std::optional<std::string> actor = args.text("actor");
        const std::int64_t tenant = args.tenant();
        RowSet set{fcinfo};
        const ReadOnly nothing_is_written;
        Reading reading;
        ListRequest request = request_of(reading, tenant, scope, actor);
        request.filter = filter;
        request.page_size = page_size;
        request.after = after;
        const Rows page = page_of(request);
        for (std::size_t row = 0; row < page.size(); ++row) {
            check_interrupts();
            add(set, page, row, show(reading.rights(), tenant, page.int8(row, 1)));
        }
        reading.done();
        return Datum{0};
    });
}

PG_FUNCTION_INFO_V1(wf_list_count);
Datum wf_list_count(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::string scope = args.required_text("scope");
        const Json filter = with_kept_keys(args.json("filter").value_or(Json{"{}"}));
        const std::optional<std::int32_t> up_to = args.int4("up_to");
        const std::optional<std::string> actor = args.text("actor");
        const std::int64_t tenant = args.tenant();
        if (up_to && (*up_to < 0 || *up_to == std::numeric_limits<std::int32_t>::max()))
            throw Error::make(Code::BadArgument, "up_to cannot be " + std::to_string(*up_to));
        Reading reading;
        ListRequest request = request_of(reading, tenant, scope, actor);
        request.filter = filter;
        if (up_to) request.page_size = *up_to + 1;
        const std::int64_t count = count_of(request);
        reading.done();
        return Int64GetDatum(count);
    });
}
}
