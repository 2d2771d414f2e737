#include "pg/server/row_set.hpp"

#include <array>

#include "pg/server/postgres.hpp"

namespace wf::pg {

RowSet::RowSet(FunctionCallInfo fcinfo) : result_(reinterpret_cast<ReturnSetInfo*>(fcinfo->resultinfo)) {
    call([&] { init_row_set(fcinfo); });
}

void RowSet::add(std::initializer_list<Param> columns) {
    std::array<Datum, 32> values;
    std::array<bool, 32> nulls;
    std::size_t count = 0;
    for (const Param& column : columns) {
        values[count] = column.value;
        nulls[count++] = column.is_null;
    }
    call([&] { tuplestore_putvalues(result_->setResult, result_->setDesc, values.data(), nulls.data()); });
}

}  // namespace wf::pg
