#include "pg/host/typed_text.hpp"

#include "pg/host/as_owner.hpp"
#include "pg/host/column_value.hpp"
#include "pg/server/error_boundary.hpp"

#include <algorithm>
#include <optional>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// Types without an equality (json, xml, point) are compared by their text.
bool are_equal(Oid type, Oid collation, Datum a, Datum b) {
    struct Answer {
        bool is_known, is_equal;
    };
    const Answer answer = call([&] {
        TypeCacheEntry* const known = lookup_type_cache(type, TYPECACHE_EQ_OPR_FINFO);
        if (!OidIsValid(known->eq_opr_finfo.fn_oid)) return Answer{false, false};
        return Answer{true, DatumGetBool(FunctionCall2Coll(&known->eq_opr_finfo, collation, a, b))};
    });
    return answer.is_known ? answer.is_equal : whole_text(type, a) == whole_text(type, b);
}

// How a text is read.
bool depends_on_settings(Oid type) {
    switch (type) {
        case DATEOID:
        case TIMEOID:
        case TIMETZOID:
        case TIMESTAMPOID:
        case TIMESTAMPTZOID:
        case INTERVALOID:
            return true;
        default:
            return !is_plain_type(type);
    }
}

template <class F>
bool with_fixed_forms(Oid type, F&& f) {
    if (!depends_on_settings(type)) return f();
    FixedForms forms;
    const bool result = f();
    forms.give_back();
    return result;
}

bool has_one_spelling(const FormData_pg_attribute& column) {
    return (column.atttypid == TEXTOID || column.atttypid == VARCHAROID) &&
           (column.attcollation == DEFAULT_COLLATION_OID || column.attcollation == C_COLLATION_OID);
}

Oid base_type(const FormData_pg_attribute& column) {
    return call([&] { return getBaseType(column.atttypid); });
}

}  // namespace

Datum read_text(Oid type, const std::string& text) {
    const char* const c_text = text.c_str();
    return call([&] {
        Oid function = InvalidOid;
        Oid element = InvalidOid;
        getTypeInputInfo(type, &function, &element);
        return OidInputFunctionCall(function, const_cast<char*>(c_text), element, -1);
    });
}

bool are_equal(const FormData_pg_attribute& column, Datum a, Datum b) {
    return are_equal(base_type(column), column.attcollation, a, b);
}

bool is_one_of(const FormData_pg_attribute& column, Datum value, const std::vector<std::string>& texts) {
    if (has_one_spelling(column)) {  // the usual type of a status, and every INSERT asks
        const std::string text = whole_text(column.atttypid, value);
        return std::ranges::find(texts, text) != texts.end();
    }
    const Oid type = base_type(column);
    return with_fixed_forms(type, [&] {
        return std::ranges::any_of(texts, [&](const std::string& text) {
            return are_equal(type, column.attcollation, value, read_text(type, text));
        });
    });
}

bool is_spelling_of(const TableColumn& column, const std::string& given, const std::string& kept) {
    if (!column.is_plain) return false;
    return are_equal(column.type, column.collation, read_text(column.type, given), read_text(column.type, kept));
}

bool mean_the_same(const BoundTable& table, const TableColumn& column, const std::string& a,
                   const std::string& b) {
    if (a == b) return true;
    return reading_as_owner(table, [&] {
        return with_fixed_forms(column.type, [&] {
            return are_equal(column.type, column.collation, read_text(column.type, a), read_text(column.type, b));
        });
    });
}

}  // namespace wf::pg
