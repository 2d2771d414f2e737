// wf.suspend, wf.resume, wf.undo, wf.redo, wf.restore.
#include "pg/verbs/verb_arguments.hpp"

#include "pg/server/error_boundary.hpp"

#include "pg/server/postgres.hpp"

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_suspend);
Datum wf_suspend(PG_FUNCTION_ARGS) { return on_instance<Suspend>(fcinfo); }

PG_FUNCTION_INFO_V1(wf_resume);
Datum wf_resume(PG_FUNCTION_ARGS) { return on_instance<Resume>(fcinfo); }

PG_FUNCTION_INFO_V1(wf_undo);
Datum wf_undo(PG_FUNCTION_ARGS) { return on_instance<Undo>(fcinfo); }

PG_FUNCTION_INFO_V1(wf_redo);
Datum wf_redo(PG_FUNCTION_ARGS) { return on_instance<Redo>(fcinfo); }

PG_FUNCTION_INFO_V1(wf_restore);
Datum wf_restore(PG_FUNCTION_ARGS) {
    return enter([&] {
        const Arguments args{fcinfo};
        const std::int64_t instance = args.required_int8(0, "instance_id");
        return Int64GetDatum(run_on_instance(call_of(args, 3), instance,
                                             Restore{.seq = args.required_int8(1, "seq")},
                                             args.text(2).value_or("")));
    });
}
}
