#include "pg/server/sha256.hpp"

#include "pg/server/error_boundary.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {

std::string sha256(std::string_view bytes) {
    std::string digest(sha256_size, '\0');
    auto* const target = reinterpret_cast<uint8*>(digest.data());
    const auto* const source = reinterpret_cast<const uint8*>(bytes.data());
    call([&] {
        pg_cryptohash_ctx* const hash = pg_cryptohash_create(PG_SHA256);
        if (pg_cryptohash_init(hash) < 0 || pg_cryptohash_update(hash, source, bytes.size()) < 0 ||
            pg_cryptohash_final(hash, target, sha256_size) < 0)
            ereport(ERROR, (errcode(ERRCODE_INTERNAL_ERROR), errmsg("could not compute a SHA-256 digest")));
        pg_cryptohash_free(hash);
    });
    return digest;
}

std::string hex(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const char byte : bytes) {
        const auto value = static_cast<unsigned char>(byte);
        text += digits[value >> 4];
        text += digits[value & 15];
    }
    return text;
}

}  // namespace wf::pg
