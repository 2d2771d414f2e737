// What the expressions of a definition know of their names before an instance runs.
#pragma once

#include "core/model/definition.hpp"
#include "core/expression/check.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace wf::compiler {

class DefinitionScope : public feel::StaticScope {
public:
    // `row`: what is known of the business row. The definition must outlive this.
    explicit DefinitionScope(const Definition& definition, feel::StaticType row = {});

    // The innermost node whose variables are known.
    void look_from(NodeIndex node) { from_ = node; }

    // Without a declared form, or with an open one, every name may be there. With one, nullopt: no such field, and no variable of
    // the engine's; whether a loop has such a variable is not known here, so of those nothing is told.
    std::optional<feel::StaticType> find(std::string_view name) const override;
    std::vector<std::string_view> names() const override;
    // Its decisions, which are functions too.
    feel::Vocabulary vocabulary() const;
    feel::StaticType result_of(std::string_view decision) const override;

private:
    const Definition& definition_;
    feel::StaticType row_, initiator_, outcome_;
    NodeIndex from_ = no_node;
};

}  // namespace wf::compiler
