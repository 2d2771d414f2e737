// Nothing is written while one of these lives: the server refuses it, also to functions of others that are
// called meanwhile. An error that ends the transaction, or a subtransaction around it, ends this too.
#pragma once

#include "pg/server/postgres.hpp"

namespace wf::pg {

class ReadOnly {
public:
    ReadOnly() { XactReadOnly = true; }
    ~ReadOnly() { XactReadOnly = before_; }
    ReadOnly(const ReadOnly&) = delete;
    ReadOnly& operator=(const ReadOnly&) = delete;

private:
    const bool before_ = XactReadOnly;
};

}  // namespace wf::pg
