// Counts and log buckets of wf.rollup: added up, and what they say.
#include "core/report/buckets.hpp"

#include "pg/server/arguments.hpp"
#include "pg/server/spi.hpp"

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// Without a copy: called for each row of a report. Null, or with nulls in it: none.
std::span<const std::int64_t> numbers(Arguments& args, const char* name) {
    const NullableDatum argument = args.any(name, INT8ARRAYOID);
    if (argument.isnull) return {};
    const ArrayType* const list = call([&] { return DatumGetArrayTypeP(argument.value); });
    if (ARR_NDIM(list) != 1 || ARR_HASNULL(list)) return {};
    return {reinterpret_cast<const std::int64_t*>(ARR_DATA_PTR(list)), static_cast<std::size_t>(ARR_DIMS(list)[0])};
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf__add_buckets);
Datum wf__add_buckets(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo, Largest::Any};
        const std::span<const std::int64_t> one = numbers(args, "one");
        const std::span<const std::int64_t> other = numbers(args, "other");
        args.end();
        return int8_array(report::sum_of_pairs(one, other)).value;
    });
}

PG_FUNCTION_INFO_V1(wf__add_counts);
Datum wf__add_counts(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo, Largest::Any};
        const std::span<const std::int64_t> one = numbers(args, "one");
        const std::span<const std::int64_t> other = numbers(args, "other");
        args.end();
        std::vector<std::int64_t> sum{one.begin(), one.end()};
        sum.resize(std::max(one.size(), other.size()));
        for (std::size_t i = 0; i < other.size(); ++i)
            sum[i] = static_cast<std::int64_t>(static_cast<std::uint64_t>(sum[i]) + static_cast<std::uint64_t>(other[i]));
        return int8_array(sum).value;
    });
}

// In microseconds; null: there are none.
PG_FUNCTION_INFO_V1(wf__percentile);
Datum wf__percentile(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo, Largest::Any};
        const std::span<const std::int64_t> pairs = numbers(args, "buckets");
        const std::int32_t percent = args.required_int4("percent");
        args.end();
        const std::int64_t duration = report::percentile(pairs, percent / 100.0);
        fcinfo->isnull = duration < 0;
        return Int64GetDatum(duration);
    });
}
}
