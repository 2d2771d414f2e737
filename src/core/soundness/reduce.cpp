#include "core/soundness/reduce.hpp"
namespace wf::soundness {
Net reduce(const Net& net, void (*)()) { return net; }
}  // namespace wf::soundness
