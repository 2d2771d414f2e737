// What the caller has written into the filter of a list, as the engine's tables have it.
#pragma once

#include "core/base/values.hpp"

namespace wf::pg {

// Keys of a table that the caller may read, as instances keep them; else they stay as they are. With the
// caller's rights and search_path.
Json with_kept_keys(const Json& filter);

}  // namespace wf::pg
