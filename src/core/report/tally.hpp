// Counts what the entries of one instance say. Each is read once, in order; what has to be known of those before is in its Life.
#pragma once

#include "core/model/definition.hpp"
#include "core/model/event.hpp"
#include "core/report/life.hpp"
#include "core/report/sums.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace wf::report {

// What is not in the log.
class Almanac {
public:
    virtual ~Almanac() = default;
    // Since 2000-01-01, where those who read the reports live.
    virtual std::int32_t day_of(Instant at) = 0;
    // Empty: none.
    virtual std::string department_of(std::int64_t tenant, const PersonId& person, Instant at) = 0;
};

struct Instance {
    std::int64_t tenant = 0;
    std::int64_t definition = 0;
    PersonId initiator;
    Instant started_at = 0;
};

// A definition, with its flows by their ids.
class FlowGraph {
public:
    explicit FlowGraph(const Definition& definition);
    const Definition& definition() const { return definition_; }
    // nullptr: there is none.
    const Flow* find_flow(std::string_view id) const;

private:
    const Definition& definition_;
    std::unordered_map<std::string_view, const Flow*> flows_;
};

// Adds to `sums`, and brings `life` up to date.
void tally(const FlowGraph& graph, const Instance& instance, const Entry& entry, Life& life, Sums& sums,
           Almanac& almanac);

// Reports show these nodes; what is between them is how they are connected.
bool is_shown(const Node& node);

}  // namespace wf::report
