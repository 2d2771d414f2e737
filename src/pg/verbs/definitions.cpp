// wf.validate and wf.deploy.
#include "pg/server/arguments.hpp"
#include "pg/verbs/deploy.hpp"
#include "pg/people/gate.hpp"
#include "pg/people/grants.hpp"
#include "pg/people/reading.hpp"
#include "pg/server/row_set.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

std::string definition_text(const Arguments& args) {
    const std::optional<Json> source = args.json(0);
    if (!source) throw Error::make(Code::BadArgument, "definition must not be null");
    return source->text;
}

// One of the two that change the status of a definition.
template <class Change>
Datum change_status(FunctionCallInfo fcinfo, Change change) {
    return enter([&] {
        const Arguments args{fcinfo, Largest::Definition};
        const std::string key = args.required_text(0, "definition");
        const std::int64_t tenant = args.required_int8(2, "tenant_id");
        Reading reading;
        check_may_use(reading.role(), tenant, key);
        check_may_design(tenant, reading.role(), args.text(1), key);
        const std::int32_t version = change(tenant, key);
        reading.done();
        return Int32GetDatum(version);
    });
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_validate);
Datum wf_validate(PG_FUNCTION_ARGS) {
    return enter([&] {
        const Arguments args{fcinfo, Largest::Definition};
        const std::int64_t tenant = args.required_int8(1, "tenant_id");
        RowSet rows{fcinfo};
        Reading reading;
        check_is_somebody(reading.role(), tenant);
        const CheckedDefinition checked =
            check_definition(tenant, definition_text(args), UnknownReferences::AreErrors, reading.rights());
        reading.done();
        add_findings(rows, checked.findings);
        return Datum{0};
    });
}

PG_FUNCTION_INFO_V1(wf_deploy);
Datum wf_deploy(PG_FUNCTION_ARGS) {
    return enter([&] {
        const Arguments args{fcinfo, Largest::Definition};
        const std::int64_t tenant = args.required_int8(3, "tenant_id");
        const Deployment deployment{
            .source = definition_text(args), .activate = args.boolean(1), .allow_unsound = args.boolean(2)};
        Reading reading;
        const CheckedDefinition checked =
            check_definition(tenant, deployment.source, UnknownReferences::AreErrors, reading.rights());
        if (checked.compiled) check_may_design(tenant, reading.role(), args.text(4), *checked.compiled);
        const std::int32_t version = deploy(tenant, checked, deployment);
        reading.done();
        return Int32GetDatum(version);
    });
}

PG_FUNCTION_INFO_V1(wf_suspend_definition);
Datum wf_suspend_definition(PG_FUNCTION_ARGS) { return change_status(fcinfo, suspend_definition); }

PG_FUNCTION_INFO_V1(wf_resume_definition);
Datum wf_resume_definition(PG_FUNCTION_ARGS) { return change_status(fcinfo, resume_definition); }
}
