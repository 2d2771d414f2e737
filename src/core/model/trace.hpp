// What a decision considers on its way, for those who ask why it comes out as it does. Nobody listens in a
// command: what is not asked for costs one comparison.
#pragma once

#include "core/model/definition.hpp"
#include "core/model/event.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace wf {

struct Candidate;  // approver/resolve.hpp

class Trace {
public:
    virtual ~Trace() = default;

    // A fact has been recorded in `entry`, which is not complete yet.
    virtual void happened(const Entry& entry, const Event& event) = 0;
    // An expression was evaluated; `names`: what it asked for, and got.
    virtual void evaluated(const feel::Expression& expression, const feel::Entries& names,
                           const feel::Value& result) = 0;
    // The condition evaluated last was that of a way out of `node`.
    virtual void chose(const Node& node, const Flow& flow) = 0;
    // The rules of a node were asked. `empty`: those of them that found nobody, by their place.
    virtual void asked(TokenId token, const std::vector<ApproverRule>& rules,
                       const std::vector<Candidate>& found, const std::vector<std::size_t>& empty) = 0;
};

}  // namespace wf
