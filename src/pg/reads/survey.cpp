// wf.simulate_all and wf.compare_routes: what a definition, or a new version of it, does to everybody.
#include "core/base/local_message.hpp"
#include "core/json/value_json.hpp"
#include "core/simulate/route.hpp"
#include "core/simulate/survey.hpp"
#include "pg/server/arguments.hpp"
#include "pg/people/directory.hpp"
#include "pg/store/log.hpp"
#include "pg/people/grants.hpp"
#include "pg/server/read_only.hpp"
#include "pg/people/reading.hpp"
#include "pg/host/row_key.hpp"
#include "pg/server/row_set.hpp"
#include "pg/server/settings.hpp"
#include "pg/reads/simulation.hpp"

#include <algorithm>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

void check_role(const CallerRole& role) {
    if (may_simulate_others(role)) return;
    throw Error::make(Code::MayNotActForOthers, "this database role may not simulate requests of others",
                      "A simulation shows the organisation.",
                      "GRANT wf_designer TO the role of whoever designs processes.");
}

// [{...}, {...}], or one object.
std::vector<Json> read_data_sets(const std::optional<Json>& json) {
    const std::optional<feel::Value> value = value_from_json(json ? json->text : "[{}]");
    if (value && value->is_context()) return {*json};
    std::vector<Json> sets;
    if (value && value->is_list())
        for (const feel::Value& item : value->as_list())
            if (item.is_context()) sets.push_back(Json{value_to_json(item)});
    if (!sets.empty() && sets.size() == value->as_list().size()) return sets;
    throw Error::make(Code::BadArgument, "data is not a list of objects", "",
                      "Pass, for example, data => '[{\"days\": 3}, {\"days\": 30}]'.");
}

std::vector<PersonId> everybody(std::int64_t tenant) {
    static Statement query{
        "SELECT person_id FROM wf.person WHERE tenant_id = $1 AND active ORDER BY person_id COLLATE \"C\"",
        {INT8OID}};
    const Rows rows = query.run({int8(tenant)}, Access::ReadOnly);
    std::vector<PersonId> people;
    for (std::size_t i = 0; i < rows.size(); ++i) people.push_back(rows.text(i, 1));
    return people;
}

void add_finding(RowSet& rows, const SurveyFinding& finding) {
    rows.add({text(finding.severity), text(finding.code), text_or_null(finding.node),
              text_or_null(finding.rule),
              text(in_language(finding.message, settings::language())), text_array(finding.people),
              int8(static_cast<std::int64_t>(finding.count)), int8(static_cast<std::int64_t>(finding.of)),
              finding.data_set ? int4(static_cast<std::int32_t>(finding.data_set)) : null()});
}

struct RealInstance {
    std::int64_t id = 0;
    std::int64_t definition = 0;
    Instant started_at = 0;
};

std::vector<RealInstance> last_instances(std::int64_t tenant, const std::string& key, std::int32_t last) {
    static Statement query{
        R"(SELECT i.instance_id, i.definition_id, i.started_at
        FROM wf.instance i
        WHERE i.tenant_id = $1 AND i.definition_id IN
            (SELECT d.definition_id FROM wf.definition d WHERE d.tenant_id = $1 AND d.key = $2)
        ORDER BY i.instance_id DESC
        LIMIT $3)",
        {INT8OID, TEXTOID, INT4OID}};
    const Rows rows = query.run({int8(tenant), text(key), int4(last)}, Access::ReadOnly);
    std::vector<RealInstance> instances;
    for (std::size_t i = 0; i < rows.size(); ++i)
        instances.push_back(
            {.id = rows.int8(i, 1), .definition = rows.int8(i, 2), .started_at = rows.time(i, 3)});
    return instances;
}

// As it was started, by its first log entry. Nothing: that entry is in an archived partition.
std::optional<Request> request_of(const EngineRights& rights, std::int64_t tenant,
                                  const RealInstance& instance) {
    Spi spi;
    const std::vector<Entry> entries =
        read_present_entries(rights, tenant, instance.id, instance.started_at, instance.started_at);
    if (entries.empty() || entries.front().seq != 1) {
        spi.finish();
        return {};
    }
    Request request;
    for (const Event& event : entries.front().events) {
        if (const auto* started = std::get_if<InstanceStarted>(&event)) {
            request.initiator = started->initiator;
            request.business_table = started->business_table;
            request.business_key = kept_key(started->business_table, started->business_key);
            request.is_called = started->parent.value != 0;
            request.chosen = started->chosen;
            request.data = started->data;
        }
        if (const auto* entered = std::get_if<NodeEntered>(&event); entered && request.node.empty())
            request.node = entered->node;
    }
    spi.finish();
    return request;
}

