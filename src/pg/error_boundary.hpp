// The border between C++ exceptions and PostgreSQL's errors (longjmp), once in each direction.
//
// enter(): PostgreSQL calls us. An exception becomes ereport(ERROR), after the catch block has been left, so
// no C++ frame
//          and no exception object is jumped over.
// call():  we call PostgreSQL. An ereport(ERROR) becomes a C++ exception: an empty token, while the ErrorData
// stays where
//          PostgreSQL put it, so SQLSTATE, DETAIL, HINT and CONTEXT survive until enter() throws it on.
//
// The law: while an object with a destructor lives on the stack, PostgreSQL is called through call() only,
// and inside its lambda live plain values only. Nobody else catches; nobody swallows a PostgresError.
#pragma once

#include "core/event.hpp"
#include "pg/error.hpp"

#include <exception>
#include <new>
#include <type_traits>

#include "pg/postgres.hpp"

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

template <class F>
Datum enter(F&& f) {
    const detail::SavedStack saved;
    const MemoryContext context = CurrentMemoryContext;
    bool from_postgres = false;
    try {
        return f();
    } catch (const PostgresError&) {
        from_postgres = true;
    } catch (Error& error) {
        detail::pending_error() = std::move(error);
    } catch (const feel::LimitExceeded& limit) {
        detail::pending_error() = Error::limit_exceeded(limit.message);
    } catch (const InconsistentLog& problem) {
        detail::pending_error() = Error::inconsistent_log(problem.what());
    } catch (const std::bad_alloc&) {
        detail::pending_error() = Error::out_of_memory();
    } catch (const std::exception& error) {
        detail::pending_error() = Error::internal(error.what());
    } catch (...) {
        detail::pending_error() = Error::internal("unknown C++ exception");
    }
    saved.restore();
    MemoryContextSwitchTo(context);
    if (from_postgres) PG_RE_THROW();
    detail::raise_pending();
}

// For loops that data controls: lets a cancel or a statement_timeout through.
inline void check_interrupts() {
    if (INTERRUPTS_PENDING_CONDITION()) call([] { ProcessInterrupts(); });
}

}  // namespace wf::pg
