// wf._tally: what the reports count, of a part of the log. wf._recent_sums: of what is not in wf.rollup yet.
#include "core/report/sums.hpp"
#include "pg/people/caller.hpp"
#include "pg/reads/log_tally.hpp"
#include "pg/server/arguments.hpp"
#include "pg/server/as_engine.hpp"
#include "pg/server/row_set.hpp"
#include "pg/server/sha256.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

std::size_t counts_of(report::Subject subject) {
    using report::Subject;
    namespace count = report::count;
    switch (subject) {
        case Subject::Status:
        case Subject::Origin:
            return count::status_elapsed + 1;
        case Subject::Node:
            return count::nobody + 1;
        case Subject::Work:
        case Subject::Person:
        case Subject::Department:
            return count::working + 1;
        case Subject::Flow:
            return count::flow_elapsed + 1;
        case Subject::Variant:
            return count::variant_elapsed + 1;
    }
    return 0;
}

// Names may be longer than an entry of an index.
std::string key_of(const report::SumKey& key) {
    return sha256(std::to_string(key.name.size()) + ":" + key.name + key.other).substr(0, 16);
}

Param counts_array(const report::SumKey& key, const report::Sum& sum) {
    return int8_array({sum.counts.begin(), sum.counts.begin() + static_cast<std::ptrdiff_t>(counts_of(key.subject))});
}

Param subject_name(report::Subject subject) { return text(line_of(report::subject_names, subject)); }

// Nothing: the caller sees those of all definitions.
std::optional<std::vector<std::int64_t>> reported_definitions() {
    constexpr std::int64_t all = -1;
    static Statement select{"SELECT pg_catalog.unnest(coalesce(wf._reported_definitions(), '{-1}'))", {}};
    Spi spi;
    const Rows rows = select.run({}, Access::ReadOnly);
    std::vector<std::int64_t> definitions;
    for (std::size_t i = 0; i < rows.size(); ++i) definitions.push_back(rows.int8(i, 1));
    spi.finish();
    if (std::ranges::find(definitions, all) != definitions.end()) return {};
    return definitions;
}

struct Rolled {
    Instant until = 0;
    std::string time_zone;
};
Rolled rolled_up() {
    static Statement select{"SELECT rolled_until, time_zone FROM wf.rollup_cursor", {}};
    const Rows rows = select.run({}, Access::ReadOnly);
    return {.until = rows.time(0, 1), .time_zone = rows.text(0, 2)};
}

void add_all(RowSet& result, const EngineRights& rights, const LogStretch& stretch) {
    report::Sums sums;
    const auto keep = [&](std::int64_t tenant, std::int64_t instance, const std::string& life) {
        result.add({text("life"), null(), null(), int8(tenant), null(), null(), null(), null(), null(), null(),
                    int8(instance), life.empty() ? null() : bytes(life)});
    };
    const std::int64_t entries = tally_log(rights, stretch, sums, keep);
    report::add_totals(sums);
    result.add({text("entries"), null(), null(), null(), null(), null(), null(), null(), int8_array({entries}), null(),
                null(), null()});
    for (const auto& [key, sum] : sums) {
        check_interrupts();
        result.add({subject_name(key.subject), boolean(key.is_month), date(key.day), int8(key.tenant),
                    int8(key.definition), bytes(key_of(key)), text(key.name), text(key.other), counts_array(key, sum),
                    int8_array(sum.buckets.pairs()), null(), null()});
    }
}

void add_recent(RowSet& result, const EngineRights& rights,
                const std::optional<std::vector<std::int64_t>>& visible) {
    const Rolled rolled = rolled_up();
    report::Sums sums;
    tally_log(rights,
              {.since = rolled.until, .until = DT_NOEND, .seeds = DT_NOEND, .time_zone = rolled.time_zone}, sums,
              [](std::int64_t, std::int64_t, const std::string&) {});
    report::add_totals(sums);
    for (const auto& [key, sum] : sums) {
        if (visible && std::ranges::find(*visible, key.definition) == visible->end()) continue;
        result.add({subject_name(key.subject), boolean(key.is_month), date(key.day), int8(key.tenant),
                    int8(key.definition), text(key.name), text(key.other), counts_array(key, sum),
                    int8_array(sum.buckets.pairs())});
    }
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf__tally);
Datum wf__tally(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        LogStretch stretch;
        stretch.since = args.required_time("since");
        stretch.until = args.required_time("until");
        stretch.seeds = args.time("seeds");
        stretch.time_zone = args.required_text("time_zone");
        args.end();
        RowSet result{fcinfo};
        AsEngine engine;
        add_all(result, engine.rights(), stretch);
        engine.done();
        return Datum{0};
    });
}

PG_FUNCTION_INFO_V1(wf__recent_sums);
Datum wf__recent_sums(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        args.end();
        RowSet result{fcinfo};
        const std::optional<std::vector<std::int64_t>> visible = reported_definitions();
        AsEngine engine;
        add_recent(result, engine.rights(), visible);
        engine.done();
        return Datum{0};
    });
}
}
