#include "core/model/serial.hpp"

#include "core/model/time.hpp"

namespace wf {
namespace {

enum class Part : std::uint8_t { Year, ShortYear, Month, Day, Mark, Unknown };

struct Piece {
    Part part = Part::Unknown;
    std::size_t length = 1;
};

Piece next_piece(std::string_view pattern) {
    if (pattern.starts_with("YYYY")) return {Part::Year, 4};
    if (pattern.starts_with("YY")) return {Part::ShortYear, 2};
    if (pattern.starts_with("MM")) return {Part::Month, 2};
    if (pattern.starts_with("DD")) return {Part::Day, 2};
    constexpr std::string_view marks = "-/._";
    return {marks.find(pattern.front()) == std::string_view::npos ? Part::Unknown : Part::Mark, 1};
}

std::string padded(std::int64_t number, std::size_t digits) {
    std::string text = std::to_string(number);
    if (text.size() < digits) text.insert(0, digits - text.size(), '0');
    return text;
}

std::string text_of(Part part, char mark, const feel::Date& day) {
    switch (part) {
        case Part::Year:
            return padded(day.year, 4);
        case Part::ShortYear:
            return padded(day.year % 100, 2);
        case Part::Month:
            return padded(day.month, 2);
        case Part::Day:
            return padded(day.day, 2);
        case Part::Mark:
        case Part::Unknown:
            break;
    }
    return std::string(1, mark);
}

}  // namespace

bool is_serial_date(std::string_view pattern) {
    while (!pattern.empty()) {
        const Piece piece = next_piece(pattern);
        if (piece.part == Part::Unknown) return false;
        pattern.remove_prefix(piece.length);
    }
    return true;
}

std::string serial_stem(const SerialSettings& settings, Instant at, const feel::Zone& zone) {
    std::string stem = settings.prefix;
    const std::optional<feel::DateTime> now = moment_of(at, zone);
    if (!now) return stem;
    for (std::string_view pattern = settings.date; !pattern.empty();) {
        const Piece piece = next_piece(pattern);
        stem += text_of(piece.part, pattern.front(), now->date);
        pattern.remove_prefix(piece.length);
    }
    return stem;
}

std::string serial_no(std::string_view stem, std::int64_t number, std::int32_t digits) {
    return std::string{stem} + padded(number, static_cast<std::size_t>(digits));
}

}  // namespace wf
