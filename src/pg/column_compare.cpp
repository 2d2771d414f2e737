#include "pg/column_compare.hpp"

#include "pg/error_boundary.hpp"

#include <algorithm>

#include "pg/postgres.hpp"

namespace wf::pg {
namespace {

// Of a type without an equality the texts are compared.
bool have_equal_texts(Oid type, Datum a, Datum b) {
    Oid output = InvalidOid;
    bool is_varlena = false;
    getTypeOutputInfo(type, &output, &is_varlena);
    return strcmp(OidOutputFunctionCall(output, a), OidOutputFunctionCall(output, b)) == 0;
}

bool equal(Oid type, Oid collation, Datum a, Datum b) {
    TypeCacheEntry* const known = lookup_type_cache(type, TYPECACHE_EQ_OPR_FINFO);
    if (!OidIsValid(known->eq_opr_finfo.fn_oid)) return have_equal_texts(type, a, b);
    return DatumGetBool(FunctionCall2Coll(&known->eq_opr_finfo, collation, a, b));
}

// What a domain is over: its constraints are no matter here, and may call functions of its owner's.
Datum read(Oid base, const char* text) {
    Oid input = InvalidOid;
    Oid parameter = InvalidOid;
    getTypeInputInfo(base, &input, &parameter);
    return OidInputFunctionCall(input, const_cast<char*>(text), parameter, -1);
}

}  // namespace

bool are_equal(const FormData_pg_attribute& column, Datum a, Datum b) {
    return call([&] { return equal(getBaseType(column.atttypid), column.attcollation, a, b); });
}

bool is_one_of(const FormData_pg_attribute& column, Datum value, const std::vector<std::string>& texts) {
    return std::ranges::any_of(texts, [&](const std::string& text) {
        const char* const written = text.c_str();
        return call([&] {
            const Oid base = getBaseType(column.atttypid);
            return equal(base, column.attcollation, value, read(base, written));
        });
    });
}

}  // namespace wf::pg
