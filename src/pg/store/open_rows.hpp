// Is anything open for a row? The question that every UPDATE of a bound table asks, so it is asked of the index
// itself: a statement, with the engine's rights around it, takes five times as long.
#pragma once

#include "pg/host/bound_table.hpp"

#include <cstdint>
#include <string>
#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {

// For the rows of one statement. After some of them it reads at once which rows of the table anything has ever
// been about, if that costs no more than asking so often. Others need not be asked for: nobody else begins
// anything about a row that is locked, and what this session begins itself is noticed. It stays true for all
// rows that the same command has written.
class OpenRows {
public:
    // Kept with the statement that the trigger belongs to.
    static OpenRows& of(FunctionCallInfo trigger);

    // An instance about the row has not ended, as far as is committed now. Needs no rights.
    bool has(const BoundTable& table, const std::string& key, CommandId written_by);

private:
    void begin(CommandId written_by);
    void look_at_all(const BoundTable& table);

    CommandId written_by_ = InvalidCommandId;
    std::uint64_t own_changes_ = 0;
    std::size_t asked_ = 0;
    std::size_t next_look_ = 0;
    std::vector<bool> marks_;  // by a hash of the key; empty: not read
};

// This session has written an instance.
void note_instance_written();

}  // namespace wf::pg
