// docs/reference/errors.md is held to the sources: its rows are the codes of code.hpp, and the messages it quotes are messages that
// the sources give for the code of their row. In a quoted message stand examples where the sources have variables.
#include "paths.hpp"

#include <gtest/gtest.h>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace wf::code_test {
namespace {

constexpr const char* page = "docs/reference/errors.md";

std::filesystem::path root() { return test::golden_dir() / "../.."; }

std::string read(const std::filesystem::path& path) {
    std::stringstream text;
    text << std::ifstream{path}.rdbuf();
    return text.str();
}

std::string escaped(const std::string& text) {
    std::string result;
    for (const char c : text) {
        if (std::string_view{"\\^$.|?*+()[]{}"}.find(c) != std::string_view::npos) result += '\\';
        result += c;
    }
    return result;
}

// "TaskNotFound" to "WF203", in the order of the list.
std::vector<std::pair<std::string, std::string>> codes() {
    const std::string text = read(root() / "src/core/base/code.hpp");
    const std::regex line{R"(\n +(\w+) = (\d{3}),)"};
    std::vector<std::pair<std::string, std::string>> all;
    for (std::sregex_iterator it{text.begin(), text.end(), line}, end; it != end; ++it)
        all.emplace_back((*it)[1], "WF" + (*it)[2].str());
    return all;
}

// ---- messages of the sources, as regular expressions

// A string literal that begins at `at`; `at` moves behind it.
std::string literal(const std::string& text, std::size_t& at) {
    std::string value;
    for (++at; at < text.size() && text[at] != '"'; ++at) {
        if (text[at] == '\\') ++at;
        value += text[at];
    }
    ++at;
    return value;
}

// What stands in brackets: of a choice between literals one of them, else anything.
std::string in_brackets(const std::string& text, std::size_t& at) {
    std::string choices;
    int depth = 0;
    bool is_choice = false;
    do {
        const char c = text[at];
        if (c == '"') {
            const std::string one = literal(text, at);
            if (is_choice) choices += (choices.empty() ? "" : "|") + escaped(one);
            continue;
        }
        depth += c == '(' || c == '{' ? 1 : c == ')' || c == '}' ? -1 : 0;
        is_choice = is_choice || c == '?';
        ++at;
    } while (depth > 0 && at < text.size());
    return choices.empty() ? ".*" : "(" + choices + ")";
}

// The expression that begins at `at`, literals joined with other values, up to the next comma; empty: it has no literal.
std::string message_at(const std::string& text, std::size_t at) {
    std::string pattern;
    bool has_literal = false;
    while (at < text.size() && std::string_view{",;)}"}.find(text[at]) == std::string_view::npos) {
        if (text[at] == '"') {
            const std::string one = literal(text, at);
            has_literal = has_literal || one.find(' ') != std::string::npos;
            pattern += escaped(one);
        } else if (text[at] == '(' || text[at] == '{') {
            pattern += in_brackets(text, at);
        } else {
            if (std::isalnum(static_cast<unsigned char>(text[at])) != 0 && !pattern.ends_with(".*"))
                pattern += ".*";
            ++at;
        }
    }
    return has_literal ? pattern : "";
}

using Messages = std::map<std::string, std::vector<std::regex>>;  // by SQLSTATE

void add(Messages& messages, const std::string& code, const std::string& pattern) {
    if (!pattern.empty()) messages[code].emplace_back(pattern);
}

// What follows `word`, up to `end`; `at` moves behind `word`.
std::string_view after(const std::string& text, std::string_view word, std::size_t& at,
                       std::string_view end) {
    at = text.find(word, at);
    if (at == std::string::npos) return {};
    at += word.size();
    return std::string_view{text}.substr(at, text.find_first_of(end, at) - at);
}

// "Code::TaskNotFound, message", "refuse::bad_argument(message".
void read_cpp(const std::string& text, const std::map<std::string, std::string>& numbers,
              Messages& messages) {
    for (std::size_t at = 0; at < text.size();) {
        const std::string name{after(text, "Code::", at, " ,;:)}")};
        const auto number = numbers.find(name);
        if (number != numbers.end() && text[at + name.size()] == ',')
            add(messages, number->second, message_at(text, at + name.size() + 1));
    }
    for (std::size_t at = 0; at < text.size();) {
        after(text, "refuse::bad_argument(", at, "");
        if (at < text.size()) add(messages, numbers.at("BadArgument"), message_at(text, at));
    }
}

// "RAISE EXCEPTION 'message with %' USING ERRCODE = 'WF504'", "RAISE EXCEPTION USING ERRCODE = 'WF703', MESSAGE = 'message'".
void read_sql(const std::string& text, Messages& messages) {
    for (std::size_t at = 0; (at = text.find("RAISE EXCEPTION ", at)) != std::string::npos; ++at) {
        const std::string raise = text.substr(at, text.find(";\n", at) - at);
        std::size_t code = 0, from = 0;
        const std::string number{after(raise, "ERRCODE = '", code, "'")};
        if (code > raise.size() || !number.starts_with("WF")) continue;
        if (!raise.starts_with("RAISE EXCEPTION '")) after(raise, "MESSAGE = ", from, "");
        const std::string message{after(raise, "'", from, "'")};
        add(messages, number, std::regex_replace(escaped(message), std::regex{"%s|%"}, ".*"));
    }
}

Messages messages_of_sources() {
    const auto all = codes();
    const std::map<std::string, std::string> numbers{all.begin(), all.end()};
    Messages messages;
    for (const char* folder : {"src", "sql"})
        for (const auto& entry : std::filesystem::recursive_directory_iterator{root() / folder}) {
            const std::string extension = entry.path().extension();
            if (extension == ".cpp" || extension == ".hpp") read_cpp(read(entry.path()), numbers, messages);
            if (extension == ".sql") read_sql(read(entry.path()), messages);
        }
    return messages;
}

// ---- the page

struct Row {
    std::string code;
    std::vector<std::string> messages;
};

// "| **WF203** | message; another message | when | what to do |"; a row without a code belongs to the one before.
std::vector<Row> rows() {
    std::istringstream text{read(root() / page)};
    const std::regex row{R"(\| (?:\*\*(WF\d{3})\*\* )?\| ([^|]+) \|.*)"}, separator{"; "};
    std::vector<Row> found;
    std::smatch parts;
    for (std::string line; std::getline(text, line);) {
        if (!std::regex_match(line, parts, row) || (!parts[1].matched && found.empty())) continue;
        if (parts[1].matched) found.push_back({.code = parts[1], .messages = {}});
        const std::string cell = parts[2];
        for (std::sregex_token_iterator it{cell.begin(), cell.end(), separator, -1}, end; it != end; ++it)
            if (*it != "...") found.back().messages.push_back(*it);
    }
    return found;
}

TEST(ErrorCodes, AreDifferent) {
    std::set<std::string> seen;
    for (const auto& [name, number] : codes()) EXPECT_TRUE(seen.insert(number).second) << number;
    EXPECT_GT(seen.size(), 80U);
}

TEST(ErrorCodes, HaveARowEachOnThePage) {
    std::vector<std::string> listed, documented;
    for (const auto& [name, number] : codes()) listed.push_back(number);
    for (const Row& row : rows()) documented.push_back(row.code);
    EXPECT_EQ(documented, listed);
}

TEST(ErrorCodes, GiveTheMessagesThatThePageQuotes) {
    const Messages sources = messages_of_sources();
    for (const Row& row : rows())
        for (const std::string& message : row.messages) {
            const auto known = sources.find(row.code);
            const bool is_given =
                known != sources.end() && std::ranges::any_of(known->second, [&](const std::regex& one) {
                    return std::regex_match(message, one);
                });
            EXPECT_TRUE(is_given) << row.code << " never says: " << message;
        }
}

}  // namespace
}  // namespace wf::code_test
