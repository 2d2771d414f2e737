// Blanks fields of the form in what is stored of an instance. It walks the field lists (fields.hpp), so no JSON that is added to
// them is left out: what it does not know as the form itself counts as made of the form. Text made of the form it has to know;
// redaction_test.cpp fails for a text field that nobody has decided on.
#pragma once

#include "core/model/event.hpp"
#include "core/model/state.hpp"

#include <set>
#include <string>
#include <vector>

namespace wf {

// What stands for a title that was made of the form.
inline constexpr std::string_view redacted_title = "***";

class Redaction {
public:
    explicit Redaction(const std::vector<std::string>& fields) : fields_(fields.begin(), fields.end()) {}

    // These tell whether anything had to be blanked.
    bool blank(std::vector<Event>& events);
    bool blank(State& state);
    // The members of an object that have the name of a field.
    bool blank_form(Json& form);
    // Whatever was made of the form: all values; of an object the names stay, of a list the length.
    bool blank_derived(Json& json);

    // Those of the fields that a form had, blank or not.
    const std::set<std::string>& found() const { return found_; }

private:
    std::set<std::string> fields_;
    std::set<std::string> found_;
};

}  // namespace wf
