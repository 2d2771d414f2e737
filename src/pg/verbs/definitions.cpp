// wf.validate and wf.deploy.
#include "pg/people/gate.hpp"
#include "pg/people/grants.hpp"
#include "pg/people/reading.hpp"
#include "pg/server/arguments.hpp"
#include "pg/server/row_set.hpp"
#include "pg/verbs/deploy.hpp"
#include "pg/verbs/findings.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// One of the two that change the status of a definition.
template <class Change>
Datum change_status(FunctionCallInfo fcinfo, Change change) {
    return enter([&] {
        Arguments args{fcinfo, Largest::Definition};
        const std::string key = args.required_text("definition");
        const std::optional<std::string> actor = args.text("actor");
        const std::int64_t tenant = args.tenant();
        Reading reading;
        check_may_use(reading.rights(), reading.role(), tenant, key);
        check_may_design(reading.rights(), tenant, reading.role(), actor, key);
        const std::int32_t version = change(reading.rights(), tenant, key);
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
        Arguments args{fcinfo, Largest::Definition};
        const std::string source = args.required_json("definition").text;
        const std::int64_t tenant = args.tenant();
        RowSet rows{fcinfo};
        Reading reading;
        check_is_somebody(reading.rights(), reading.role(), tenant);
        const CheckedDefinition checked = check_definition(reading.rights(), tenant, source);
        reading.done();
        add_findings(rows, checked.findings);
        return Datum{0};
    });
}

PG_FUNCTION_INFO_V1(wf_deploy);
Datum wf_deploy(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo, Largest::Definition};
        const Deployment deployment{.source = args.required_json("definition").text,
                                    .activate = args.boolean("activate"),
                                    .allow_unsound = args.boolean("allow_unsound")};
        const std::optional<std::string> actor = args.text("actor");
        const std::int64_t tenant = args.tenant();
        Reading reading;
        const CheckedDefinition checked = check_definition(reading.rights(), tenant, deployment.source);
        const Deployed deployed =
            deploy(reading.rights(), tenant, reading.role(), actor, checked, deployment);
        reading.done();
        return Int32GetDatum(deployed.version);
    });
}

PG_FUNCTION_INFO_V1(wf_suspend_definition);
Datum wf_suspend_definition(PG_FUNCTION_ARGS) { return change_status(fcinfo, suspend_definition); }

PG_FUNCTION_INFO_V1(wf_resume_definition);
Datum wf_resume_definition(PG_FUNCTION_ARGS) { return change_status(fcinfo, resume_definition); }
}
