// One request and the way to answer it.
#pragma once

#include "gateway/base/settings.hpp"
#include "gateway/http/message.hpp"
#include "gateway/http/stream.hpp"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace wf::gateway {

class Exchange {
public:
    using Parser = http::request_parser<http::buffer_body>;

    Request request;
    std::string subject;     // who it was, for the access log: the handler says
    std::string refusal;     // the code of its error, for the access log

    Exchange(Stream& stream, boost::beast::flat_buffer& buffer, Parser& parser, const Settings& settings, const bool& is_stopping);

    // The whole body. Throws Failure 413 beyond `limit` bytes (0: the setting), 408 if it does not come in time.
    Task<std::string> body(std::size_t limit = 0);
    // The next part of the body, 0 at its end; `limit` is for all of it.
    Task<std::size_t> read_some(std::span<char> into, std::size_t limit);

    Task<void> respond(Response response);

    // An answer whose length is not known before (chunked). After begin, only write and finish.
    Task<void> begin(Response head);
    Task<void> write(std::string_view part);  // throws boost::system::system_error when the client is gone
    Task<void> finish();

    // Waits until the client goes away. What it sends meanwhile is kept; after too much of it nobody can see whether it goes.
    Task<void> closed();

    [[nodiscard]] bool has_answered() const { return has_answered_; }
    [[nodiscard]] bool is_stopping() const { return is_stopping_; }  // the gateway: long answers should end
    [[nodiscard]] unsigned status() const { return status_; }
    [[nodiscard]] std::size_t bytes() const { return bytes_; }
    [[nodiscard]] bool keeps_alive() const { return keeps_alive_ && is_whole_; }
    [[nodiscard]] bool is_whole() const { return is_whole_; }    // the answer, as far as it could be sent
    [[nodiscard]] bool is_stream() const { return is_stream_; }  // events, until one of both leaves
    [[nodiscard]] const Settings& settings() const { return settings_; }

private:
    void count_body(std::size_t more, std::size_t limit);

    Stream& stream_;
    boost::beast::flat_buffer& buffer_;
    Parser& parser_;
    const Settings& settings_;
    const bool& is_stopping_;
    bool has_answered_ = false;
    bool is_whole_ = false;
    bool is_stream_ = false;
    bool keeps_alive_;
    bool has_continued_ = false;
    unsigned status_ = 0;
    std::size_t bytes_ = 0;     // of the answer
    std::size_t received_ = 0;  // of the body
};

}  // namespace wf::gateway
