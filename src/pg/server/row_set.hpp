// The rows that a set-returning function gives.
#pragma once

#include "pg/server/spi.hpp"

#include <initializer_list>

#include "pg/server/postgres.hpp"

namespace wf::pg {

class RowSet {
public:
    explicit RowSet(FunctionCallInfo fcinfo);
    void add(std::initializer_list<Param> columns);

private:
    ReturnSetInfo* result_;
};

}  // namespace wf::pg
