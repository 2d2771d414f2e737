// While the engine makes triggers of its own on a table of the host.
#pragma once

#include <string>
#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {

class ChangingTriggers {
public:
    ChangingTriggers();
    ~ChangingTriggers();
    ChangingTriggers(const ChangingTriggers&) = delete;
    ChangingTriggers& operator=(const ChangingTriggers&) = delete;
};

// In this session: event triggers have nothing to say to that.
bool are_triggers_being_changed();

// DDL on triggers, for event triggers, whoever changes the table: with the rights of whoever has made these. Needs Spi.
void execute_as_superuser(const std::vector<std::string>& statements);

// Whoever makes a trigger has to own the table and to be allowed to call the function, and nobody may call that: the
// owner may for as long as this takes. Of a partitioned table for longer, for PostgreSQL makes the triggers of each new
// partition in their name. Needs the engine's rights, and Spi.
class MayMakeTriggers {
public:
    // `functions`: trigger functions, separated by ", ".
    MayMakeTriggers(Oid table, Oid caller, const std::string& functions);
    void give_back();

private:
    std::string revoke_;
};

}  // namespace wf::pg
