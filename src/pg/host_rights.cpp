#include "pg/host_rights.hpp"

#include "pg/postgres.hpp"

namespace wf::pg {
namespace {

void set(const char* name, const std::string& value) {
    const char* const text = value.c_str();
    call([&] { set_config_option(name, text, PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false); });
}

constexpr const char* no_path_of_others = "pg_catalog, pg_temp";

void become_owner(const BoundTable& table, int security_context) {
    SetUserIdAndSecContext(table.owner, security_context | SECURITY_LOCAL_USERID_CHANGE |
                                            SECURITY_RESTRICTED_OPERATION | SECURITY_NOFORCE_RLS);
}

}  // namespace

FixedForms::FixedForms() : level_(NewGUCNestLevel()) {
    set("search_path", no_path_of_others);
    set("TimeZone", "UTC");
    set("DateStyle", "ISO, MDY");
    set("IntervalStyle", "iso_8601");
    set("extra_float_digits", "1");
    set("bytea_output", "hex");
    set("lc_monetary", "C");
}

void FixedForms::give_back() {
    call([&] { AtEOXact_GUC(false, level_); });
}

ReadingAsOwner::ReadingAsOwner(const BoundTable& table) {
    GetUserIdAndSecContext(&before_, &security_context_);
    become_owner(table, security_context_);
    if (!table.is_plain) forms_.emplace();
}

void ReadingAsOwner::give_back() {
    if (forms_) forms_->give_back();
    SetUserIdAndSecContext(before_, security_context_);
}

ReadingForCaller::ReadingForCaller(const BoundTable& table) {
    GetUserIdAndSecContext(&before_, &security_context_);
    become_owner(table, security_context_);
    level_ = NewGUCNestLevel();
    set("search_path", no_path_of_others);
}

void ReadingForCaller::give_back() {
    call([&] { AtEOXact_GUC(false, level_); });
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
