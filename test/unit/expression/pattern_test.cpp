// Regular expressions: XPath's, not ICU's.
#include "feel_spec.hpp"

namespace wf::feel::test {
namespace {

TEST(FeelPattern, IsFoundAnywhere) {
    expect_all({{"matches(\"foobar\", \"ob\")", "true"},
                {"matches(\"foobar\", \"^ob\")", "false"},
                {"matches(\"foobar\", \"r$\")", "true"},
                {"matches(\"foobar\n\", \"r$\")", "false"},
                {"matches(\"\", \"\")", "true"},
                {"matches(null, \"a\")", "null"},
                {"matches(\"a\", 1)", "null"}});
}

TEST(FeelPattern, HasFlags) {
    expect_all({{"matches(\"ABC\", \"b\", \"i\")", "true"},
                {"matches(\"a\nb\", \"a.b\")", "false"},
                {"matches(\"a\nb\", \"a.b\", \"s\")", "true"},
                {"matches(\"a\nb\", \"^b$\", \"m\")", "true"},
                {"matches(\"ab\", \"a b\", \"x\")", "true"},
                {"matches(\"a b\", \"a[ ]b\", \"x\")", "true"},
                {"matches(\"a b\", \"a\\\\ sb\", \"x\")", "true"},
                {"matches(\"aa\", \"^a{ 2 }$\", \"x\")", "true"},
                {"matches(\"ab\", \"( ?:a)b\", \"x\")", "true"},
                {"matches(\"a[\", \"a\\\\ [\", \"x\")", "true"},
                {"matches(\"a]b c\", \"[\\\\] ]b [ ] c\", \"x\")", "true"},
                {"matches(\"a\\\\\", \"a \\\\\\\\ \", \"x\")", "true"},
                {"replace(\"a1b\", \"\\\\ d\", \"-\", \"x\")", "\"a-b\""},
                {"matches(\"a b\", \"a b\", \"xq\")", "true"},
                {"matches(\"a.b\", \"a.b\", \"q\")", "true"},
                {"matches(\"axb\", \"a.b\", \"q\")", "false"},
                {"matches(\"a\", \"a\", \"g\")", "null"},
                {"matches(\"a\", \"a\", null)", "true"}});
}

TEST(FeelPattern, HasClasses) {
    expect_all({{"matches(\"e\", \"[a-z-[aeiou]]\")", "false"},
                {"matches(\"f\", \"[a-z-[aeiou]]\")", "true"},
                {"matches(\"E\", \"[^e]\", \"i\")", "false"},
                {"matches(\"]\", \"[\\]]\")", "true"},
                {"matches(\"-\", \"[a-]\")", "true"},
                {"matches(\"b\", \"[b-a]\")", "null"},
                {"matches(\"a\", \"[]\")", "null"},
                {"matches(\"&\", \"[&&]\")", "true"},
                {"matches(\"5\", \"^\\d$\")", "true"},
                {"matches(\"五\", \"^\\w$\")", "true"},
                {"matches(\"_\", \"\\i\")", "true"},
                {"matches(\"-\", \"\\c\")", "true"},
                {"matches(\"é\", \"\\p{L}\")", "true"},
                {"matches(\"é\", \"\\p{IsBasicLatin}\")", "false"},
                {"matches(\"é\", \"\\P{IsBasicLatin}\")", "true"},
                {"matches(\"a\", \"\\p{Script=Latin}\")", "null"}});
}

TEST(FeelPattern, RefusesWhatXPathHasNot) {
    for (const char* pattern :
         {"(?=a)",   "(?<n>a)",  "(?i)a",    "a++",      "a**",     "*a",    "(",     ")",
          "[a",      "a{",       "a{2,1}",   "a{x}",     "]",       "}",     "\\\\b", "\\\\A",
          "\\\\x41", "\\\\1(a)", "(a\\\\1)", "(a)\\\\2", "\\\\p{}", "\\\\p", "[[a]]", "a\\\\"})
        EXPECT_EQ(shown("matches(\"a\", \"" + std::string{pattern} + "\")"), "null") << pattern;
}

TEST(FeelPattern, RefersBackToGroups) {
    expect_all({{"matches(\"abab\", \"^(ab)\\1$\")", "true"},
                {"matches(\"aa0\", \"^(a)\\10$\")", "true"},
                {"matches(\"ab\", \"(?:a)(b)\\1\")", "false"}});
}

TEST(FeelPattern, Replaces) {
    expect_all({{"replace(\"abc\", \"b\", \"x\")", "\"axc\""},
                {"replace(\"2026-11-21\", \"(\\d+)-(\\d+)-(\\d+)\", \"$3.$2.$1\")", "\"21.11.2026\""},
                {"replace(\"abc\", \"(x)?b\", \"[$1]\")", "\"a[]c\""},
                {"replace(\"abc\", \"b\", \"$0$0\")", "\"abbc\""},
                {"replace(\"abc\", \"(b)\", \"$12\")", "\"ab2c\""},
                {"replace(\"abc\", \"b\", \"\\\\$\")", "\"a$c\""},
                {"replace(\"abc\", \"b\", \"$\")", "null"},
                {"replace(\"abc\", \"b\", \"\\x\")", "null"},
                {"replace(\"abc\", \"b*\", \"x\")", "null"},
                {"replace(\"a.c\", \".\", \"$\", \"q\")", "\"a$c\""},
                {"replace(\"金额100元\", \"\\d+\", \"*\")", "\"金额*元\""}});
}

TEST(FeelPattern, Splits) {
    expect_all({{"split(\"a;b;;\", \";\")", "[\"a\", \"b\", \"\", \"\"]"},
                {"split(\"John  Doe\", \"\\s+\")", "[\"John\", \"Doe\"]"},
                {"split(\"\", \";\")", "[\"\"]"},
                {"split(\"ab\", \"\")", "[\"ab\"]"},
                {"split(\"ab\", \"(\")", "null"}});
}

TEST(FeelPattern, IsStoppedWhenItBacktracksWithoutEnd) {
    Limits limits;
    limits.max_steps = 100'000;
    const std::string text(5000, 'a');
    EXPECT_EQ(stopped_by("matches(\"" + text + "\", \"^(a+)+(a+)+(a+)+b$\")", limits).substr(0, 11),
              "expression ");
}

TEST(FeelPattern, HasALimit) {
    EXPECT_EQ(stopped_by("matches(\"a\", \"" + std::string(17'000, 'a') + "\")"),
              "regular expression is longer than 16384 bytes");
}

}  // namespace
}  // namespace wf::feel::test
