// wf-gateway serve.
#pragma once

#include "gateway/base/settings.hpp"

#include <functional>

namespace wf::gateway {

// Runs until SIGTERM or SIGINT; SIGHUP reads the settings again. Returns the exit status.
int serve(const std::function<Settings()>& read);

}  // namespace wf::gateway
