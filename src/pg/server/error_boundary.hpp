// The border between C++ exceptions and PostgreSQL's errors (longjmp), once in each direction.
//
// enter():   PostgreSQL calls us. An exception becomes ereport(ERROR), after the catch block has been left, so that
//            no C++ frame and no exception object is jumped over.
// call():    we call PostgreSQL. An ereport(ERROR) becomes a C++ exception: an empty token, while the ErrorData stays
//            where PostgreSQL put it, so SQLSTATE, DETAIL, HINT and CONTEXT survive until enter() throws it on.
// attempt(): like enter(), but ends in a value: the subtransaction that failed is rolled back, and the caller goes on.
//
// The law: while an object with a destructor lives on the stack, PostgreSQL is called through call() only,
// and inside its lambda live plain values only. Nobody else catches; nobody swallows a PostgresError
// but attempt(), which rolls back what it has spoilt.
#pragma once

#include "core/base/inconsistent_log.hpp"
#include "core/expression/limit_exceeded.hpp"
#include "pg/server/error.hpp"

#include <exception>
#include <new>
#include <optional>
#include <type_traits>

#include "pg/server/postgres.hpp"

namespace wf::pg {

// Not a std::exception, so that no catch of those can eat a query cancel.
struct PostgresError {};

namespace detail {

struct SavedStack {
    sigjmp_buf* const exception_stack = PG_exception_stack;
    ErrorContextCallback* const error_context = error_context_stack;
    void restore() const {
        PG_exception_stack = exception_stack;
        error_context_stack = error_context;
    }
};

// sigsetjmp lives in a frame that holds nothing with a destructor. True: `f` came to its end.
template <class F>
[[gnu::noinline]] bool returns(F& f) {
    const SavedStack saved;
    sigjmp_buf here;
    if (sigsetjmp(here, 0) != 0) {
        saved.restore();
        return false;
    }
    PG_exception_stack = &here;
    f();
    saved.restore();
    return true;
}

// What the catch block keeps for ereport. Static: ereport never comes back to free it; the next error does.
inline Error& pending_error() {
    static Error error;
    return error;
}

[[noreturn]] void raise_pending();

}  // namespace detail

// How many functions of ours are under way within one another: what somebody else's code calls, while one of
// them runs it, is deeper.
inline int& entered() {
    static int functions = 0;
    return functions;
}

namespace detail {

struct Entered {
    Entered() {
        ++entered();
        quote_all_identifiers = false;  // a table has one name for all sessions
    }
    ~Entered() {
        --entered();
        quote_all_identifiers = quotes_all;
    }
    Entered(const Entered&) = delete;
    Entered& operator=(const Entered&) = delete;
    const bool quotes_all = quote_all_identifiers;
};

}  // namespace detail

template <class F>
auto call(F&& f) -> std::invoke_result_t<F> {
    using Result = std::invoke_result_t<F>;
    const MemoryContext context = CurrentMemoryContext;
    if constexpr (std::is_void_v<Result>) {
        if (detail::returns(f)) return;
    } else {
        static_assert(std::is_trivially_copyable_v<Result>);
        Result result{};
        auto store = [&] { result = f(); };
        if (detail::returns(store)) return result;
    }
    MemoryContextSwitchTo(context);
    throw PostgresError{};
}

namespace detail {

enum class Outcome { Fine, PostgresRaised, WeThrew };

// The only catch. What we threw ourselves is in pending_error() then.
template <class F>
Outcome outcome_of(F&& f) {
    try {
        f();
        return Outcome::Fine;
    } catch (const PostgresError&) {
        return Outcome::PostgresRaised;
    } catch (Error& error) {
        pending_error() = std::move(error);
    } catch (const feel::LimitExceeded& limit) {
        pending_error() = Error::limit_exceeded(limit.message);
    } catch (const InconsistentLog& problem) {
        pending_error() = Error::inconsistent_log(problem.what());
    } catch (const std::bad_alloc&) {
        pending_error() = Error::out_of_memory();
    } catch (const std::exception& error) {
        pending_error() = Error::internal(error.what());
    } catch (...) {
        pending_error() = Error::internal("unknown C++ exception");
    }
    return Outcome::WeThrew;
}

}  // namespace detail

// An error of PostgreSQL on its way out of `f` passes `edit`, which may raise another one instead.
template <class F, class Edit>
auto on_postgres_error(F&& f, Edit&& edit) -> std::invoke_result_t<F> {
    try {
        return f();
    } catch (const PostgresError&) {
        edit();
        throw;
    }
}

namespace detail {

// Takes the server's error off its stack; a cancel or a shutdown stays there and goes on its way.
Error take_postgres_error();

}  // namespace detail

template <class F>
Datum enter(F&& f) {
    const detail::SavedStack saved;
    const MemoryContext context = CurrentMemoryContext;
    Datum result = 0;
    const detail::Outcome outcome = detail::outcome_of([&] {
        const detail::Entered here;
        result = f();
    });
    if (outcome == detail::Outcome::Fine) return result;
    saved.restore();
    MemoryContextSwitchTo(context);
    if (outcome == detail::Outcome::PostgresRaised) PG_RE_THROW();
    detail::raise_pending();
}

// Does `f` in a subtransaction of its own. If it fails, the subtransaction is rolled back and the error is
// given: that, and nothing less, is what makes it right to go on after one. Taken inside: EngineRights, which
// belong to a nesting level.
template <class F>
std::optional<Error> attempt(F&& f) {
    const detail::SavedStack saved;
    const MemoryContext context = CurrentMemoryContext;
    const ResourceOwner owner = CurrentResourceOwner;
    call([] { BeginInternalSubTransaction(nullptr); });
    MemoryContextSwitchTo(context);
    const detail::Outcome outcome = detail::outcome_of(f);
    saved.restore();
    MemoryContextSwitchTo(context);
    std::optional<Error> failure;
    if (outcome == detail::Outcome::PostgresRaised) failure = detail::take_postgres_error();
    if (outcome == detail::Outcome::WeThrew) failure = std::move(detail::pending_error());
    call([&] {
        if (outcome == detail::Outcome::Fine)
            ReleaseCurrentSubTransaction();
        else
            RollbackAndReleaseCurrentSubTransaction();
    });
    MemoryContextSwitchTo(context);
    CurrentResourceOwner = owner;
    return failure;
}

namespace detail {

// The transaction is over, and the server's log has the error.
Error abort_transaction(bool is_of_postgres);

}  // namespace detail

// Like attempt(), for a process that has no client: `f` begins and ends transactions itself, and if it fails, the one that
// it is in is rolled back.
template <class F>
std::optional<Error> at_top_level(F&& f) {
    const detail::SavedStack saved;
    const MemoryContext context = CurrentMemoryContext;
    const detail::Outcome outcome = detail::outcome_of(f);
    saved.restore();
    MemoryContextSwitchTo(context);
    if (outcome == detail::Outcome::Fine) return {};
    return detail::abort_transaction(outcome == detail::Outcome::PostgresRaised);
}

// For loops that data controls: lets a cancel or a statement_timeout through.
inline void check_interrupts() {
    if (INTERRUPTS_PENDING_CONDITION()) call([] { ProcessInterrupts(); });
}

}  // namespace wf::pg
