#include "core/stored/redaction.hpp"

#include "core/stored/event_json.hpp"
#include "core/stored/fields.hpp"
#include "core/stored/state_json.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace wf::test {
namespace {

constexpr const char* secret = "secret";

// Puts the secret wherever a struct has room for text or JSON.
class Filling {
public:
    template <class V>
    void operator()(std::string_view, V& value) {
        fill(value);
    }
    void time(std::string_view, Instant&) {}

    static void fill(std::string& text) { text = secret; }
    static void fill(Json& json) { json.text = R"({"field": "secret"})"; }
    static void fill(bool& flag) { flag = true; }
    template <class T>
    static void fill(std::vector<T>& items) {
        fill(items.emplace_back());
    }
    template <class T>
    static void fill(T& value) {
        Filling filling;
        if constexpr (requires { fields(filling, value); }) fields(filling, value);
    }
};

// Where it still is: names of structs and fields.
class Finding {
public:
    template <class V>
    void operator()(std::string_view name, V& value) {
        find(std::string{name}, value);
    }
    void time(std::string_view, Instant&) {}

    void find(const std::string& path, std::string& text) {
        if (text == secret) found.insert(prefix + path);
    }
    void find(const std::string& path, Json& json) {
        if (json.text.find(secret) != std::string::npos) found.insert(prefix + path);
    }
    template <class T>
    void find(const std::string& path, std::vector<T>& items) {
        for (T& item : items) find(path, item);
    }
    template <class T>
    void find(const std::string& path, T& value) {
        Finding within{.prefix = prefix + path + ".", .found = {}};
        if constexpr (requires { fields(within, value); }) fields(within, value);
        found.merge(within.found);
    }

    std::string prefix;
    std::set<std::string> found;
};

template <class... Kinds>
std::set<std::string> left_in_events(const std::variant<Kinds...>*) {
    std::set<std::string> left;
    const auto look = [&]<class Kind>(Kind event) {
        Filling::fill(event);
        std::vector<Event> events{std::move(event)};
        Redaction{{"field"}}.blank(events);
        Finding finding{.prefix = std::string{Kind::type} + ".", .found = {}};
        std::visit([&](auto& fact) { fields(finding, fact); }, static_cast<AnyEvent&>(events.front()));
        left.merge(finding.found);
    };
    (look(Kinds{}), ...);
    return left;
}

// A new text field of an event fails here: is it made of the form? Then redaction.cpp blanks it. If not, it belongs here: ids of
// nodes and people, names from the definition, codes, durations, and what people and workers have said, which is no form.
TEST(Redaction, LeavesNoValueOfTheFormInAnyEvent) {
    std::set<std::string> last;  // what the struct calls the field, whichever event has it
    for (const std::string& path : left_in_events(static_cast<AnyEvent*>(nullptr)))
        last.insert(path.substr(path.rfind('.') + 1));
    EXPECT_EQ(last, (std::set<std::string>{
                        "added_by", "after", "approvers", "business_key", "business_table", "by", "candidates", "chain", "changed_by", "code",
                        "definition", "error", "fields", "flow", "from", "givers", "hash", "held", "holder", "initiator", "name", "node", "outcome",
                        "path", "people", "person", "policy", "previous_approver", "principal", "reason", "remaining", "serial_no", "span", "to", "undone", "used", "whose"}));
}

TEST(Redaction, BlanksAFormByItsFieldsAndNoOthers) {
    std::vector<Event> events{DataChanged{.data = {R"({"iban": "DE1", "days": 3, "more": {"iban": 1}})"}}};
    Redaction redaction{{"iban", "phone"}};
    EXPECT_TRUE(redaction.blank(events));
    EXPECT_EQ(std::get<DataChanged>(events.front()).data.text, R"({"iban":null,"days":3,"more":{"iban":1}})");
    EXPECT_FALSE(redaction.blank(events)) << "nothing is left";
    EXPECT_EQ(redaction.found(), std::set<std::string>{"iban"});
}

TEST(Redaction, BlanksWhatWasMadeOfTheFormWhole) {
    std::vector<Event> events{LoopStarted{.token = TokenId{1}, .total = 2, .items = {R"(["a", {"b": 1}])"}},
                              InstanceAdded{.token = TokenId{1}, .item = {}},
                              VariablesChanged{.token = TokenId{1}, .data = {R"({"x": [1], "y": null})"}}};
    EXPECT_TRUE(Redaction{{"iban"}}.blank(events));
    EXPECT_EQ(std::get<LoopStarted>(events[0]).items.text, "[null,null]");
    EXPECT_EQ(std::get<InstanceAdded>(events[1]).item.text, "");
    EXPECT_EQ(std::get<VariablesChanged>(events[2]).data.text, R"({"x":null,"y":null})");
}

TEST(Redaction, LeavesATitleThatSomebodyGaveByHand) {
    std::vector<Event> events{InstanceStarted{.title = "Leave"}, InstanceStarted{.title = "Leave of Ann", .is_titled_by_row = true}};
    EXPECT_TRUE(Redaction{{"iban"}}.blank(events));
    EXPECT_EQ(std::get<InstanceStarted>(events[0]).title, "Leave");
    EXPECT_EQ(std::get<InstanceStarted>(events[1]).title, redacted_title);
}

TEST(Redaction, BlanksTheStateToo) {
    State state;
    state.data = {R"({"iban": "DE1"})"};
    state.seats.emplace_back().draft = {R"({"iban": "DE2"})"};
    EXPECT_TRUE(Redaction{{"iban"}}.blank(state));
    EXPECT_EQ(state.data.text, R"({"iban":null})");
    EXPECT_EQ(state.seats.front().draft.text, R"({"iban":null})");
}

}  // namespace
}  // namespace wf::test
