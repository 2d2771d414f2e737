// How the views in two arms are planned: docs/explanation/decisions/0028-views-in-order.md.
#pragma once

namespace wf::pg {

// From now on, in this session.
void plan_views();

}  // namespace wf::pg
