// The way of a simulation in short, and what two of them differ in.
#pragma once

#include "core/simulate/simulate.hpp"

#include <string>
#include <vector>

namespace wf {

struct Stop {
    std::string node;    // of people or programs; the last one is the result
    std::string people;  // "lena", "carol, dan", "copy: heidi"; empty: none
    bool operator==(const Stop&) const = default;
};

// The nodes that somebody has to do with, and how it ends.
std::vector<Stop> route_of(const Definition& definition, const Simulation& simulation);

// "lead(lena) > board(carol, dan) > completed"
std::string text_of(const std::vector<Stop>& route);

// "board: carol -> dan; without hr(heidi); new cfo(frank)". Empty: they are the same.
std::string difference(const std::vector<Stop>& before, const std::vector<Stop>& after);

}  // namespace wf
