// Sequential (顺签): one after the other; any rejection ends it. Who is next is said by the ranks of the
// seats.
#include "core/rule/rule.hpp"

namespace wf {

Verdict sequential(const Tally& votes) { return countersign(votes); }

}  // namespace wf
