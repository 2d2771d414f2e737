// wf.validate_bpmn and wf.deploy_bpmn: a BPMN document becomes a definition, and goes the way of any other.
#include "core/bpmn/bpmn.hpp"
#include "pg/arguments.hpp"
#include "pg/deploy.hpp"
#include "pg/reading.hpp"

#include "pg/postgres.hpp"

namespace wf::pg {
namespace {

struct Import {
    BpmnResult bpmn;
    CheckedDefinition checked;  // its findings speak of places in the document
};

Import import(std::int64_t tenant, const std::string& document, const std::string& key) {
    Import result{.bpmn = bpmn_to_json(document, key), .checked = {}};
    if (!result.bpmn.definition_json.empty())
        result.checked =
            check_definition(tenant, result.bpmn.definition_json, UnknownReferences::AreWarnings);
    result.checked.findings = all_findings(result.bpmn, std::move(result.checked.findings));
    return result;
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_validate_bpmn);
Datum wf_validate_bpmn(PG_FUNCTION_ARGS) {
    return enter([&] {
        const Arguments args{fcinfo};
        const std::string document = args.required_text(0, "bpmn");
        const std::int64_t tenant = args.required_int8(2, "tenant_id");
        RowSet rows{fcinfo};
        Reading reading;
        const Import imported = import(tenant, document, args.text(1).value_or(""));
        reading.done();
        add_findings(rows, imported.checked.findings);
        return Datum{0};
    });
}

PG_FUNCTION_INFO_V1(wf_deploy_bpmn);
Datum wf_deploy_bpmn(PG_FUNCTION_ARGS) {
    return enter([&] {
        const Arguments args{fcinfo};
        const std::string document = args.required_text(0, "bpmn");
        const std::int64_t tenant = args.required_int8(4, "tenant_id");
        Reading reading;
        const Import imported = import(tenant, document, args.text(1).value_or(""));
        const std::int32_t version = deploy(tenant, imported.checked,
                                            {.source = imported.bpmn.definition_json,
                                             .bpmn = document,
                                             .activate = args.boolean(2),
                                             .allow_unsound = args.boolean(3)});
        reading.done();
        return Int32GetDatum(version);
    });
}
}
