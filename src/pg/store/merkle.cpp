#include "pg/store/merkle.hpp"

#include "pg/server/error_boundary.hpp"
#include "pg/server/sha256.hpp"

#include <bit>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

std::size_t count(std::string_view leaves) { return leaves.size() / sha256_size; }

// Of more than one leaf: the left side is the greatest full tree that leaves something for the right one.
struct Sides {
    explicit Sides(std::string_view leaves)
        : size(std::bit_floor(count(leaves) - 1)),
          left(leaves.substr(0, size * sha256_size)),
          right(leaves.substr(size * sha256_size)) {}
    std::size_t size;
    std::string_view left, right;
};

}  // namespace

std::string merkle_root(std::string_view leaves) {
    if (leaves.empty()) return sha256({});
    if (count(leaves) == 1) return std::string{leaves};
    check_interrupts();
    const Sides sides{leaves};
    return sha256('\1' + merkle_root(sides.left) + merkle_root(sides.right));
}

std::vector<std::string> merkle_path(std::string_view leaves, std::size_t place) {
    if (count(leaves) <= 1) return {};
    const Sides sides{leaves};
    const bool is_left = place < sides.size;
    std::vector<std::string> path =
        is_left ? merkle_path(sides.left, place) : merkle_path(sides.right, place - sides.size);
    path.push_back(merkle_root(is_left ? sides.right : sides.left));
    return path;
}

}  // namespace wf::pg
