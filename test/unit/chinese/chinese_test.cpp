// Every finding is said in Chinese too: those of the golden files as they are, and those that the sources put together,
// with examples where they have variables.
#include "core/chinese/chinese.hpp"

#include "core/chinese/phrases.hpp"
#include "paths.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace wf::chinese_test {
namespace {

namespace fs = std::filesystem;

fs::path root() { return test::golden_dir() / "../.."; }

std::string read(const fs::path& path) {
    std::stringstream text;
    text << std::ifstream{path}.rdbuf();
    return text.str();
}

std::string said(std::string_view english) { return in_chinese(english).value_or("nothing"); }

// How often `part` is in `text`.
std::size_t count(std::string_view text, std::string_view part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1))
        ++found;
    return found;
}

std::size_t places(std::string_view english) {
    std::size_t found = 0;
    for (const char* place : {"{q}", "{k}", "{*}", "{#}", "{=}", "{}"}) found += count(english, place);
    return found;
}

// ---- the sources: calls that make findings, as lists of what their message and hint may be

using Texts = std::vector<std::string>;

// What stands where the sources have a variable: anything, an id, a number, a kind of thing, nothing. It is marked.
constexpr char anything = '\x01';
constexpr char begin = '\x02';
constexpr char end = '\x03';
const Texts& examples() {
    static const Texts texts = [] {
        Texts marked{{anything}, "\"x\"", "5", "a number", "the process", ""};
        for (std::string& text : marked) text = begin + text + end;
        return marked;
    }();
    return texts;
}

// What the source says itself: the same for all examples, another for each branch of a condition.
std::string without_examples(const std::string& text) {
    std::string own;
    bool is_inside = false;
    for (const char c : text) {
        if (c == begin) own += anything;
        if (c == begin || c == end)
            is_inside = c == begin;
        else if (!is_inside)
            own += c;
    }
    return own;
}
std::string with_examples(std::string text) {
    std::erase_if(text, [](char c) { return c == begin || c == end; });
    return text;
}

constexpr std::size_t max_combinations = 5000;

Texts joined(const Texts& before, const Texts& after) {
    Texts all;
    for (const std::string& a : before)
        for (const std::string& b : after)
            if (all.size() < max_combinations) all.push_back(a + b);
    return all;
}

class Source {
public:
    explicit Source(const std::string& text) : text_{text} {}

    // Of each argument from the third on of a call that begins at `at`: behind its bracket.
    std::vector<Texts> arguments(std::size_t at) {
        std::vector<Texts> all;
        for (at_ = at;; ++at_) {
            all.push_back(choice());
            if (at_ >= text_.size() || text_[at_] != ',') break;
        }
        all.erase(all.begin(), all.begin() + std::min<std::ptrdiff_t>(2, std::ssize(all)));
        return all;
    }

private:
    bool is_end() const {
        return at_ >= text_.size() || std::string_view{",);:}"}.find(text_[at_]) != std::string_view::npos;
    }

    void skip_blanks() {
        while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_]))) ++at_;
    }

    std::string literal() {
        std::string value;
        if (text_.compare(at_, 3, "R\"(") == 0) {
            const std::size_t end = text_.find(")\"", at_);
            value = text_.substr(at_ + 3, end - at_ - 3);
            at_ = end + 2;
            return value;
        }
        for (++at_; text_[at_] != '"'; ++at_) {
            if (text_[at_] == '\\') ++at_;
            value += text_[at_];
        }
        ++at_;
        return value;
    }

    bool is_literal() const { return text_[at_] == '"' || text_.compare(at_, 3, "R\"(") == 0; }

    // a + b, or condition ? a : b
    Texts choice() {
        Texts value = sum();
        skip_blanks();
        if (text_[at_] != '?') return value;
        ++at_;
        value = choice();
        ++at_;
        const Texts other = choice();
        value.insert(value.end(), other.begin(), other.end());
        return value;
    }

    Texts sum() {
        Texts all{""};
        for (skip_blanks(); !is_end() && text_[at_] != '?'; skip_blanks()) {
            if (text_[at_] == '+') ++at_;
            skip_blanks();
            all = joined(all, operand());
        }
        return all;
    }

    Texts operand() {
        if (is_literal()) {
            Texts value{literal()};
            for (skip_blanks(); at_ < text_.size() && is_literal(); skip_blanks()) value[0] += literal();
            return value;
        }
        if (text_[at_] == '(' || text_.compare(at_, 12, "std::string{") == 0) {
            at_ = text_.find_first_of("({", at_) + 1;
            Texts value = choice();
            while (at_ + 1 < text_.size() && text_[at_] != ')' && text_[at_] != '}') ++at_;
            ++at_;
            return value;
        }
        if (text_[at_] == '\'') {
            at_ += 3;
            return {{text_[at_ - 2]}};
        }
        return variable();
    }

    Texts variable() {
        int depth = 0;
        for (; at_ < text_.size(); ++at_) {
            const char c = text_[at_];
            if (c == '"') {
                literal();
                --at_;
                continue;
            }
            if (depth == 0 &&
                (c == '+' || c == '?' || (is_end() && text_.compare(at_, 2, "::") != 0) || c == '}'))
                break;
            if (c == ':' && text_[at_ + 1] == ':') ++at_;
            depth += c == '(' || c == '[' || c == '{' ? 1 : c == ')' || c == ']' || c == '}' ? -1 : 0;
        }
        return examples();
    }

    const std::string& text_;
    std::size_t at_ = 0;
};

