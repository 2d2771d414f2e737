// Many simulations of one definition, and what they have in common: what its author should know before it is
// used.
#pragma once

#include "core/simulate/simulate.hpp"

#include <compare>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace wf {

struct SurveyFinding {
    std::string severity;  // error, warning, info
    std::string code;      // docs/reference/sql/simulating.md lists them
    std::string node;
    std::string rule;
    std::string message;
    std::vector<PersonId> people;  // the first of the initiators it is about
    std::size_t count = 0;         // how many they are
    std::size_t of = 0;            // of how many
    std::size_t data_set = 0;      // the first with which it was seen, from 1; 0: does not apply
};

class Survey {
public:
    explicit Survey(const Definition& definition) : definition_(definition) {}
    // What waits for administrators waits for ever.
    bool nobody_administers = false;

    void add(const PersonId& initiator, std::size_t data_set, const Simulation& simulation);
    // Errors first; each with the initiators of any data set.
    std::vector<SurveyFinding> findings() const;

private:
    enum class Weight { Error, Warning };
    struct Key {
        Weight weight;
        std::string code;
        std::string node;
        std::string rule;
        std::string text;
        auto operator<=>(const Key&) const = default;
    };
    struct Seen {
        std::set<PersonId> people;
        std::size_t data_set = 0;
    };

    void note(Key key, const PersonId& initiator, std::size_t data_set);
    void look_at(const SimulationRow& row, const PersonId& initiator, std::size_t data_set);
    void look_at_end(const SimulationRow& row, const Simulation& simulation, const PersonId& initiator,
                     std::size_t data_set);
    static std::string message_of(const Key& key, const std::string& whom);
    void add_unreached(std::vector<SurveyFinding>& findings) const;

    const Definition& definition_;
    std::set<PersonId> initiators_;
    std::set<std::string> entered_;
    std::map<Key, Seen> seen_;
};

}  // namespace wf
