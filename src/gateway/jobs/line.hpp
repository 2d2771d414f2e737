// Workers who wait for jobs of one topic stand in line: only the first of them asks the database, so that a hundred idle
// workers cost what one does.
#pragma once

#include "gateway/base/asio.hpp"

#include <list>
#include <map>
#include <string>

namespace wf::gateway {

class Lines {
public:
    // A place in a line, as long as it lives. Whoever leaves the front wakes the next.
    class Place {
    public:
        Place(Lines& lines, const std::string& name, asio::steady_timer& timer);
        ~Place();
        Place(const Place&) = delete;
        Place& operator=(const Place&) = delete;
        [[nodiscard]] bool is_first() const { return line_->second.front() == &timer_; }

    private:
        using Line = std::map<std::string, std::list<asio::steady_timer*>>::iterator;
        Lines& lines_;
        asio::steady_timer& timer_;
        Line line_;
    };

private:
    std::map<std::string, std::list<asio::steady_timer*>> lines_;
};

}  // namespace wf::gateway
