#include "core/step/step.hpp"

#include "core/form/form_value.hpp"
#include "core/log/evolve.hpp"
#include "core/step/condition_scope.hpp"

#include <algorithm>

namespace wf {

Step::Step(const Definition& definition, State state, const Command& command, World& world,
           const DecideLimits& limits)
    : definition_(definition), state_(std::move(state)), command_(command), world_(world), limits_(limits) {
    const std::string_view action = std::visit([](const auto& act) { return act.action; }, command.act);
    open_entry(action, command.actor, command.comment);
}

Step::~Step() = default;

ConditionScope& Step::scope(TokenId at) {
    if (!scope_)
        scope_ =
            std::make_unique<ConditionScope>(definition_, state_, world_, now(), zone(), limits_.kept_form);
    scope_->look_from(at);
    return *scope_;
}

const WorkingCalendar* Step::calendar(const std::string& id) {
    auto known = calendars_.find(id);
    if (known == calendars_.end()) known = calendars_.emplace(id, world_.calendar(id)).first;
    return known->second ? &*known->second : nullptr;
}

const std::optional<RowFields>& Step::row() {
    if (!is_row_read_) row_ = world_.row_fields();
    is_row_read_ = true;
    return row_;
}

void Step::write_row(const feel::Entries& fields) {
    const std::optional<Form>& form = definition_.form;
    feel::Entries written = fields;
    for (auto& [name, value] : written)
        if (const Field* field = form ? form->find(name) : nullptr)
            value = with_offset(field->type, std::move(value), zone());
    world_.write_row(written);
    forget_row();
}

void Step::forget_row() {
    is_row_read_ = false;
    if (scope_) scope_->forget_business_row();
}

// A scope that loses its last token is complete; a look at those that lost one is enough.
void Step::note_touched(const Event& event) {
    const auto touch = [&](TokenId id) {
        if (const Token* token = state_.find_token(id)) touched_.push_back(token->scope);
    };
    if (const auto* completed = std::get_if<NodeCompleted>(&event)) touch(completed->token);
    if (const auto* canceled = std::get_if<TokensCanceled>(&event))
        for (const TokenId id : canceled->tokens) touch(id);
    if (const auto* merged = std::get_if<TokensMerged>(&event))
        for (const TokenId id : merged->tokens) touch(id);
}

void Step::emit(Event event) {
    note_touched(event);
    evolve(state_, event);
    if (limits_.trace) limits_.trace->happened(entry(), event);
    entry().events.push_back(std::move(event));
}

void Step::open_entry(std::string_view action, PersonId actor, std::string comment) {
    entries_.push_back(Entry{.seq = state_.version + 1,
                             .at = std::max(command_.at, state_.last_at),
                             .action = std::string{action},
                             .actor = std::move(actor),
                             .on_behalf_of = {},
                             .task = {},
                             .node = {},
                             .comment = std::move(comment),
                             .source = state_.status,
                             .target = state_.status,
                             .cause = entries_.empty() ? 0 : entries_.front().seq,
                             .events = {},
                             .as_of = command_.as_of});
}

// emit() has evolved the state already; what an entry adds to its events is version and time.
void Step::close_entry() {
    entry().target = state_.status;
    apply(state_, Entry{.seq = entry().seq,
                        .at = entry().at,
                        .action = {},
                        .actor = {},
                        .on_behalf_of = {},
                        .task = {},
                        .node = {},
                        .comment = {},
                        .events = {}});
}

Accepted Step::take() {
    close_entry();
    return Accepted{.state = std::move(state_), .entries = std::move(entries_)};
}

}  // namespace wf
