// wf.validate_bpmn and wf.deploy_bpmn: a BPMN document becomes a definition, and goes the way of any other.
// wf.export_bpmn: the way back.
#include "core/bpmn/bpmn.hpp"
#include "pg/people/gate.hpp"
#include "pg/people/reading.hpp"
#include "pg/server/arguments.hpp"
#include "pg/server/settings.hpp"
#include "pg/store/definition_cache.hpp"
#include "pg/verbs/deploy.hpp"
#include "pg/verbs/findings.hpp"
#include "pg/people/directory.hpp"
#include "pg/people/grants.hpp"

#include <utility>
#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// Of one process.
struct Import {
    BpmnResult bpmn;
    CheckedDefinition checked;  // its findings speak of places in the document
};

struct Asked {
    std::string document;
    std::string key;
    std::string process;
    bool all = false;
    std::string forms;  // JSON; empty: none
};

Asked asked_for(Arguments& args) {
    Asked asked{.document = args.required_text("bpmn"),
                .key = args.text("key").value_or(""),
                .process = args.text("process").value_or(""),
                .all = args.boolean("all_processes"),
                .forms = args.json("forms").value_or(Json{}).text};
    if (asked.all && !(asked.key.empty() && asked.process.empty()))
        throw Error::make(Code::BadArgument, "all processes are asked for, and one of them is named", "",
                          "Leave key and process out: each definition is called as its process is.");
    if (!asked.forms.empty() && !are_forms(asked.forms))
        throw Error::make(Code::BadArgument, "\"forms\" are not forms", "",
                          "It is an array of documents of the form editor, which have an \"id\" and "
                          "\"components\", or an object of them by name.");
    return asked;
}

std::vector<BpmnResult> read_processes(EngineRights& rights, std::int64_t tenant, const Asked& asked) {
    BpmnLimits limits = bpmn_limits(settings::compile_limits().max_bytes);
    limits.forms = asked.forms;
    if (settings::lanes_are_roles())
        limits.role_of_lane = [&](const std::string& lane) { return role_called(rights, tenant, lane); };
    if (asked.all) return bpmn_file_to_json(asked.document, limits);
    std::vector<BpmnResult> one;
    one.push_back(bpmn_to_json(asked.document, {.key = asked.key, .process = asked.process}, limits));
    return one;
}

std::vector<Import> import(EngineRights& rights, std::int64_t tenant, const Asked& asked) {
    std::vector<BpmnResult> processes = read_processes(rights, tenant, asked);
    std::vector<std::string> keys;  // which there will be, whatever is called first
    for (const BpmnResult& process : processes) keys.push_back(process.key);
    std::vector<Import> imports;
    for (BpmnResult& process : processes) {
        Import result{.bpmn = std::move(process), .checked = {}};
        if (!result.bpmn.definition_json.empty())
            result.checked =
                check_definition(rights, tenant, result.bpmn.definition_json,
                                 {.unknown = UnknownReferences::AreWarnings, .deployed_with = keys});
        result.checked.findings = all_findings(result.bpmn, std::move(result.checked.findings));
        imports.push_back(std::move(result));
    }
    return imports;
}

void add_deployed(RowSet& rows, const BpmnResult& process, const Deployed& deployed) {
    rows.add({text(process.process), text(process.key), int4(deployed.version), text(deployed.status),
              int4(deployed.errors)});
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
        const Asked asked = asked_for(args);
        const std::int64_t tenant = args.tenant();
        RowSet rows{fcinfo};
        Reading reading;
        check_is_somebody(reading.rights(), reading.role(), tenant);
        const std::vector<Import> imports = import(reading.rights(), tenant, asked);
        reading.done();
        for (const Import& imported : imports) {
            add_bpmn_findings(rows, imported.checked.findings);
            if (const auto summary = bpmn_summary(imported.bpmn)) add_bpmn_findings(rows, {*summary});
        }
        return Datum{0};
    });
}

PG_FUNCTION_INFO_V1(wf_deploy_bpmn);
Datum wf_deploy_bpmn(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo, Largest::Any};
        const Asked asked = asked_for(args);
        const bool activate = args.boolean("activate");
        const bool allow_unsound = args.boolean("allow_unsound");
        const std::optional<std::string> actor = args.text("actor");
        const std::int64_t tenant = args.tenant();
        RowSet rows{fcinfo};
        Reading reading;
        std::vector<Deployed> deployed;
        const std::vector<Import> imports = import(reading.rights(), tenant, asked);
        for (const Import& imported : imports)
            deployed.push_back(deploy(reading.rights(), tenant, reading.role(), actor, imported.checked,
                                      {.source = imported.bpmn.definition_json,
                                       .bpmn = asked.document,
                                       .process = imported.bpmn.process,
                                       .activate = activate,
                                       .allow_unsound = allow_unsound}));
        reading.done();
        for (std::size_t i = 0; i < imports.size(); ++i) add_deployed(rows, imports[i].bpmn, deployed[i]);
        return Datum{0};
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
        check_may_read(reading.rights(), reading.role(), tenant, key, version);
        const Stored stored = stored_definition(tenant, key, version);
        reading.done();
        return text_datum(stored.bpmn.empty() ? json_to_bpmn(stored.source) : stored.bpmn);
    });
}
}
