// Any definition, any organisation, any commands, legal or not: what always holds. WF_SEED=n repeats one run,
// WF_STEPS=n takes longer.
#include "model.hpp"
#include "random_life.hpp"

#include "core/json/value_json.hpp"
#include "core/stored/redaction.hpp"

#include <set>

namespace wf::test {
namespace {

std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
    const char* text = std::getenv(variable);
    return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

std::string text_of(const Decision& decision) {
    if (const auto* refused = std::get_if<Rejection>(&decision))
        return "refused: " + refused->message + " " + refused->detail;
    std::string text;
    for (const Entry& entry : std::get<Accepted>(decision).entries)
        text += std::to_string(entry.seq) + " " + entry.action + " " + entry.actor + " " + entry.node + " " +
                events_to_json(entry.events) + "\n";
    return text;
}

// One instance from its start to its end, or until it has had enough.
class AnyLife {
public:
    explicit AnyLife(std::uint64_t seed)
        : random_(seed),
          world_(random_world(random_)),
          generator_(random_),
          text_(generator_.text()),
          definition_(compiled(text_)),
          life_(definition_, world_, {}) {
        life_.limits.max_nodes = 200;
        life_.clock = 1'000'000;
    }

    const std::string& definition_text() const { return text_; }
    const Seen& seen() const { return life_.seen; }
    int steps() const { return steps_; }

    void play() {
        command(start_command());
        if (life_.log().empty()) return;  // refused
        for (int step = 0; step < 30 && !testing::Test::HasFailure(); ++step) {
            if (random_.chance(5)) change_the_organisation();
            command(random_command());
            if (random_.chance(5)) life_.archive();
            if (is_final(life_.state().status) && random_.chance(50)) return;
        }
    }

    // To blank the entries and replay them, or to blank what they have led to, is the same.
    void expect_that_it_can_be_redacted() const {
        std::vector<std::string> names;
        if (const auto form = value_from_json(life_.state().data.text))
            for (const auto& [name, value] : form->as_context()) names.push_back(name);
        Redaction redaction{names};
        State blanked = life_.state();
        redaction.blank(blanked);
        std::vector<Entry> log = life_.log();
        for (Entry& entry : log) redaction.blank(entry.events);
        EXPECT_EQ(state_to_json(replay(log)), state_to_json(blanked)) << life_.way();
        EXPECT_FALSE(redaction.blank(blanked)) << state_to_json(blanked);
    }

private:
    Command by(PersonId actor, Act act) {
        life_.clock += random_.below(3) - 1;  // sometimes back: other servers, other clocks
        return Command{.act = std::move(act),
                       .actor = std::move(actor),
                       .by_administrator = random_.chance(3),
                       .at = life_.clock,
                       .comment = random_.chance(70) ? "c" : ""};
    }

    Command start_command() {
        std::vector<Choice> chosen;
        for (const std::string& node : generator_.nodes_chosen_at_start())
            if (random_.chance(80))
                chosen.push_back(
                    {.node = node,
                     .people = world_.active({random_.pick(everybody), random_.pick(everybody)})});
        return by(random_.pick(everybody), Start{.definition_version = 1,
                                                 .title = {},
                                                 .business_table = {},
                                                 .business_key = {},
                                                 .chosen = std::move(chosen),
                                                 .data = data()});
    }

    Json data() {
        return {"{\"x\":" + std::to_string(random_.below(10)) +
                ",\"again\":" + (random_.chance(50) ? "true" : "false") + "}"};
    }
    std::optional<Json> perhaps_data() { return random_.chance(30) ? std::optional{data()} : std::nullopt; }

