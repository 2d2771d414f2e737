// The parts of the JSON schema of definitions, by name. What a part is, the file says that reads it.
#pragma once

#include "core/compile/key.hpp"
#include "core/compile/reader.hpp"

#include <nlohmann/json.hpp>

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wf::compiler {

class SchemaParts {
public:
    void add(const std::string& name, nlohmann::json schema) { parts_[name] = std::move(schema); }
    // `schema`: JSON.
    void write(const std::string& name, std::string_view schema) { add(name, nlohmann::json::parse(schema)); }
    // One of these parts.
    void either(const std::string& name, std::initializer_list<std::string_view> parts);
    void list(const std::string& name, std::string_view item, int at_least);
    // An object with these keys, and the caller's own. `more`: what else has to hold.
    void object(const std::string& name, std::span<const Key> keys, std::string_view more = "{}");
    // An object with `keys` at least; what `key` says decides which part it is.
    void choice(const std::string& name, std::string_view key,
                const std::vector<std::pair<std::string_view, std::string>>& parts);
    void texts(const std::string& name, const std::vector<std::string_view>& texts) {
        add(name, nlohmann::json{{"enum", texts}});
    }
    template <class Value, std::size_t size>
    void words(const std::string& name, const Word<Value> (&words)[size]) {
        std::vector<std::string_view> known;
        for (const Word<Value>& word : words)
            if (word.value) known.push_back(word.text);
        texts(name, known);
    }

    static nlohmann::json ref(std::string_view part) { return {{"$ref", "#/$defs/" + std::string{part}}}; }
    const nlohmann::json& all() const { return parts_; }

private:
    nlohmann::json parts_ = nlohmann::json::object();
};

// Each in the file that reads these parts.
void describe_approval(SchemaParts& parts);
void describe_boundary(SchemaParts& parts);
void describe_buttons(SchemaParts& parts);
void describe_call(SchemaParts& parts);
void describe_conditions(SchemaParts& parts);
void describe_deadline(SchemaParts& parts);
void describe_decision_rules(SchemaParts& parts);
void describe_decisions(SchemaParts& parts);
void describe_definition(SchemaParts& parts);
void describe_flows(SchemaParts& parts);
void describe_form(SchemaParts& parts);
void describe_form_rules(SchemaParts& parts);
void describe_handlers(SchemaParts& parts);
void describe_line(SchemaParts& parts);
void describe_loops(SchemaParts& parts);
void describe_nodes(SchemaParts& parts);
void describe_people(SchemaParts& parts);
void describe_reject(SchemaParts& parts);
void describe_rules(SchemaParts& parts);
void describe_send_back(SchemaParts& parts);
void describe_starting(SchemaParts& parts);
void describe_vote(SchemaParts& parts);
void describe_withdraw(SchemaParts& parts);

}  // namespace wf::compiler
