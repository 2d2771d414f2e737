// Is anything open for a row? The question that every UPDATE of a bound table asks, so it is asked of the
// index itself: a statement, with the engine's rights around it, takes five times as long.
#pragma once

#include <string>

namespace wf::pg {

// An instance about the row has not ended, as far as is committed now. Needs neither rights nor Spi.
bool has_open_instance(const std::string& table, const std::string& key);

}  // namespace wf::pg
