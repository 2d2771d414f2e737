// What the headers of a request ask for, and what they are answered: profile, media type, Prefer, Range.
#pragma once

#include "gateway/http/message.hpp"
#include "gateway/rest/query.hpp"
#include "gateway/rest/statement.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace wf::gateway {

// Throws Failure 406 PGRST106 for another schema than `schema`.
void check_profile(const Request& request, const std::string& schema);

// Accept and Prefer. Throws Failure 406 PGRST107 for what is not JSON.
[[nodiscard]] Shape shape_of(const Request& request);

// Range: 0-9 narrows limit and offset. Throws Failure 416 PGRST103.
void apply_range(const Request& request, Query& query);

// Status and Content-Range of a page. Throws Failure 416 PGRST103 for a page that begins after the end.
[[nodiscard]] unsigned describe_page(Response& response, const Query& query, std::int64_t rows, std::optional<std::int64_t> total);

// The headers that functions of the database may see, as a JSON object: without what proves who it is.
[[nodiscard]] std::string visible_headers(const Request& request);

}  // namespace wf::gateway
