// The lexer's output.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace wf::feel {

enum class Sign : std::uint8_t {
    End,
    Name,
    Number,
    String,  // Name: also every keyword; the parser knows which are reserved where
    OpenParen,
    CloseParen,
    OpenBracket,
    CloseBracket,
    OpenBrace,
    CloseBrace,
    Comma,
    Colon,
    Dot,
    DotDot,
    Plus,
    Minus,
    Star,
    Slash,
    Power,
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Arrow,
    At,
};

struct Token {
    Sign sign = Sign::End;
    std::uint32_t begin = 0, end = 0;  // bytes
    std::uint32_t string = 0;          // of a String: index into Tokens::strings
};

struct Tokens {
    std::vector<Token> list;           // closed by End
    std::vector<std::string> strings;  // contents of string literals, escapes resolved
};

}  // namespace wf::feel
