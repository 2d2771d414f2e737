// given(definition).start("ann").when("bob", approve(1)).then({events}) or .rejects(code).
// Every accepted decision is checked against invariants.hpp, every refusal against PostgreSQL's voice.
#pragma once

#include "core/base/local_message.hpp"
#include "definitions.hpp"
#include "invariants.hpp"
#include "test_world.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace wf::test {

// std::source_location, which clang 14 does not have.
class Where {
public:
    static constexpr Where current(const char* file = __builtin_FILE(), int line = __builtin_LINE()) { return {file, line}; }
    const char* file_name() const { return file_; }
    int line() const { return line_; }

private:
    constexpr Where(const char* file, int line) : file_{file}, line_{line} {}

    const char* file_;
    int line_;
};

inline std::optional<Json> as_data(std::string_view json) {
    return json.empty() ? std::nullopt : std::optional{Json{quoted(json)}};
}
inline Act approve(std::uint32_t task, std::string_view data = {}) {
    return Approve{.task = SeatId{task}, .data = as_data(data)};
}
inline Act reject(std::uint32_t task, std::string_view data = {}) {
    return Reject{.task = SeatId{task}, .data = as_data(data)};
}
inline Act complete(std::uint32_t task, std::string_view data = {}) {
    return Complete{.task = SeatId{task}, .data = as_data(data)};
}
inline Act complete_job(std::uint32_t job, std::string_view data = {}) {
    return CompleteJob{.job = WaitId{job}, .data = as_data(data)};
}
inline Act fail_job(std::uint32_t job, std::string error, std::string code = {}) {
    return FailJob{
        .job = WaitId{job}, .error = std::move(error), .retry_after = {}, .error_code = std::move(code)};
}
inline Act start_with(std::string_view data, std::vector<Choice> chosen = {}) {
    return Start{.definition_version = 1,
                 .title = {},
                 .business_table = {},
                 .business_key = {},
                 .chosen = std::move(chosen),
                 .data = Json{quoted(data)}};
}

inline Seat seat(std::uint32_t id, std::uint32_t token, std::int32_t rank, PersonId person,
                 SeatState state = SeatState::Open) {
    return Seat{.id = SeatId{id},
                .token = TokenId{token},
                .rank = rank,
                .principal = person,
                .holder = person,
                .candidates = {},
                .weight = 1,
                .state = state,
                .path = {},
                .givers = {}};
}

// Of an instance of the definition "k" without a title and a row.
inline Event started_by(PersonId initiator, std::string_view data = "{}") {
    return InstanceStarted{.initiator = std::move(initiator),
                           .definition = "k",
                           .definition_version = 1,
                           .title = {},
                           .business_table = {},
                           .business_key = {},
                           .chosen = {},
                           .data = Json{quoted(data)}};
}

// One event a line, in the stored form.
inline std::string text_of(const std::vector<Event>& events) {
    std::string text;
    for (const Event& event : events) {
        const std::string list = events_to_json({event});
        text += list.substr(1, list.size() - 2) + "\n";
    }
    return text;
}

class Story {
public:
    explicit Story(Definition definition)
        : definition_(std::make_unique<Definition>(std::move(definition))) {}
    Story(Story&&) = default;
    ~Story() { expect_no_surprise(); }

    TestWorld world = company();
    DecideLimits limits;
    bool may_get_stuck = false;     // the definition is not sound, and the test is about that
    bool by_administrator = false;  // does the database role of whoever commands administer the engine?

    Story& start(const PersonId& by, std::string_view data = "{}", std::vector<Choice> chosen = {},
                 Where where = Where::current()) {
        return when(by, start_with(data, std::move(chosen)), "", where);
    }

    Story& start_at(const PersonId& by, Instant now, Where where = Where::current()) {
        return when_at(by, start_with("{}"), now, where);
    }
    Story& when_at(const PersonId& actor, Act act, Instant now, Where where = Where::current()) {
        clock_ = now - 1'000'000;
        return when(actor, std::move(act), "", where);
    }

