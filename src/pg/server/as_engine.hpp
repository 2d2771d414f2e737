// Rights and a connection for one step. In attempt() they have to be taken inside.
#pragma once

#include "pg/server/engine_rights.hpp"
#include "pg/server/spi.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {

template <class F>
void as_engine(F&& f, CallsAs calls_as = CallsAs::Caller) {
    EngineRights rights{calls_as};
    Spi spi;
    f(rights);
    spi.finish();
    rights.give_back();
}

}  // namespace wf::pg
