#include "pg/host/row_expression.hpp"

#include "core/model/time.hpp"
#include "pg/server/settings.hpp"

#include <utility>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

class RowNames : public feel::Scope {
public:
    RowNames(feel::Value row, const feel::Zone& zone) : row_(std::move(row)), zone_(zone) {}
    std::optional<feel::Value> find(std::string_view name) override {
        const feel::Value* value = row_.get(name);
        return value ? std::optional{*value} : std::nullopt;
    }
    std::optional<feel::DateTime> now() override {
        return moment_of(GetCurrentTransactionStartTimestamp(), zone_);
    }

private:
    feel::Value row_;
    feel::Zone zone_;
};

}  // namespace

feel::Value evaluate_with(std::int64_t tenant, const feel::Expression& expression, const feel::Value& names) {
    const DecideLimits& limits = settings::decide_limits(tenant);
    const feel::LocalZone zone{limits.time_zone};
    RowNames scope{names, limits.time_zone};
    return expression.evaluate(scope, limits.expression, limits.interrupt);
}

feel::Value evaluate_on_row(std::int64_t tenant, const feel::Expression& expression, const BoundTable& table,
                            const SeenRow& row) {
    return evaluate_with(tenant, expression, document_of(table, row));
}

}  // namespace wf::pg
