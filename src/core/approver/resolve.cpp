#include "core/approver/resolve.hpp"

#include <unordered_set>

namespace wf {
namespace {

class Resolver {
public:
    Resolver(bool late_bound, const State& state, std::string_view node, World& world)
        : late_bound_(late_bound), state_(state), node_(node), world_(world) {}

    // Gives whether the rule found anybody, met before or not.
    bool add(const ApproverRule& rule, std::size_t number) {
        number_ = number;
        found_any_ = false;
        ask(rule);
        return found_any_;
    }

    bool is_empty() const { return candidates_.empty(); }
    std::vector<Candidate> take() { return std::move(candidates_); }

private:
    void ask(const ApproverRule& rule) {
        switch (rule.kind) {
            case RuleKind::Users:
            case RuleKind::Expression:
            case RuleKind::FormField:
            case RuleKind::LastHandler:
            case RuleKind::Function:
                return add_people(world_.active(rule.users));
            case RuleKind::Initiator:
                return add_people(world_.active({state_.initiator}));
            case RuleKind::Role:
                return add_group("role:" + rule.role);
            case RuleKind::Position:
                return add_position(rule);
            case RuleKind::Department:
                return add_department(rule);
            case RuleKind::ReportingLine:
                return add_line(rule);
            case RuleKind::ChosenAtStart:
            case RuleKind::ChosenByPrevious:
                return add_chosen();
        }
    }

    void add_person(PersonId person) {
        found_any_ = found_any_ || !person.empty();
        if (person.empty() || !seen_.insert(person).second) return;
        candidates_.push_back(Candidate{.person = std::move(person), .group = {}, .rule = number_});
    }

    void add_people(std::vector<PersonId> people) {
        for (PersonId& person : people) add_person(std::move(person));
    }

    void add_group(std::string group) {
        std::vector<PersonId> members = world_.members(group);
        if (!late_bound_) return add_people(std::move(members));
        found_any_ = found_any_ || !members.empty();
        if (members.empty() || !seen_.insert(group).second) return;
        candidates_.push_back(Candidate{.person = {}, .group = std::move(group), .rule = number_});
    }

    std::string department_of(const ApproverRule& rule) {
        if (rule.department != "initiator") return rule.department;
        const std::optional<Person> initiator = world_.person(state_.initiator);
        return initiator ? initiator->department : std::string{};
    }

    void add_position(const ApproverRule& rule) {
        const std::string department = department_of(rule);
        if (department.empty() && !rule.department.empty())
            return;  // the initiator has none: not the same as anywhere
        add_people(world_.position_holders(rule.position, department));
    }

    void add_department(const ApproverRule& rule) {
        const std::string department = department_of(rule);
        if (department.empty()) return;
        if (rule.head) return add_person(world_.department_head(department));
        add_group("department:" + department);
    }

    // Of the owner of a document or form field: "person:ann", put there by node/people.cpp.
    PersonId line_start(const ApproverRule& rule) {
        if (rule.from.starts_with("person:")) return rule.from.substr(7);
        const bool from_previous = rule.from == "previous" && !state_.previous_approver.empty();
        return from_previous ? state_.previous_approver : state_.initiator;
    }

    void add_line(const ApproverRule& rule) {
        const PersonId from = line_start(rule);
        if (from.empty()) return;
        const bool that_level_only = rule.line.end == LineEnd::Level && !rule.line.continuous;
        for (const Superior& superior : world_.reporting_line(from, rule.line))
            if (!that_level_only || superior.level == rule.line.level) add_person(superior.id);
    }

    void add_chosen() {
        if (const std::vector<PersonId>* chosen = state_.find_choice(node_))
            add_people(world_.active(*chosen));
    }

    const bool late_bound_;
    const State& state_;
    const std::string_view node_;
    World& world_;
    std::size_t number_ = 0;
    bool found_any_ = false;
    std::vector<Candidate> candidates_;
    std::unordered_set<std::string> seen_;
};

}  // namespace

std::vector<Candidate> resolve(const std::vector<ApproverRule>& rules, Combine combine, bool late_bound,
                               const State& state, std::string_view node, World& world,
                               std::vector<std::size_t>* empty) {
    Resolver resolver{late_bound, state, node, world};
    for (std::size_t i = 0; i < rules.size(); ++i) {
        if (!resolver.add(rules[i], i) && empty) empty->push_back(i);
        if (combine == Combine::First && !resolver.is_empty()) break;
    }
    return resolver.take();
}

}  // namespace wf
