// One input of a table cut into regions in which all its cells answer the same: the points that the cells
// compare with, and what lies between two of them. A cell is then a set of regions.
#pragma once

#include "core/decision_table/table.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace wf {

// What an analysis may still spend; every loop that data controls charges it.
class Work {
public:
    Work(std::size_t limit, void (*interrupt)()) : left_(limit), interrupt_(interrupt) {}

    // False: it is spent.
    bool spend(std::size_t steps) {
        if (interrupt_ != nullptr && (spent_ += steps) >= pause) spent_ = 0, interrupt_();
        if (steps >= left_) return left_ = 0, false;
        left_ -= steps;
        return true;
    }

private:
    static constexpr std::size_t pause = 10'000;
    std::size_t left_;
    std::size_t spent_ = 0;
    void (*interrupt_)();
};

// A set of regions of one axis. All sets of an axis have the same size.
class Regions {
public:
    explicit Regions(std::size_t count = 0) : count_(count), words_((count + 63) / 64) {}

    void add(std::size_t region) { words_[region / 64] |= std::uint64_t{1} << (region % 64); }
    bool has(std::size_t region) const { return (words_[region / 64] >> (region % 64) & 1U) != 0; }
    bool empty() const {
        for (const std::uint64_t word : words_)
            if (word != 0) return false;
        return true;
    }
    std::size_t words() const { return words_.size(); }
    std::size_t size() const { return count_; }

    bool meets(const Regions& other) const {
        for (std::size_t i = 0; i < words_.size(); ++i)
            if ((words_[i] & other.words_[i]) != 0) return true;
        return false;
    }
    Regions operator&(const Regions& other) const { return combined(other, 0); }
    Regions operator-(const Regions& other) const { return combined(other, ~std::uint64_t{0}); }
    bool operator==(const Regions&) const = default;

private:
    Regions combined(const Regions& other, std::uint64_t flip) const {
        Regions result = *this;
        for (std::size_t i = 0; i < words_.size(); ++i) result.words_[i] &= other.words_[i] ^ flip;
        return result;
    }

    std::size_t count_;
    std::vector<std::uint64_t> words_;
};

class Axis {
public:
    // Nullopt: too much work.
    static std::optional<Axis> of(const DecisionTable& table, std::size_t input, Work& work);

    // All that the input is meant to be. It may also be null, or of another type if it has none: there is no
    // gap in that, but a rule with "-" is for it.
    const Regions& domain() const { return domain_; }

    // The cell of a rule. `is_known` false: it tests more than can be seen here, and `regions` is everything.
    struct Cell {
        Regions regions;
        bool is_known = true;
    };
    const Cell& cell(std::size_t rule) const { return cells_[rule]; }

    // Of the part in the domain: `amount in [1000..2000]`, `kind = "sick"`. Empty if that is all of it.
    std::string describe(const Regions& regions) const;
    // `amount = 1500`: a value of the first region.
    std::string example(const Regions& regions) const;

private:
    struct Region {
        feel::Value sample;
        bool is_point = false;
        bool is_listed = false;  // its neighbours are no neighbours of the value
        bool is_stray = false;   // not in the domain
        // Of an open region: absent, if there is none on this side.
        std::optional<feel::Value> low{}, high{};
        bool is_other = false;  // all values that no cell names
    };

    static std::vector<const feel::Expression*> tests_of(const DecisionTable& table, std::size_t input);
    void add_type(std::vector<feel::Value> points, bool by_order);
    void add_strays(bool has_null, bool has_type);
    bool find_domain(const feel::Expression* values, Work& work);
    bool answer(const DecisionTable& table, std::size_t input, Work& work);
    std::optional<Regions> regions_of(const feel::Expression& tests, Work& work) const;
    std::string run(std::size_t first, std::size_t last) const;
    std::string others(const Regions& regions) const;

    std::string title_;
    std::vector<Region> regions_;                       // type by type, each in its order
    std::unordered_map<std::string_view, bool> known_;  // the text of a test: can it be seen through?
    Regions everything_, domain_;
    std::vector<Cell> cells_;
};

}  // namespace wf
