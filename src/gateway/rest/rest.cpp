#include "gateway/rest/rest.hpp"

#include "gateway/rest/body.hpp"
#include "gateway/rest/catalog.hpp"
#include "gateway/rest/missing.hpp"
#include "gateway/rest/negotiate.hpp"

#include <algorithm>
#include <charconv>
#include <memory>
#include <utility>

namespace wf::gateway {
namespace {

struct Rest {
    Services& services;
    Catalog catalog;
};

std::int64_t number(std::string_view text) {
    std::int64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

// Who it is, before anything is looked up: whoever has not signed in learns no names.
Task<Result> run(Rest& rest, const Exchange& exchange, Caller caller, Statement statement, bool read_only) {
    Transaction transaction;
    transaction.caller = std::move(caller);
    transaction.read_only = read_only;
    transaction.method = std::string(http::to_string(exchange.request.method));
    transaction.path = exchange.request.path;
    transaction.headers = visible_headers(exchange.request);
    transaction.statements.push_back(std::move(statement));
    std::vector<Result> results = co_await rest.services.database.run(std::move(transaction));
    co_return std::move(results.front());
}

Response page_of(const Result& result, const Query& query, const Shape& shape, bool is_list) {
    const std::int64_t rows = number(result.value(0, 1));
    Response response = json(std::string(result.value(0, 0)));
    if (shape.is_object && rows != 1) {
        throw Failure(406, "PGRST116", "Cannot coerce the result to a single JSON object", "The result contains " + std::to_string(rows) + " rows");
    }
    if (shape.is_object) { response.set("Content-Type", "application/vnd.pgrst.object+json; charset=utf-8"); }
    std::optional<std::int64_t> total;
    if (!result.is_null(0, 2)) { total = number(result.value(0, 2)); }
    if (is_list) { response.status = describe_page(response, query, rows, total); }
    return response;
}

Task<void> read_view(Rest& rest, Exchange& exchange) {
    Caller caller = co_await somebody(rest.services, exchange);
    check_profile(exchange.request, rest.catalog.schema());
    const std::string name = exchange.request.captured.at("view");
    auto names = co_await rest.catalog.names();
    if (names->relations.count(name) == 0 && co_await rest.catalog.refresh()) { names = co_await rest.catalog.names(); }
    const auto found = names->relations.find(name);
    if (found == names->relations.end()) {
        const Failure missing = co_await missing_relation(rest.services.database, std::move(caller), rest.catalog.schema(), name);
        throw missing;
    }
    const Shape shape = shape_of(exchange.request);
    Query query = read_query(exchange.request.query, {}).query;
    apply_range(exchange.request, query);
    Statement statement = read_relation(rest.catalog.schema(), found->second, query, shape);
    const Result result = co_await run(rest, exchange, std::move(caller), std::move(statement), true);
    Response response = page_of(result, query, shape, true);
    co_await exchange.respond(std::move(response));
}

// The arguments as given, in the order of the function. None if they do not fit it: one is not known, or one that it needs is not there.
std::optional<Arguments> match(const Function& function, const std::map<std::string, std::string, std::less<>>& given, bool is_json) {
    Arguments arguments;
    for (const Function::Argument& argument : function.arguments) {
        const auto found = given.find(argument.name);
        if (found == given.end()) {
            if (!argument.has_default) { return std::nullopt; }
            continue;
        }
        arguments.emplace_back(&argument, is_json ? value_for(argument.type, argument.name, found->second) : std::optional<std::string>(found->second));
    }
    if (arguments.size() != given.size()) { return std::nullopt; }
    return arguments;
}

// What a function that writes has given cannot be refused afterwards: it is done by then.
void check_all_rows(const Function& function, const Query& query, const Shape& shape) {
    const bool narrows = !query.conditions.empty() || query.limit || query.offset > 0;
    if (shape.is_object && (function.is_set || (function.is_row && narrows))) {
        throw Failure(406, "PGRST116", "Cannot coerce the result to a single JSON object", "The function " + function.name + " writes, and how many rows it gives is known only then.",
                      "Ask for application/json, and take the row from the list.");
    }
    if (query.offset > 0) {
        throw Failure(400, "PGRST100", "The rows of a function that writes begin with the first.", "The function " + function.name + " writes.", "Leave out offset and Range.");
    }
}

struct Call {
    std::map<std::string, std::string, std::less<>> given;
    Query query;
};

Task<Call> read_call(Exchange& exchange, const Function* function) {
    std::vector<std::string> known;
    const bool is_reading = exchange.request.is_reading();
    if (function != nullptr && is_reading) {
        for (const Function::Argument& argument : function->arguments) { known.push_back(argument.name); }
    }
    Call call;
    if (function == nullptr && is_reading) {  // which would be arguments, nobody knows
        for (const auto& [name, value] : exchange.request.query) { call.given[name] = value; }
        co_return call;
    }
    ReadQuery read = read_query(exchange.request.query, known);
    call.query = std::move(read.query);
    apply_range(exchange.request, call.query);
    for (auto& [name, value] : read.arguments) { call.given[name] = std::move(value); }
    if (is_reading) { co_return call; }
    const std::string_view type = exchange.request.header("Content-Type");
    if (!type.empty() && !boost::beast::iequals(boost::beast::string_view(type.data(), std::min(type.find(';'), type.size())), "application/json")) {
        throw Failure(415, "PGRST102", "Content-Type not acceptable: " + std::string(type.substr(0, 100)), {}, "Send application/json.");
    }
    const std::string body = co_await exchange.body();
    call.given = read_members(body);
    co_return call;
}

Task<void> call(Rest& rest, Exchange& exchange) {
    Caller caller = co_await somebody(rest.services, exchange);
    check_profile(exchange.request, rest.catalog.schema());
    const std::string name = exchange.request.captured.at("function");
    const Shape shape = shape_of(exchange.request);
    auto names = co_await rest.catalog.names();
    if (names->functions.count(name) == 0 && co_await rest.catalog.refresh()) { names = co_await rest.catalog.names(); }
    const auto found = names->functions.find(name);
    const Function* function = found == names->functions.end() ? nullptr : &found->second;
    if (function != nullptr && function->writes && exchange.request.is_reading()) {
        Failure failure(405, "PGRST101", "The function " + name + " writes: call it by POST.");
        failure.headers.emplace_back("Allow", "POST");
        throw failure;
    }
    const Call asked = co_await read_call(exchange, function);
    if (function != nullptr && function->writes) { check_all_rows(*function, asked.query, shape); }
    std::optional<Arguments> arguments;
    if (function != nullptr) { arguments = match(*function, asked.given, !exchange.request.is_reading()); }
    if (!arguments) {
        const Failure missing = co_await missing_function(rest.services.database, std::move(caller), rest.catalog.schema(), name, asked.given);
        throw missing;
    }
    Statement statement = call_function(rest.catalog.schema(), *function, *arguments, asked.query, shape);
    const Result result = co_await run(rest, exchange, std::move(caller), std::move(statement), !function->writes);
    const bool is_nothing = function->type == "void";
    Shape of_rows = shape;
    of_rows.is_object = shape.is_object && (function->is_row || function->is_set);
    Response response = is_nothing ? Response{204, {}, {}} : page_of(result, asked.query, of_rows, function->is_set);
    co_await exchange.respond(std::move(response));
}

Task<void> refuse_writing(Rest& rest, Exchange& exchange) {
    co_await somebody(rest.services, exchange);
    Failure failure(405, "PGRST117", "Views are only read: writing is done by the functions.", {}, "POST /rpc/<function>; GET / lists them.");
    failure.headers.emplace_back("Allow", "GET, HEAD");
    throw failure;
}

// A document of the database that changes seldom: whoever has it already gets 304.
Task<void> document(Rest& rest, Exchange& exchange, std::string_view function) {
    Caller caller = co_await somebody(rest.services, exchange);
    const auto names = co_await rest.catalog.names();
    const auto found = names->functions.find(function);
    if (found == names->functions.end()) { throw Failure(404, "PGRST202", "The database does not have this document.", {}, "Run SELECT wf.setup()."); }
    Statement statement = call_function(rest.catalog.schema(), found->second, {}, {}, {});
    statement.text = "SELECT d.body, '\"' || pg_catalog.md5(d.body) || '\"' FROM (" + statement.text + ") d (body, rows, total)";
    const Result result = co_await run(rest, exchange, std::move(caller), std::move(statement), true);
    const std::string tag(result.value(0, 1));
    const bool is_same = exchange.request.header("If-None-Match").find(tag) != std::string_view::npos;
    Response response = is_same ? Response{304, {}, {}} : json(std::string(result.value(0, 0)));
    response.set("ETag", tag).set("Cache-Control", "private, no-cache");
    co_await exchange.respond(std::move(response));
}

}  // namespace

void add_rest_routes(Services& services) {
    auto rest = std::make_shared<Rest>(Rest{services, Catalog(services.database, services.settings.schema)});
    const auto add = [&](http::verb method, const std::string& pattern, auto handler) {
        services.router.add({method, pattern, [rest, handler](Exchange& exchange) { return handler(*rest, exchange); }});
    };
    add(http::verb::get, "/", [](Rest& of, Exchange& exchange) { return document(of, exchange, "openapi"); });
    add(http::verb::get, "/schema/definition.json", [](Rest& of, Exchange& exchange) { return document(of, exchange, "definition_schema"); });
    for (const std::string prefix : {"", "/rest/v1"}) {
        add(http::verb::get, prefix + "/rpc/{function}", call);
        add(http::verb::post, prefix + "/rpc/{function}", call);
        add(http::verb::get, prefix + "/{view}", read_view);
        for (const auto method : {http::verb::post, http::verb::patch, http::verb::put, http::verb::delete_}) { add(method, prefix + "/{view}", refuse_writing); }
    }
}

}  // namespace wf::gateway
