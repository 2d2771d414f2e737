// The names that expressions inside a repeated activity know.
#pragma once

#include <string_view>

namespace wf {

// BPMN's, and the short ones that Camunda and Flowable use.
inline constexpr std::string_view multi_names[] = {"loopCounter",
                                                   "nrOfInstances",
                                                   "nrOfActiveInstances",
                                                   "nrOfCompletedInstances",
                                                   "numberOfInstances",
                                                   "numberOfActiveInstances",
                                                   "numberOfCompletedInstances",
                                                   "numberOfTerminatedInstances"};

}  // namespace wf
