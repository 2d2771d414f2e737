// Read once for all files of the core, and compiled into src/core/precompiled.hpp.gch: what nearly all of them include.
// It makes the build quick and gives nobody an include that they may leave out.
#include "core/expression/expression.hpp"
#include "core/model/command.hpp"
#include "core/model/definition.hpp"
#include "core/model/event.hpp"
#include "core/model/rejection.hpp"
#include "core/model/state.hpp"
#include "core/model/world.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>
