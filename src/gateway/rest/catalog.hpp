// The functions and views of the schema that is shown: names and types come from here, never from a request.
#pragma once

#include "gateway/db/database.hpp"

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace wf::gateway {

struct Function {
    struct Argument {
        std::string name, type;
        bool has_default = false;
    };
    std::string name;
    std::vector<Argument> arguments;
    std::vector<std::string> columns;  // of a row that it gives; empty: not known
    std::string type;                  // of a single value
    bool is_set = false, is_row = false, writes = false;
};

struct Relation {
    std::string name;
    std::vector<std::string> columns;
};

class Catalog {
public:
    struct Names {
        std::map<std::string, Function, std::less<>> functions;
        std::map<std::string, Relation, std::less<>> relations;
    };

    Catalog(Database& database, std::string schema) : database_(database), schema_(std::move(schema)) {}

    // As it was read last; reads it the first time.
    Task<std::shared_ptr<const Names>> names();
    // For a name that was not there, or is not any more: reads again, unless that was a moment ago (then false).
    Task<bool> refresh();
    [[nodiscard]] const std::string& schema() const { return schema_; }

private:
    Database& database_;
    std::string schema_;
    std::shared_ptr<const Names> names_;
    std::chrono::steady_clock::time_point read_at_;
};

}  // namespace wf::gateway
