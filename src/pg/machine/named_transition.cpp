#include "pg/machine/named_transition.hpp"

#include <utility>

#include "pg/server/postgres.hpp"

namespace wf::pg {

NamedTransition*& NamedTransition::innermost() {
    static NamedTransition* one = nullptr;
    return one;
}

NamedTransition::NamedTransition(std::int64_t attachment, std::string key, std::string name, std::optional<PersonId> actor)
    : outer_(std::exchange(innermost(), this)),
      attachment_(attachment),
      key_(std::move(key)),
      name_(std::move(name)),
      actor_(std::move(actor)) {}

NamedTransition::~NamedTransition() { innermost() = outer_; }

NamedTransition* NamedTransition::of(std::int64_t attachment, const std::string& key) {
    NamedTransition* const one = innermost();
    const bool is_asked = one != nullptr && !one->is_made_ && one->attachment_ == attachment && one->key_ == key;
    return is_asked ? one : nullptr;
}

}  // namespace wf::pg
