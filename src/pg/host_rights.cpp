#include "pg/host_rights.hpp"

#include "pg/postgres.hpp"

namespace wf::pg {
namespace {

void set(const char* name, const std::string& value) {
    const char* const text = value.c_str();
    call([&] { set_config_option(name, text, PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false); });
}

// Else the same contents would have another text in another session.
void fix_text_forms() {
    set("search_path", "pg_catalog, pg_temp");
    set("TimeZone", "UTC");
    set("DateStyle", "ISO");
    set("IntervalStyle", "iso_8601");
    set("extra_float_digits", "1");
    set("bytea_output", "hex");
    set("lc_monetary", "C");
}

}  // namespace

ReadingAsOwner::ReadingAsOwner(const BoundTable& table) {
    GetUserIdAndSecContext(&before_, &security_context_);
    SetUserIdAndSecContext(table.owner, security_context_ | SECURITY_LOCAL_USERID_CHANGE |
                                            SECURITY_RESTRICTED_OPERATION | SECURITY_NOFORCE_RLS);
    if (table.is_plain) return;
    level_ = NewGUCNestLevel();
    fix_text_forms();
}

void ReadingAsOwner::give_back() {
    if (level_ != 0) call([&] { AtEOXact_GUC(false, level_); });
    SetUserIdAndSecContext(before_, security_context_);
}

WritingAsOwner::WritingAsOwner(const BoundTable& table, EngineRights& rights) : rights_(rights) {
    rights_.step_back();
    GetUserIdAndSecContext(&caller_, &security_context_);
    level_ = NewGUCNestLevel();
    set("search_path", table.schema + ", pg_temp");
    SetUserIdAndSecContext(table.owner,
                           security_context_ | SECURITY_LOCAL_USERID_CHANGE | SECURITY_NOFORCE_RLS);
}

void WritingAsOwner::give_back() {
    call([&] { AtEOXact_GUC(false, level_); });
    SetUserIdAndSecContext(caller_, security_context_);
    rights_.step_in();
}

}  // namespace wf::pg
