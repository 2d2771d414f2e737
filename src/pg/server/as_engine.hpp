// The one way to become the engine: its rights and a connection, for the time of one step. In attempt() it has to be
// taken inside.
#pragma once

#include "pg/server/engine_rights.hpp"
#include "pg/server/spi.hpp"

#include <type_traits>
#include <utility>

#include "pg/server/postgres.hpp"

namespace wf::pg {

// done() ends it; on an error the server does. For a step that is a function: as_engine().
class AsEngine {
public:
    explicit AsEngine(CallsAs calls_as = CallsAs::Caller) : rights_(calls_as) {}
    void done() {
        spi_.finish();
        rights_.give_back();
    }
    EngineRights& rights() { return rights_; }
    const EngineRights& rights() const { return rights_; }

private:
    EngineRights rights_;
    Spi spi_;
};

// Gives what `f` gives.
template <class F>
auto as_engine(F&& f, CallsAs calls_as = CallsAs::Caller) -> std::invoke_result_t<F, EngineRights&> {
    AsEngine engine{calls_as};
    if constexpr (std::is_void_v<std::invoke_result_t<F, EngineRights&>>) {
        f(engine.rights());
        engine.done();
    } else {
        auto result = f(engine.rights());
        engine.done();
        return result;
    }
}

}  // namespace wf::pg
