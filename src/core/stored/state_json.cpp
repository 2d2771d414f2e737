#include "core/stored/state_json.hpp"

#include "core/stored/json_writer.hpp"

namespace wf {

std::string state_to_json(const State& state) {
    std::string out = "{";
    JsonWriter writer{out};
    fields(writer, state);
    writer("data", state.data);
    out += '}';
    return out;
}

}  // namespace wf
