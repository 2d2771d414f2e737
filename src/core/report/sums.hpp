// What the reports are made of: counts of what happened, by day, and durations. Whole numbers only, so that what is added entry by
// entry is what a recount finds.
#pragma once

#include "core/base/enumeration.hpp"
#include "core/base/values.hpp"
#include "core/report/buckets.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace wf::report {

// What one row of wf.rollup is about; `name` and `other` of its key say which.
enum class Subject : std::uint8_t {
    Status,      // instances that came into a status: name
    Origin,      // the same (other) of initiators of a department: name
    Node,        // visits of a node: name
    Work,        // tasks of a node: name
    Person,      // tasks of a person: name
    Department,  // tasks of the people of a department: name
    Flow,        // from a node (name) to the next one (other)
    Variant,     // the way of an ended instance: name has its nodes, other the status it ended with
};
inline constexpr std::array<std::string_view, 8> subject_names{"status", "origin",     "node", "work",
                                                               "person", "department", "flow", "variant"};
static_assert(has_each<Subject>(subject_names));

// Places in the counts of a sum, by subject. In the database they count from 1, and are never given again: new ones come last.
namespace count {
enum status { came, came_back, status_elapsed };  // and of origin
enum node { entered, again, left, rejected, returned, overdue, automatic, node_elapsed, same_person, nobody };
enum task {
    opened,
    task_approved,
    task_rejected,
    abstained,
    done,
    task_returned,
    passed,
    claimed,
    delegated,
    transferred,
    for_others,
    waiting,
    working
};
enum flow { taken, flow_elapsed };
enum variant { instances, variant_elapsed };
inline constexpr std::size_t most = working + 1;
}  // namespace count

struct SumKey {
    Subject subject = Subject::Status;
    std::int64_t tenant = 0;
    std::int64_t definition = 0;
    bool is_month = false;
    std::int32_t day = 0;  // since 2000-01-01; the first one of a month
    std::string name{};
    std::string other{};
    bool operator==(const SumKey&) const = default;
};

struct SumKeyHash {
    std::size_t operator()(const SumKey& key) const;
};

struct Sum {
    std::array<std::int64_t, count::most> counts{};
    Buckets buckets;

    void add(const Sum& other);
};

using Sums = std::unordered_map<SumKey, Sum, SumKeyHash>;

// To sums of days those of their months are added, and for people those of months in all definitions (definition 0).
void add_totals(Sums& sums);

// The separator of the nodes in the name of a variant: no id of a node has it.
inline constexpr char between_nodes = '\x1f';

}  // namespace wf::report