    Story& when(const PersonId& actor, Act act, std::string comment = "", Where where = Where::current()) {
        expect_no_surprise();
        where_ = where;
        testing::ScopedTrace trace{where.file_name(), int(where.line()), "when"};
        clock_ += 1'000'000;
        const Command command{.act = std::move(act),
                              .actor = actor,
                              .by_administrator = by_administrator,
                              .at = clock_,
                              .comment = std::move(comment),
                              .as_of = as_of_};
        Decision decision = decide(*definition_, state_, command, world, limits);
        rejection_.reset();
        last_.clear();
        if (auto* refused = std::get_if<Rejection>(&decision)) {
            rejection_ = std::make_unique<Rejection>(in_english(std::move(*refused)));
            surprise_ = true;
            expect_voice(*rejection_);
        } else {
            accept(std::get<Accepted>(std::move(decision)));
        }
        return *this;
    }

    // The command was accepted as one log entry with exactly these events.
    Story& then(const std::vector<Event>& events, Where where = Where::current()) {
        testing::ScopedTrace trace{where.file_name(), int(where.line()), "then"};
        expect_no_surprise();
        EXPECT_EQ(last_.size(), 1u) << "with automatic decisions there are more: use entries()";
        EXPECT_EQ(text_of(last_.empty() ? std::vector<Event>{} : last_.front().events), text_of(events));
        return *this;
    }

    // The command was refused with this code; `part`: of its message, DETAIL or HINT.
    Story& rejects(Code code, std::string_view part = {}, Where where = Where::current()) {
        testing::ScopedTrace trace{where.file_name(), int(where.line()), "rejects"};
        surprise_ = false;
        if (!rejection_) {
            ADD_FAILURE() << "was accepted";
            return *this;
        }
        const std::string said = rejection_->message + "\n" + rejection_->detail + "\n" + rejection_->hint;
        EXPECT_EQ(int(rejection_->code), int(code)) << said;
        EXPECT_NE(said.find(part), std::string::npos) << said;
        return *this;
    }

    // Whose turn it is: "1:ann 2:role:board".
    std::string open() const {
        std::string text;
        for (const Seat& seat : state_.seats)
            if (seat.state == SeatState::Open)
                text += (text.empty() ? "" : " ") + std::to_string(seat.id.value) + ":" + seat.who();
        return text;
    }
    // The nodes that tokens stand on, "lead"; those they wait before, "(join)".
    std::string at() const {
        std::string text;
        for (const Token& token : state_.tokens)
            text += (text.empty() ? "" : " ") + (token.waits() ? "(" + token.node + ")" : token.node);
        return text;
    }
    // The nodes whose events are armed.
    std::string armed() const {
        std::string text;
        for (const Wait& wait : state_.waits) text += (text.empty() ? "" : " ") + wait.node;
        return text;
    }

    // The open task, or the armed wait, of a node: the oldest if there are several.
    std::uint32_t task(std::string_view node) const {
        for (const Seat& seat : state_.seats)
            if (seat.state == SeatState::Open && state_.find_token(seat.token)->node == node)
                return seat.id.value;
        ADD_FAILURE() << "no open task of " << node << " at " << at();
        return 0;
    }
    WaitId wait(std::string_view node) const {
        for (const Wait& wait : state_.waits)
            if (wait.node == node) return wait.id;
        ADD_FAILURE() << "nothing armed of " << node << ", only " << armed();
        return {};
    }

