// Counts and log buckets of wf.rollup: added up, and what they say.
#include "core/report/buckets.hpp"

#include "pg/server/arguments.hpp"
#include "pg/server/spi.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "pg/server/postgres.hpp"

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf__add_buckets);
Datum wf__add_buckets(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo, Largest::Any};
        const std::vector<std::int64_t> one = args.int8_array("one").value_or(std::vector<std::int64_t>{});
        const std::vector<std::int64_t> other = args.int8_array("other").value_or(std::vector<std::int64_t>{});
        args.end();
        return int8_array(report::sum_of_pairs(one, other)).value;
    });
}

PG_FUNCTION_INFO_V1(wf__add_counts);
Datum wf__add_counts(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo, Largest::Any};
        std::vector<std::int64_t> one = args.int8_array("one").value_or(std::vector<std::int64_t>{});
        const std::vector<std::int64_t> other = args.int8_array("other").value_or(std::vector<std::int64_t>{});
        args.end();
        one.resize(std::max(one.size(), other.size()));
        for (std::size_t i = 0; i < other.size(); ++i)
            one[i] = static_cast<std::int64_t>(static_cast<std::uint64_t>(one[i]) + static_cast<std::uint64_t>(other[i]));
        return int8_array(one).value;
    });
}

// In microseconds; null: there are none.
PG_FUNCTION_INFO_V1(wf__percentile);
Datum wf__percentile(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo, Largest::Any};
        const std::vector<std::int64_t> pairs = args.int8_array("buckets").value_or(std::vector<std::int64_t>{});
        const std::int32_t percent = args.required_int4("percent");
        args.end();
        const std::int64_t duration = report::percentile(pairs, percent / 100.0);
        fcinfo->isnull = duration < 0;
        return Int64GetDatum(duration);
    });
}
}
