// Writes down what a simulation is told.
#pragma once

#include "core/approver/resolve.hpp"
#include "core/simulate/simulate.hpp"
#include "core/model/trace.hpp"

#include <functional>
#include <map>

namespace wf {

class Recorder : public Trace {
public:
    Recorder(const Definition& definition, const SimulationOptions& options)
        : definition_(definition), options_(options) {}

    void happened(const Entry& entry, const Event& event) override;
    void evaluated(const feel::Expression& expression, const feel::Entries& names,
                   const feel::Value& result) override;
    void chose(const Node& node, const Flow& flow) override;
    void asked(TokenId token, const std::vector<ApproverRule>& rules, const std::vector<Candidate>& found,
               const std::vector<std::size_t>& empty) override;

    // Where a running instance is, before anything more happens.
    void stands(const State& state);
    // What was told of these, which have only just been entered.
    void leave_out(const std::vector<TokenId>& tokens);
    void ends(std::string result, std::string detail);

    // By step; what belongs to one step in the order in which it was told.
    std::vector<SimulationRow> take();

private:
    struct Place {
        std::int32_t step = 0;
        const Node* node = nullptr;
        std::map<std::string, std::string, std::less<>> rule_of;  // who was found: by which rule
        std::size_t found = 0;
        std::string policy;  // its seats come from on_no_approver
    };
    struct Evaluation {
        std::string text;
        std::string result;
        std::string values;
    };

    SimulationRow& add(std::int32_t step, Told what, std::string node);
    SimulationRow& add(TokenId token, Told what);
    Place& place_of(TokenId token) { return places_[token.value]; }
    void enter(TokenId token, const Node& node, std::int32_t round);
    void seat(const Seat& seat);
    void tell_seat(const Place& place, const Seat& seat, const std::string& who);
    std::string rule_for(const Place& place, const std::string& who) const;
    std::string told(const ApproverRule& rule) const;
    void wait(const Wait& wait);

    struct Facts;

    const Definition& definition_;
    const SimulationOptions& options_;
    std::vector<SimulationRow> rows_;
    std::map<std::uint32_t, Place> places_;  // by token
    struct SeatPlace {
        TokenId token;
        std::string who;
    };
    std::map<std::uint32_t, SeatPlace> seats_;                  // by seat
    std::map<std::string, TokenId, std::less<>> entered_last_;  // by node
    std::int32_t steps_ = 0;
    std::int32_t leaving_ = 0;  // the step whose node was left last
    Evaluation last_;
};

}  // namespace wf
