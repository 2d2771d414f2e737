// "vote": how many votes are needed, and whose count for more.
#include "core/compile/need.hpp"
#include "core/compile/parse.hpp"
#include "core/compile/schema_parts.hpp"

namespace wf::compiler {
namespace {

constexpr Key vote_keys[] = {required("need", "votes_needed"),
                             {"weights", "weights"},
                             {"veto", "decisive"},
                             {"pass", "decisive"},
                             {"collect_all", "boolean"}};

// So that a product with the numerator of a share cannot overflow.
constexpr std::int64_t max_votes = 1'000'000'000;

void parse_votes_needed(const Reader& vote, VoteSettings& settings) {
    const JsonValue* need = vote.find("need");
    if (need == nullptr) {
        vote.report().error("missing_key", vote.path(), "key \"need\" is missing",
                            "Say how many votes are needed: 2, \"2/3\" or \"60%\".");
        return;
    }
    if (!need->is(JsonValue::Type::Number) && !need->is(JsonValue::Type::String)) {
        vote.report().error("wrong_type", vote.path("need"),
                            "\"need\" must be a number or a string, not " + std::string{a_type(need->type)});
        return;
    }
    if (const auto parsed = parse_need(need->text))
        settings.need = *parsed;
    else
        vote.report().error(
            "bad_need", vote.path("need"), in_quotes(need->text) + " is not a number of votes",
            "A vote needs a count of at least 1, or a share above 0 and up to 1 such as \"2/3\" or "
            "\"60%\".");
}

// Every key is a person, also one that looks like a key of the caller's.
void parse_weights(const Reader& vote, Draft& draft, VoteSettings& settings) {
    const JsonValue* weights = vote.optional("weights", JsonValue::Type::Object);
    if (weights == nullptr) return;
    const Reader reader{*weights, vote.path("weights"), vote.report()};
    if (weights->members.empty()) vote.report().error("empty_value", reader.path(), "\"weights\" is empty");
    std::int64_t total = 0;
    for (const auto& [person, value] : weights->members) {
        if (person.empty()) {
            vote.report().error("empty_value", reader.path(person), "a person of \"weights\" is empty");
            continue;
        }
        draft.references.push_back(
            {.kind = ReferenceKind::Person, .id = person, .path = reader.path(person)});
        const std::optional<std::int32_t> votes = reader.integer(person, value, 1);
        if (!votes) continue;
        settings.weights.push_back({.person = person, .votes = *votes});
        total += *votes;
    }
    if (total > max_votes)
        vote.report().error("bad_value", reader.path(),
                            "the weights add up to more than " + std::to_string(max_votes));
}

// A list of persons, or true: everybody.
Decisive parse_decisive(const Reader& vote, std::string_view key, Draft& draft) {
    const JsonValue* value = vote.find(key);
    if (value == nullptr) return {};
    if (value->is(JsonValue::Type::Boolean)) {
        require_true(vote, key);
        return {.everybody = value->truth, .people = {}};
    }
    if (value->is(JsonValue::Type::Array))
        return {.everybody = false, .people = parse_persons(vote, key, draft)};
    vote.report().error("wrong_type", vote.path(key),
                        in_quotes(key) + " must be an array or true, not " + std::string{a_type(value->type)},
                        "List the persons who can do it, or write true for everybody.");
    return {};
}

}  // namespace

void parse_vote(const Reader& node, Draft& draft, ApprovalSettings& settings) {
    const JsonValue* vote = node.optional("vote", JsonValue::Type::Object);
    if (vote == nullptr) return;
    const Reader reader{*vote, node.path("vote"), node.report()};
    reader.allow_keys(vote_keys);
    parse_votes_needed(reader, settings.vote);
    parse_weights(reader, draft, settings.vote);
    settings.vote.veto = parse_decisive(reader, "veto", draft);
    settings.vote.pass = parse_decisive(reader, "pass", draft);
    settings.vote.collect_all = reader.boolean("collect_all", false);
}

void describe_vote(SchemaParts& parts) {
    parts.object("vote", vote_keys);
    parts.write("votes_needed", R"({"type": ["integer", "string"]})");
    parts.write("weights",
                R"({"type": "object", "minProperties": 1, "additionalProperties": {"$ref": "#/$defs/count"},
        "propertyNames": {"minLength": 1}})");
    parts.either("decisive", {"true", "texts"});
}

}  // namespace wf::compiler
