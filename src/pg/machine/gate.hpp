// May a row make a transition: its guard, and who lets it. The one gate of all ways: statements of whoever writes the table,
// wf.transition(), and what wf.transitions() shows.
#pragma once

#include "core/expression/value.hpp"
#include "pg/machine/attached_machine.hpp"
#include "pg/server/error.hpp"

#include <optional>
#include <string>

namespace wf::pg {

// The row, as contexts of its columns, before the change and after it.
struct RowChange {
    std::string row;  // "row 7 of table public.purchase"
    feel::Value old{}, now{};
};

// The change is needed to judge any of these: else its values can be left out.
bool asks_for_row(const std::vector<const Transition*>& transitions);

class Gate {
public:
    // `actor`: nobody, if no person is known. All has to outlive it.
    Gate(EngineRights& rights, const AttachedMachine& machine, const RowChange& change, std::optional<PersonId> actor,
         Access access);
    // What the engine writes itself follows from an approval, which has asked who: then only guards count.
    void trust_writer() { asks_who_ = false; }

    // Nothing: it may be made. An error in an expression is an error, never a refusal.
    std::optional<Error> refusal(const Transition& transition);
    // The state that it leads to. Throws WF508 if that is none of those that it declares.
    std::string target(const Transition& transition);

private:
    feel::Value evaluate(const feel::Expression& expression) const;
    bool may_act(const Transition& transition);
    ApproverRule answered(const ApproverRule& rule) const;
    bool may_read_row() const;
    std::string named_in_row(const std::string& source, std::initializer_list<std::string_view> columns) const;

    EngineRights& rights_;
    const AttachedMachine& machine_;
    const RowChange& change_;
    const std::optional<PersonId> actor_;
    const Access access_;
    bool asks_who_ = true;
};

// As messages have it: in quotes, or null.
std::string shown_state(const std::string& state);
// "draft" has "send" (to "sent"), "drop" (to "dropped"); for DETAIL.
std::string ways_out_of(const Machine& machine, const std::string& state);
// The state does not lead there. `hint`: where to ask.
[[noreturn]] void refuse_change_of_state(const AttachedMachine& machine, const std::string& row, const std::string& source,
                                         const std::string& target, const std::string& hint);

}  // namespace wf::pg
