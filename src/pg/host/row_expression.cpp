#include "pg/host/row_expression.hpp"

#include "core/model/time.hpp"
#include "pg/server/settings.hpp"

#include <utility>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

class RowNames : public feel::Scope {
public:
    explicit RowNames(feel::Value row) : row_(std::move(row)) {}
    std::optional<feel::Value> find(std::string_view name) override {
        const feel::Value* value = row_.get(name);
        return value ? std::optional{*value} : std::nullopt;
    }
    std::optional<feel::DateTime> now() override {
        return moment_of(GetCurrentTransactionStartTimestamp(), settings::decide_limits().time_zone);
    }

private:
    feel::Value row_;
};

}  // namespace

feel::Value evaluate_on_row(const feel::Expression& expression, const BoundTable& table, const SeenRow& row) {
    const DecideLimits& limits = settings::decide_limits();
    RowNames names{document_of(table, row)};
    return expression.evaluate(names, limits.expression, limits.interrupt);
}

}  // namespace wf::pg
