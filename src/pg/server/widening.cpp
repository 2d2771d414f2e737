#include "pg/server/widening.hpp"

#include "pg/server/error_boundary.hpp"

#include <algorithm>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// Each can hold what those before it hold.
bool comes_later(std::initializer_list<Oid> chain, Oid from, Oid to) {
    const auto first = std::find(chain.begin(), chain.end(), from);
    return first != chain.end() && std::find(first, chain.end(), to) != chain.end();
}

struct NumericSize {
    int whole;  // digits before the point
    int scale;
};

// As numeric_typmod makes them: precision and scale of 11 bits behind the header's size.
NumericSize size_of(std::int32_t modifier) {
    const std::int32_t value = modifier - VARHDRSZ;
    const int precision = (value >> 16) & 0xFFFF;
    const int scale = ((value & 0x7FF) ^ 1024) - 1024;
    return {precision - scale, scale};
}

bool numeric_widens(std::int32_t from, std::int32_t to) {
    if (to < VARHDRSZ) return true;
    if (from < VARHDRSZ) return false;
    const NumericSize before = size_of(from);
    const NumericSize after = size_of(to);
    return after.whole >= before.whole && after.scale >= before.scale;
}

// A length, or digits of a second.
bool modifier_is_size(Oid type) {
    return type == VARBITOID || type == TIMESTAMPOID || type == TIMESTAMPTZOID || type == TIMEOID ||
           type == TIMETZOID;
}

bool is_enum(Oid type) {
    return call([&] { return type_is_enum(type); });
}

}  // namespace

bool widens(const ColumnType& from, const ColumnType& to) {
    if (from == to) return true;
    if (from.type == NUMERICOID && to.type == NUMERICOID) return numeric_widens(from.modifier, to.modifier);
    const bool is_text = to.type == TEXTOID || to.type == VARCHAROID;
    const bool has_room = to.modifier < 0 || (from.modifier >= 0 && to.modifier >= from.modifier);
    if (from.type == VARCHAROID && is_text) return has_room;
    if (from.type == to.type) return has_room && modifier_is_size(from.type);
    if (to.modifier >= 0) return false;
    // Not real to double precision: 0.1 would become 0.10000000149011612.
    return comes_later({INT2OID, INT4OID, INT8OID, NUMERICOID}, from.type, to.type) ||
           (is_text && (from.type == TEXTOID || is_enum(from.type)));
}

}  // namespace wf::pg
