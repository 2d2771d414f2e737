#include "core/json/json_writer.hpp"

#include "core/time.hpp"

namespace wf {

std::string iso_utc(Instant at) {
    char text[max_iso_text];
    return {text, write_iso_utc(at, text)};
}

}  // namespace wf
