// wf.validate_bpmn and wf.deploy_bpmn: a BPMN document becomes a definition, and goes the way of any other.
// wf.export_bpmn: the way back.
#include "core/bpmn/bpmn.hpp"
#include "pg/server/arguments.hpp"
#include "pg/store/definition_cache.hpp"
#include "pg/server/settings.hpp"
#include "pg/verbs/deploy.hpp"
#include "pg/people/directory.hpp"
#include "pg/people/gate.hpp"
#include "pg/people/grants.hpp"
#include "pg/people/reading.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

struct Import {
    BpmnResult bpmn;
    CheckedDefinition checked;  // its findings speak of places in the document
};

Import import(EngineRights& rights, std::int64_t tenant, const std::string& document,
              const std::string& key) {
    BpmnLimits limits;
    if (settings::lanes_are_roles())
        limits.role_of_lane = [&](const std::string& lane) { return role_called(rights, tenant, lane); };
    Import result{.bpmn = bpmn_to_json(document, key, limits), .checked = {}};
    if (!result.bpmn.definition_json.empty())
        result.checked =
            check_definition(rights, tenant, result.bpmn.definition_json, UnknownReferences::AreWarnings);
    result.checked.findings = all_findings(result.bpmn, std::move(result.checked.findings));
    return result;
}

struct Stored {
    std::string source;
    std::string bpmn;  // empty: deployed as JSON
};

Stored stored_definition(std::int64_t tenant, const std::string& key, std::optional<std::int32_t> version) {
    static Statement select{
        R"(SELECT source::text, bpmn
        FROM wf.definition
        WHERE tenant_id = $1 AND key = $2 AND CASE WHEN $3 IS NULL THEN status = 'active'
            ELSE version = $3 END)",
        {INT8OID, TEXTOID, INT4OID}};
    const Rows rows =
        select.run({int8(tenant), text(key), version ? int4(*version) : null()}, Access::ReadOnly);
    if (!rows.empty()) return {.source = rows.text(0, 1), .bpmn = rows.text(0, 2)};
    no_such_definition(key, version);
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_validate_bpmn);
Datum wf_validate_bpmn(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo, Largest::Any};
        const std::string document = args.required_text("bpmn");
        const std::string key = args.text("key").value_or("");
        const std::int64_t tenant = args.tenant();
        RowSet rows{fcinfo};
        Reading reading;
        check_is_somebody(reading.rights(), reading.role(), tenant);
        const Import imported = import(reading.rights(), tenant, document, key);
        reading.done();
        add_findings(rows, imported.checked.findings);
        return Datum{0};
    });
}

PG_FUNCTION_INFO_V1(wf_deploy_bpmn);
Datum wf_deploy_bpmn(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo, Largest::Any};
        const std::string document = args.required_text("bpmn");
        const std::string key = args.text("key").value_or("");
        const bool activate = args.boolean("activate");
        const bool allow_unsound = args.boolean("allow_unsound");
        const std::optional<std::string> actor = args.text("actor");
        const std::int64_t tenant = args.tenant();
        Reading reading;
        const Import imported = import(reading.rights(), tenant, document, key);
        if (imported.checked.compiled)
            check_may_design(reading.rights(), tenant, reading.role(), actor, *imported.checked.compiled);
        const std::int32_t version = deploy(reading.rights(), tenant, imported.checked,
                                            {.source = imported.bpmn.definition_json,
                                             .bpmn = document,
                                             .activate = activate,
                                             .allow_unsound = allow_unsound});
        reading.done();
        return Int32GetDatum(version);
    });
}

PG_FUNCTION_INFO_V1(wf_export_bpmn);
Datum wf_export_bpmn(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo, Largest::Any};
        const std::string key = args.required_text("definition");
        const std::optional<std::int32_t> version = args.int4("version");
        const std::int64_t tenant = args.tenant();
        Reading reading;
        definition_for(reading.rights(), reading.role(), tenant, key, version);
        const Stored stored = stored_definition(tenant, key, version);
        reading.done();
        return text_datum(stored.bpmn.empty() ? json_to_bpmn(stored.source) : stored.bpmn);
    });
}
}
