// wf.definition_schema
#include "core/compile/definition_schema.hpp"
#include "pg/server/arguments.hpp"
#include "pg/server/error_boundary.hpp"

#include "pg/server/postgres.hpp"

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_definition_schema);
Datum wf_definition_schema(PG_FUNCTION_ARGS) {
    (void)fcinfo;
    return enter([&] { return jsonb_datum(definition_schema()); });
}
}