    Command random_command() {
        std::vector<SeatId> open;
        for (const Seat& seat : life_.state().seats)
            if (seat.state == SeatState::Open) open.push_back(seat.id);
        if (!open.empty() && random_.chance(75)) {
            const Seat& seat = *life_.state().find_seat(random_.pick(open));
            std::vector<PersonId> signers{seat.holder};
            if (seat.holder.empty()) signers = world_.members(seat.candidates.front());
            return vote(signers.empty() ? random_.pick(everybody) : random_.pick(signers), seat.id);
        }
        const PersonId& actor = random_.pick(everybody);
        switch (random_.below(20)) {
            case 0: return by(actor, Withdraw{});
            case 1: return by(actor, Cancel{});
            case 2: return by(actor, Terminate{});
            case 3: return by(actor, Copy{.people = {random_.pick(everybody)}});
            case 4: return by(life_.state().initiator, Withdraw{});
            case 5:
            case 6:
            case 7: return by(actor, Comment{});
            case 8: return by(actor, SetData{.data = data()});
            case 9: return by(actor, SaveDraft{.task = any_task(), .data = data()});
            default: return vote(actor, any_task());
        }
    }

    SeatId any_task() {
        return SeatId{
            static_cast<std::uint32_t>(random_.below(static_cast<int>(life_.state().last_seat) + 2))};
    }

    Command vote(const PersonId& actor, SeatId task) {
        if (random_.chance(85)) return by(actor, Approve{.task = task, .data = perhaps_data()});
        return by(actor, Reject{.task = task, .data = perhaps_data()});
    }

    void change_the_organisation() {
        world_.people[random_.pick(everybody)].active = random_.chance(50);
        world_.people[random_.pick(everybody)].manager = random_.pick(everybody);
    }

    void command(const Command& command) {
        ++steps_;
        const Decision decision = life_.ask(command);
        EXPECT_EQ(text_of(decision), text_of(life_.ask(command))) << "the same question, another answer";
        const bool may = std::visit(MayDo{world_, life_.state(), command}, command.act);
        if (const auto* refused = std::get_if<Rejection>(&decision)) return check_refused(*refused, may);
        EXPECT_TRUE(may) << "nobody should have been allowed:\n" << text_of(decision);
        check_accepted(command, std::get<Accepted>(decision));
    }

    void check_refused(const Rejection& refused, bool may) {
        ++life_.seen["refused " + std::to_string(int(refused.code))];
        const bool later = refused.code == Code::NoFlowSelected ||
                           refused.code == Code::BusinessRowMissing ||
                           refused.code == Code::TooManySteps ||
                           refused.code == Code::BadChoice;
        EXPECT_TRUE(later || !may) << "should have been allowed: " << refused.message << " "
                                   << refused.detail;
    }

    void check_accepted(const Command& command, const Accepted& accepted) {
        if (const auto* approve = std::get_if<Approve>(&command.act))
            check_verdict(approve->task, true, accepted);
        if (const auto* reject = std::get_if<Reject>(&command.act))
            check_verdict(reject->task, false, accepted);
        for (const Entry& entry : accepted.entries) {
            ++life_.seen[entry.action];
            for (const Event& event : entry.events) check_event(event);
        }
        life_.take(accepted);
        check_standing_nodes();
        check_readers();
    }

    void check_verdict(SeatId task, bool approves, const Accepted& accepted) {
        const Verdict expected = expected_verdict(definition_, life_.state(), task, approves);
        const TokenId token = life_.state().find_seat(task)->token;
        Verdict verdict = Verdict::Pending;
        for (const Event& event : accepted.entries.front().events)
            if (const auto* completed = std::get_if<NodeCompleted>(&event);
                completed && completed->token == token)
                verdict = completed->outcome == "approved" ? Verdict::Approved : Verdict::Rejected;
        EXPECT_EQ(int(verdict), int(expected)) << text_of(Decision{accepted});
        EXPECT_EQ(accepted.entries.front().target == Status::Rejected, verdict == Verdict::Rejected);
    }

