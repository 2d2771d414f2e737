#include "core/model/command.hpp"

namespace wf {

Act::Act(const Act&) = default;
Act::Act(Act&&) noexcept = default;
Act& Act::operator=(const Act&) = default;
Act& Act::operator=(Act&&) noexcept = default;
Act::~Act() = default;

}  // namespace wf
