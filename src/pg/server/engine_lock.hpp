// Locks of the engine that are on no row: the second of two who make the same thing waits for the first.
// They are advisory locks of a kind that SQL cannot ask for (pg_advisory_lock takes kinds 1 and 2), so nobody
// can stop others by taking one. pg_locks shows them with objsubid 3.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace wf::pg {

enum class Sharing { Alone, WithOthers };

// Until the end of the transaction. `what`: what for, with the names it is about; hashes may collide, which
// makes two wait for each other and nothing worse.
void engine_lock(std::string_view what, std::int64_t number, Sharing sharing = Sharing::Alone);

// False: somebody has it.
bool try_engine_lock(std::string_view what, std::int64_t number);

}  // namespace wf::pg