    void check_event(const Event& event) {
        if (const auto* created = std::get_if<SeatsCreated>(&event)) {
            EXPECT_FALSE(created->seats.empty());
            std::set<std::string> once;
            for (const Seat& seat : created->seats) {
                EXPECT_TRUE(seat.holder.empty() || world_.is_active(seat.holder))
                    << seat.holder << " has left";
                EXPECT_TRUE(once.insert(seat.who()).second) << seat.who() << " has two seats";
            }
        }
        if (const auto* copied = std::get_if<PeopleCopied>(&event))
            world_.participants.insert(copied->people.begin(), copied->people.end());
    }

    void check_standing_nodes() {
        for (const Token& token : life_.state().tokens) {
            const Mode mode = definition_.find_node(token.node)->approval.mode;
            int open = 0;
            std::int32_t last_open = 0;
            for (const Seat& seat : life_.state().seats) {
                if (seat.token != token.id) continue;
                open += seat.state == SeatState::Open;
                if (seat.state == SeatState::Open) last_open = seat.rank;
                EXPECT_TRUE(seat.candidates.empty() || mode == Mode::Any || token.by_policy ||
                            seat.candidates == std::vector<std::string>{"role:admin"})
                    << "a late-bound group in this mode";
                if (mode == Mode::Sequential && seat.state == SeatState::Waiting) {
                    EXPECT_LT(last_open, seat.rank) << "out of turn";
                }
            }
            if (mode == Mode::Sequential) {
                EXPECT_LE(open, 1) << "two at a time in a sequence";
            }
        }
    }

    // Those who only look must agree with the state, and change nothing.
    void check_readers() {
        std::size_t current = 0;
        for (const ProgressRow& row : progress(definition_, life_.log(), {}))
            current += row.state == ProgressState::Current;
        std::size_t standing = 0;
        for (const Seat& seat : life_.state().seats) standing += seat.state == SeatState::Open;
        for (const Token& token : life_.state().tokens) standing += !token.held.empty();
        EXPECT_EQ(current, standing) << "rows of progress that are current";
        if (!random_.chance(20)) return;
        const Outlook outlook = look_ahead(definition_, life_.state(), world_, 20, life_.limits);
        const std::span<const Entry> to_come = outlook.to_come();
        std::int64_t seq = life_.state().version;
        for (const Entry& entry : to_come) EXPECT_EQ(entry.seq, ++seq);
        EXPECT_GE(progress(definition_, life_.log(), outlook).size(), current);
        const Marking marking = mark(definition_, life_.state(), life_.log(), to_come);
        for (NodeIndex i = 0; i < definition_.nodes.size(); ++i) {
            const bool stands = std::any_of(
                life_.state().tokens.begin(), life_.state().tokens.end(),
                [&](const Token& token) { return token.node == definition_.nodes[i].id && !token.waits(); });
            EXPECT_EQ(marking.nodes[i].mark == Mark::Current, stands) << definition_.nodes[i].id;
        }
        for (const DiagramFormat format : {DiagramFormat::Text, DiagramFormat::Svg})
            EXPECT_FALSE(draw(definition_, marking, format, "en").empty());
    }

    Random random_;
    TestWorld world_;
    RandomDefinition generator_;
    std::string text_;
    Definition definition_;
    RandomLife life_;
    int steps_ = 0;
};

TEST(AnyProcess, KeepsTheInvariants) {
    const std::uint64_t most = number_from("WF_STEPS", 4'000);
    std::uint64_t seed = number_from("WF_SEED", 20'261'121);
    Seen seen;
    for (std::uint64_t steps = 0; steps < most && !HasFailure(); ++seed) {
        AnyLife life{seed};
        SCOPED_TRACE("WF_SEED=" + std::to_string(seed) + " WF_STEPS=1\n" + life.definition_text());
        life.play();
        life.expect_that_it_can_be_redacted();
        steps += static_cast<std::uint64_t>(life.steps());
        add(seen, life.seen());
    }
    if (most < 4'000 || HasFailure()) return;
    expect_seen(seen, {"start", "approve", "reject", "withdraw", "cancel", "terminate", "copy", "comment",
                       "assign", "hold"});
}

}  // namespace
}  // namespace wf::test