// A phrase has all that is not a variable, in this order.
bool is_in_a_phrase(const std::string& text) {
    const auto has_all = [&](const chinese::Phrase& phrase) {
        std::size_t at = 0;
        std::istringstream pieces{text};
        for (std::string piece; std::getline(pieces, piece, anything);) {
            at = phrase.english.find(piece, at);
            if (at == std::string_view::npos) return false;
            at += piece.size();
        }
        return true;
    };
    return std::ranges::any_of(chinese::all(),
                               [&](const auto& phrases) { return std::ranges::any_of(phrases, has_all); });
}

bool is_said(const std::string& text) { return in_chinese(text) || is_in_a_phrase(text); }

bool has_words(const std::string& text) {
    return std::ranges::count_if(text, [](unsigned char c) { return std::isalpha(c); }) > 3;
}

std::vector<fs::path> sources() {
    std::vector<fs::path> files;
    for (const char* room : {"compile", "bpmn", "machine"})
        for (const auto& entry : fs::directory_iterator{root() / "src/core" / room})
            if (entry.path().extension() == ".cpp") files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

// ---- the golden files

// Messages and hints of findings: the lines that are indented behind "error code ...".
void add_findings(const fs::path& file, std::set<std::string>& lines) {
    std::istringstream text{read(file)};
    bool is_finding = false;
    for (std::string line; std::getline(text, line);) {
        if (!line.starts_with("    ")) {
            is_finding =
                line.starts_with("error ") || line.starts_with("warning ") || line.starts_with("unknown ");
            continue;
        }
        line.erase(0, 4);
        if (line.starts_with("HINT: ")) line.erase(0, 6);
        if (is_finding) lines.insert(line);
    }
}

TEST(Chinese, HasAPlaceForEachOfTheEnglishOnes) {
    std::set<std::string_view> known;
    for (const auto phrases : chinese::all())
        for (const chinese::Phrase& phrase : phrases) {
            EXPECT_TRUE(known.insert(phrase.english).second) << phrase.english << " is there twice";
            const std::size_t expected = places(phrase.english);
            for (std::size_t i = 1; i <= 9; ++i)
                EXPECT_EQ(count(phrase.chinese, "{" + std::to_string(i) + "}"), i <= expected ? 1U : 0U)
                    << phrase.english << " | " << phrase.chinese;
            EXPECT_EQ(places(phrase.chinese), 0U) << phrase.chinese;
        }
}

TEST(Chinese, HasNoEnglishSentence) {
    for (const auto phrases : chinese::all())
        for (const chinese::Phrase& phrase : phrases) {
            const bool has_chinese = std::ranges::any_of(
                phrase.chinese, [](char c) { return static_cast<unsigned char>(c) > 0x7F; });
            EXPECT_TRUE(has_chinese || phrase.english == phrase.chinese) << phrase.english;
            EXPECT_EQ(phrase.english.ends_with('.') && !phrase.english.ends_with("..."),
                      phrase.chinese.ends_with("。"))
                << phrase.english << " | " << phrase.chinese;
        }
}

TEST(Chinese, SaysEachFindingOfTheGoldenFiles) {
    std::set<std::string> lines;
    for (const char* folder : {"definition", "bpmn"})
        for (const auto& entry : fs::directory_iterator{test::golden_dir() / folder})
            if (entry.path().extension() == ".findings" || entry.path().extension() == ".graph")
                add_findings(entry.path(), lines);
    ASSERT_GT(lines.size(), 900U);
    for (const std::string& line : lines) EXPECT_TRUE(in_chinese(line)) << line;
}

TEST(Chinese, SaysEachFindingOfTheSources) {
    std::size_t calls = 0;
    for (const fs::path& file : sources()) {
        const std::string text = read(file);
        for (const char* call : {"error(", "warning("})
            for (std::size_t at = text.find(call); at != std::string::npos; at = text.find(call, at + 1)) {
                const std::size_t behind = at + std::string_view{call}.size();
                const std::size_t first = text.find_first_not_of(" \n", behind);
                if (text[first] != '"' || (text[at - 1] != '.' && text[at - 1] != '_')) continue;
                ++calls;
                for (const Texts& argument : Source{text}.arguments(behind)) {
                    std::map<std::string, bool> own;
                    for (const std::string& one : argument) {
                        bool& is_known = own[without_examples(one)];
                        is_known = is_known || is_said(with_examples(one));
                    }
                    for (const auto& [words, is_known] : own)
                        EXPECT_TRUE(is_known || !has_words(words)) << file.filename() << ": " << words;
                }
            }
    }
    EXPECT_GT(calls, 180U);
}

TEST(Chinese, KeepsIdsAndCode) {
    EXPECT_EQ(said(R"(node "a "b" c" has more than one default flow)"), R"(节点“a "b" c”有多条默认连线)");
    EXPECT_EQ(said(R"(field "is empty" is computed: nobody writes it)"),
              "字段“is empty”是计算得出的：没有人填写它");
    EXPECT_EQ(
        said(
            R"(condition at character 8: days (a number) and "5" (a string) cannot be compared: the result is always null)"),
        R"(条件的第 8 个字符处：days（数字）与"5"（字符串）不能比较：结果总是 null)");
    EXPECT_EQ(said("Write number(days)."), "请写 number(days)。");
    EXPECT_EQ(said("the result is a number, never a string, a date or a date and time"),
              "结果是数字，从不是字符串、日期或日期时间");
}

TEST(Chinese, ReadsAWayThroughTheGraph) {
    EXPECT_EQ(said(R"(take flow "a", complete "B": the joins "j" and "k" then wait for ever)"),
              "走连线“a”、完成“B”：此后汇合“j”和“k”会永远等待");
    EXPECT_EQ(said(R"(take flow "a": "b" is then reached twice at the same time, by flow "f")"),
              "走连线“a”：此后“b”被连线“f”同时到达两次");
    EXPECT_EQ(
        said(R"(whether all ways through subprocess "s" end well is not known: it has more than 5 states)"),
        "不清楚子流程“s”中所有的路是否都能正常结束：状态超过 5 个");
}

TEST(Chinese, ReadsTheSummaryOfADocument) {
    EXPECT_EQ(
        said(
            R"(people have 2 tasks ("a", "b"), of which 1 names ("a") nobody; workers have 0 jobs; it calls 1 definition ("x"); nobody does 1 task ("t"))"),
        "人员办理 2 个任务（“a”、“b”），其中 1 个（“a”）没有写明由谁办理；程序（worker）办理 0 项工作；调用 1 个流程定义（“x”）；无人办理 1 个任务（“t”）");
}

TEST(Chinese, SaysNothingOfWhatItDoesNotKnow) {
    EXPECT_FALSE(in_chinese(""));
    EXPECT_FALSE(in_chinese("the moon is full"));
}

// What somebody else wrote must not make a reader wait.
TEST(Chinese, GivesUpOnTextsWithoutEnd) {
    std::string text;
    while (text.size() < 3900) text += "take flow \"a\", the process and ";
    EXPECT_FALSE(in_chinese(text));
    text.clear();
    while (text.size() < 3900) text += "a number: a number; ";
    EXPECT_FALSE(in_chinese(text));
    EXPECT_FALSE(in_chinese(text + " is missing")) << "half of it in English";
}

}  // namespace
}  // namespace wf::chinese_test
