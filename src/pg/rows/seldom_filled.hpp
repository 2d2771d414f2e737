// A table of the engine that is empty in most systems, and that many commands ask: one without a page needs no query.
#pragma once

#include "pg/server/engine_table.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {

class SeldomFilled {
public:
    explicit SeldomFilled(const char* name) : table_(name) {}

    // True as well of what has its rows elsewhere: with children, distributed, a view. C code: within call().
    bool may_have_rows();

private:
    EngineTable table_;
    unsigned known_ = 0;  // as of this look-up
    bool is_whole_heap_ = false;
};

}  // namespace wf::pg
