#include "core/expression/utf8.hpp"

#include <gtest/gtest.h>

namespace wf::feel::utf8 {
namespace {

TEST(Blank, IsWhatShowsNothing) {
    for (const char* text : {"", " ", "\t\r\n\v\f", "\u3000", "\u00a0", " \u3000\u00a0 ", "\u0085", "\u1680", "\u2003",
                             "\u2028\u2029", "\u202f", "\u205f", "\u200b\u200d", "\ufeff"})
        EXPECT_TRUE(is_blank(text)) << '"' << text << '"';
}

TEST(Blank, IsNoTextWithALetterOrSign) {
    for (const char* text : {"x", " . ", "\u3000好", "-", "\u00a1", "\u2010", "\u3001", "\U0001F44D", "\ufffd", "0"})
        EXPECT_FALSE(is_blank(text)) << '"' << text << '"';
}

TEST(Blank, IsNoBrokenText) {
    for (const char* text : {"\xe3\x80", "\xc2", "\xc0\xa0", "\xff", "\x80", " \xe2\x80 "}) EXPECT_FALSE(is_blank(text));
}

}  // namespace
}  // namespace wf::feel::utf8
