// An SQL procedure that commits while it runs.
#pragma once

#include "pg/server/spi.hpp"

#include <initializer_list>

#include "pg/server/postgres.hpp"

namespace wf::pg {

class Procedure {
public:
    // Throws 2D000 if it was called where it may not commit. `hint`: what to call there.
    Procedure(FunctionCallInfo fcinfo, const char* name, const char* hint);

    // The next transaction has begun when it comes back. Nothing but what C++ holds may be kept.
    void commit();
    // Ends it; the values of the INOUT parameters.
    Datum result(std::initializer_list<Param> columns);

private:
    FunctionCallInfo fcinfo_;
};

}  // namespace wf::pg
