// The same for src/pg, with PostgreSQL's headers.
#include "core/precompiled.hpp"
#include "core/step/decision.hpp"

#include <charconv>
#include <exception>
#include <new>
#include <ranges>

#include "pg/server/arguments.hpp"
#include "pg/server/error_boundary.hpp"
#include "pg/server/spi.hpp"

#include "pg/server/postgres.hpp"