std::int32_t newest_version(std::int64_t tenant, const std::string& key) {
    static Statement query{"SELECT max(version) FROM wf.definition WHERE tenant_id = $1 AND key = $2",
                           {INT8OID, TEXTOID}};
    const Rows rows = query.run({int8(tenant), text(key)}, Access::ReadOnly);
    if (rows.is_null(0, 1)) no_such_definition(key, {});
    return rows.int4(0, 1);
}

struct Comparison {
    std::int64_t instance = 0;
    PersonId initiator;
    std::int32_t version = 0;
    std::vector<Stop> before;
    std::vector<Stop> after;
};

void add_comparison(RowSet& rows, const Comparison& one) {
    const std::string language = settings::language();
    rows.add({int8(one.instance), text(one.initiator), int4(one.version),
              text(in_language(text_of(one.before), language)),
              text(in_language(text_of(one.after), language)),
              text(in_language(difference(one.before, one.after), language))});
}

// Both ways are simulated, in the organisation of today: what they differ in is due to the definition.
class Comparer {
public:
    Comparer(EngineRights& rights, std::int64_t tenant, DefinitionRef definition, Instant at)
        : tenant_(tenant), definition_(std::move(definition)), at_(at), rights_(rights) {}

    std::optional<Comparison> compare(const RealInstance& instance) {
        std::optional<Request> request = request_of(rights_, tenant_, instance);
        if (!request || instance.definition == definition_->id) return {};
        request->at = at_;
        const DefinitionRef own = definition_by_id(rights_, tenant_, instance.definition);
        Comparison comparison{.instance = instance.id,
                              .initiator = request->initiator,
                              .version = own->version,
                              .before = route(*own, *request),
                              .after = route(*definition_, *request)};
        if (comparison.before == comparison.after) return {};
        return comparison;
    }

private:
    std::vector<Stop> route(const StoredDefinition& definition, const Request& request) {
        return route_of(definition.compiled,
                        simulate(rights_, tenant_, definition, request, simulation_options(tenant_)));
    }

    const std::int64_t tenant_;
    const DefinitionRef definition_;
    const Instant at_;
    EngineRights& rights_;
};

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_simulate_all);
Datum wf_simulate_all(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo, Largest::Any};
        const std::string key = args.required_text("definition");
        const std::vector<Json> data_sets = read_data_sets(args.json("data"));
        std::optional<std::vector<std::string>> initiators = args.text_array("initiators");
        const Instant at = args.required_time("at");
        const std::optional<std::int32_t> version = args.int4("version");
        const std::int64_t tenant = args.tenant();
        RowSet rows{fcinfo};
        const ReadOnly nothing_is_written;
        Reading reading;
        check_role(reading.role());
        check_may_use(reading.rights(), reading.role(), tenant, key);
        const DefinitionRef definition = definition_by_key(reading.rights(), tenant, key, version);
        Request request{.initiator = {},
                        .at = at,
                        .business_table = {},
                        .business_key = {},
                        .node = {},
                        .is_called = false,
                        .chosen = {},
                        .data = {}};
        const SimulationOptions options = simulation_options(tenant);
        Survey survey{definition->compiled};
        survey.nobody_administers = is_empty_group(reading.rights(), tenant, "role:admin");
        if (!initiators) initiators = everybody(tenant);
        for (const PersonId& initiator : *initiators) {
            request.initiator = initiator;
            for (std::size_t set = 0; set < data_sets.size(); ++set) {
                check_interrupts();
                request.data = data_sets[set];
                survey.add(initiator, set + 1, simulate(reading.rights(), tenant, *definition, request, options));
            }
        }
        reading.done();
        for (const SurveyFinding& finding : survey.findings()) add_finding(rows, finding);
        return Datum{0};
    });
}

PG_FUNCTION_INFO_V1(wf_compare_routes);
Datum wf_compare_routes(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo, Largest::Any};
        const std::string key = args.required_text("definition");
        const std::optional<std::int32_t> named_version = args.int4("version");
        const std::int32_t last = args.required_int4("last");
        const Instant at = args.required_time("at");
        const std::int64_t tenant = args.tenant();
        RowSet rows{fcinfo};
        const ReadOnly nothing_is_written;
        Reading reading;
        check_role(reading.role());
        check_may_use(reading.rights(), reading.role(), tenant, key);
        const std::int32_t version = named_version ? *named_version : newest_version(tenant, key);
        Comparer comparer{reading.rights(), tenant, definition_by_key(reading.rights(), tenant, key, version),
                          at};
        std::vector<Comparison> differing;
        for (const RealInstance& instance : last_instances(tenant, key, std::max(last, 0))) {
            check_interrupts();
            if (std::optional<Comparison> found = comparer.compare(instance))
                differing.push_back(std::move(*found));
        }
        reading.done();
        for (const Comparison& one : differing) add_comparison(rows, one);
        return Datum{0};
    });
}
}