    // What the clock, others and workers do.
    Story& completes(const std::string& node, std::string_view data = {}, Where where = Where::current()) {
        return when("ann", complete(task(node), data), "", where);
    }
    Story& fires(const std::string& node, Where where = Where::current()) {
        const WaitId id = wait(node);
        if (const Wait* timer = state_.find_wait(id)) clock_ = std::max(clock_, timer->due_at);
        return when(PersonId{system_actor}, FireTimer{.wait = id}, "", where);
    }
    // The clock is past its moment, or is said to be for a try.
    Story& fires_late(const std::string& node, Instant now, Where where = Where::current()) {
        return when_at(PersonId{system_actor}, FireTimer{.wait = wait(node)}, now, where);
    }
    Story& fires_as_of(const std::string& node, Instant moment, Where where = Where::current()) {
        as_of_ = moment;
        when(PersonId{system_actor}, FireTimer{.wait = wait(node)}, "", where);
        as_of_ = 0;
        return *this;
    }
    Story& gets_message(const std::string& node, std::string_view data = "{}",
                        Where where = Where::current()) {
        return when(PersonId{system_actor}, TakeMessage{.wait = wait(node), .data = Json{quoted(data)}}, "",
                    where);
    }
    Story& gets_signal(const std::string& node, std::string_view data = "{}",
                       Where where = Where::current()) {
        return when(PersonId{system_actor}, TakeSignal{.wait = wait(node), .data = Json{quoted(data)}}, "",
                    where);
    }
    Story& works_on(const std::string& node, std::string_view data = {}, Where where = Where::current()) {
        return when("worker", complete_job(wait(node).value, data), "", where);
    }
    // Nodes in the order in which tokens entered them, since the start.
    std::string way() const {
        std::string text;
        for (const Entry& entry : log_)
            for (const Event& event : entry.events)
                if (const auto* entered = std::get_if<NodeEntered>(&event))
                    text += (text.empty() ? "" : " ") + entered->node;
        return text;
    }
    int times(std::string_view node) const {
        int count = 0;
        for (const Entry& entry : log_)
            for (const Event& event : entry.events)
                if (const auto* entered = std::get_if<NodeEntered>(&event)) count += entered->node == node;
        return count;
    }
    Status status() const { return state_.status; }
    const State& state() const { return state_; }
    const Definition& definition() const { return *definition_; }
    const std::vector<Entry>& entries() const {
        return last_;
    }  // of the last command; none if it was refused
    const std::vector<Entry>& log() const { return log_; }

private:
    void accept(Accepted accepted) {
        last_ = accepted.entries;
        log_.insert(log_.end(), last_.begin(), last_.end());
        EXPECT_EQ(problem_of(state_, log_, accepted, may_get_stuck ? nullptr : definition_.get()), "");
        row_.take(accepted.state, last_.front().seq);
        EXPECT_EQ(row_.problem(accepted.state), "");
        state_ = std::move(accepted.state);
        for (const Entry& entry : last_) remember(entry);
        world.entries = log_;
    }

    // What the adapter reads from its tables.
    void remember(const Entry& entry) {
        world.participants.insert(entry.actor);
        const TaskEnding ending{.actor = entry.actor, .action = entry.action, .at = entry.at};
        if (entry.task.value) world.endings[entry.task.value] = ending;
        for (const Event& event : entry.events) {
            if (const auto* copied = std::get_if<PeopleCopied>(&event))
                world.participants.insert(copied->people.begin(), copied->people.end());
            if (const auto* closed = std::get_if<SeatsClosed>(&event))
                for (const SeatId id : closed->seats) world.endings[id.value] = ending;
        }
    }

    void expect_no_surprise() {
        if (!std::exchange(surprise_, false)) return;
        ADD_FAILURE_AT(where_.file_name(), int(where_.line()))
            << "was refused: " << rejection_->message << "\n"
            << rejection_->detail;
    }

    static Rejection in_english(Rejection refused) {
        for (std::string* text : {&refused.message, &refused.detail, &refused.hint})
            *text = in_language(*text, "en");
        return refused;
    }

    // Message: no capital, no full stop. DETAIL and HINT: sentences.
    static void expect_voice(const Rejection& refused) {
        ASSERT_FALSE(refused.message.empty());
        EXPECT_FALSE(std::isupper(static_cast<unsigned char>(refused.message.front()))) << refused.message;
        EXPECT_NE(refused.message.back(), '.') << refused.message;
        for (const std::string& sentence : {refused.detail, refused.hint}) {
            if (!sentence.empty()) {
                EXPECT_EQ(sentence.back(), '.') << sentence;
            }
        }
    }

    std::unique_ptr<Definition> definition_;
    State state_;
    StoredRow row_;
    std::vector<Entry> log_;
    std::vector<Entry> last_;
    std::unique_ptr<Rejection> rejection_;
    bool surprise_ = false;  // refused, and no rejects() has said so yet
    Where where_ = Where::current();
    Instant clock_ = 0;
    Instant as_of_ = 0;
};

inline Story given(std::string_view definition) { return Story{compiled(definition)}; }

}  // namespace wf::test
