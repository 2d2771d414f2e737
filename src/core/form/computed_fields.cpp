#include "core/form/computed_fields.hpp"

#include <algorithm>
#include <cstdint>
#include <unordered_map>

namespace wf {
namespace {

using Indexes = std::vector<std::size_t>;

// Which computed fields each field follows from; of a field that is not computed: none.
std::vector<Indexes> sources_of(const Form& form, std::span<const DecisionTable> decisions) {
    std::unordered_map<std::string_view, std::size_t> computed;
    for (std::size_t i = 0; i < form.fields.size(); ++i)
        if (form.fields[i].computed) computed.emplace(form.fields[i].name, i);
    std::vector<Indexes> sources(form.fields.size());
    for (const auto& [field, i] : computed)
        for (const std::string_view name : names_asked(*form.fields[i].computed, decisions))
            if (const auto found = computed.find(name); found != computed.end())
                sources[i].push_back(found->second);
    return sources;
}

// Depth first, with a stack of its own: a form may have thousands of fields in a row.
class Ordering {
public:
    explicit Ordering(const std::vector<Indexes>& sources)
        : sources_{sources}, seen_(sources.size(), Seen::No) {}

    // False: there is a cycle, and `order.cycle` has it.
    bool visit(std::size_t field, ComputedOrder& order) {
        if (seen_[field] == Seen::Yes) return true;
        enter(field);
        while (!way_.empty()) {
            Place& at = way_.back();
            if (at.next == sources_[at.field].size()) {
                seen_[at.field] = Seen::Yes;
                order.fields.push_back(at.field);
                way_.pop_back();
                continue;
            }
            const std::size_t source = sources_[at.field][at.next++];
            if (seen_[source] == Seen::OnTheWay) return tell_cycle(source, order), false;
            if (seen_[source] == Seen::No) enter(source);
        }
        return true;
    }

private:
    enum class Seen : std::uint8_t { No, OnTheWay, Yes };
    struct Place {
        std::size_t field;
        std::size_t next = 0;
    };

    void enter(std::size_t field) {
        seen_[field] = Seen::OnTheWay;
        way_.push_back({.field = field});
    }

    void tell_cycle(std::size_t begin, ComputedOrder& order) const {
        const auto first = std::ranges::find(way_, begin, &Place::field);
        for (auto at = first; at != way_.end(); ++at) order.cycle.push_back(at->field);
    }

    const std::vector<Indexes>& sources_;
    std::vector<Seen> seen_;
    std::vector<Place> way_;
};

}  // namespace

std::vector<const feel::Expression*> expressions_of(const DecisionTable& table) {
    std::vector<const feel::Expression*> all;
    for (const DecisionInput& input : table.inputs) {
        all.push_back(&input.expression);
        if (input.values) all.push_back(&*input.values);
    }
    for (const DecisionOutput& output : table.outputs)
        if (output.otherwise) all.push_back(&*output.otherwise);
    for (const DecisionRule& rule : table.rules) {
        for (const std::optional<feel::Expression>& cell : rule.when)
            if (cell) all.push_back(&*cell);
        for (const feel::Expression& cell : rule.then) all.push_back(&cell);
    }
    return all;
}

std::vector<std::string_view> names_asked(const feel::Expression& expression,
                                          std::span<const DecisionTable> decisions) {
    std::vector<std::string_view> names;
    std::vector<const DecisionTable*> used;
    std::vector<const feel::Expression*> open{&expression};
    const auto use = [&](std::string_view name) {
        const auto table = std::ranges::find(decisions, name, &DecisionTable::name);
        if (table == decisions.end() || std::ranges::find(used, &*table) != used.end()) return;
        used.push_back(&*table);
        for (const feel::Expression* more : expressions_of(*table)) open.push_back(more);
    };
    while (!open.empty()) {
        const feel::Expression& next = *open.back();
        open.pop_back();
        for (const feel::Expression::Name& name : next.names()) {
            names.emplace_back(name.name);
            use(name.name);
        }
        for (const feel::Expression::Name& function : next.functions()) use(function.name);
    }
    return names;
}

ComputedOrder order_of_computed(const Form& form, std::span<const DecisionTable> decisions) {
    ComputedOrder order;
    const bool has_computed =
        std::ranges::any_of(form.fields, [](const Field& field) { return field.computed.has_value(); });
    if (!has_computed) return order;
    const std::vector<Indexes> sources = sources_of(form, decisions);
    Ordering ordering{sources};
    for (std::size_t i = 0; i < form.fields.size(); ++i)
        if (form.fields[i].computed && !ordering.visit(i, order)) return order;
    return order;
}

}  // namespace wf
