#include "pg/server/engine_lock.hpp"

#include "pg/server/arguments.hpp"
#include "pg/server/error_boundary.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

constexpr std::uint16_t kind = 3;

LOCKTAG tag_of(std::string_view what, std::int64_t number) {
    const std::uint64_t hash =
        hash_bytes_extended(reinterpret_cast<const unsigned char*>(what.data()),
                            static_cast<int>(what.size()), static_cast<std::uint64_t>(number));
    LOCKTAG tag;
    SET_LOCKTAG_ADVISORY(tag, MyDatabaseId, static_cast<std::uint32_t>(hash >> 32),
                         static_cast<std::uint32_t>(hash), kind);
    return tag;
}

}  // namespace

void engine_lock(std::string_view what, std::int64_t number, Sharing sharing) {
    const LOCKTAG tag = tag_of(what, number);
    const LOCKMODE mode = sharing == Sharing::Alone ? ExclusiveLock : ShareLock;
    call([&] { LockAcquire(&tag, mode, false, false); });
}

bool try_engine_lock(std::string_view what, std::int64_t number) {
    const LOCKTAG tag = tag_of(what, number);
    return call([&] { return LockAcquire(&tag, ExclusiveLock, false, true) != LOCKACQUIRE_NOT_AVAIL; });
}

}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf__lock);
Datum wf__lock(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::string what = args.required_text("what");
        const std::int64_t number = args.required_int8("number");
        args.end();
        engine_lock(what, number);
        return Datum{0};
    });
}
}
