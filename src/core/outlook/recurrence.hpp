// Has a look ahead been here before? A place of an instance, written down without what only counts up
// (numbers of tokens, seats and rounds; the time, if nobody asks for it): where two places are the same, the
// same follows. What the way may still depend on is in it: a counter in the form, a repeated activity,
// signatures that a rule asks for make every place another one. Standing delegations are taken to stay as
// they are.
#pragma once

#include "core/model/definition.hpp"
#include "core/outlook/outlook.hpp"
#include "core/model/state.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace wf {

class Recurrence {
public:
    // `now`: where the look ahead begins. `definition` outlives this.
    Recurrence(const Definition& definition, const State& now);

    // Notes the place after so many entries, and says which place (counted from 0) was the same.
    std::optional<std::size_t> come_to(const State& state, std::size_t entries);

    // Everything that could happen at that place has happened since, except this wait or called instance
    // there are others before it again and again.
    bool was_there(std::size_t place, WaitId wait) const { return wait.value <= places_[place].last_wait; }
    bool was_there(std::size_t place, TokenId token) const {
        return token.value <= places_[place].last_token;
    }

    // The last place is the same as `before`: the outlook is told up to where it comes to what it has told.
    void tell_once(std::size_t before, Outlook& outlook) const;

private:
    // A token, as whoever reads the outlook sees it.
    struct Standing {
        TokenId token;
        std::string where;
        std::string who;
    };
    struct Place {
        std::size_t entries;  // before it
        std::uint32_t last_token;
        std::uint32_t last_wait;
        std::vector<Standing> standing;
    };

    std::string key_of(const State& state);
    std::size_t number_of(const std::string& text);
    std::vector<Standing> standing_in(const State& state) const;
    bool look_alike(std::size_t a, std::size_t b, const std::vector<Entry>& entries) const;

    const Definition& definition_;
    const std::uint32_t last_token_now_;
    std::vector<Place> places_;
    std::unordered_map<std::string, std::size_t> place_of_key_;
    std::unordered_map<std::string, std::size_t> texts_;  // large ones by number
};

}  // namespace wf
