#include "gateway/http/client.hpp"

#include "gateway/base/failure.hpp"
#include "gateway/base/log.hpp"

#include <curl/curl.h>

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/url/encode.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>
#include <boost/url/url_view.hpp>

#include <memory>
#include <new>
#include <stdexcept>

namespace wf::gateway {
namespace {

// What the thread and the coroutine share: whichever is later ends it.
struct Work {
    HttpCall call;
    HttpAnswer answer;
    CURLcode result = CURLE_OK;
    std::string error;
    std::chrono::milliseconds timeout;
    const std::atomic<bool>& is_ending;
    asio::steady_timer done;
};

using Handle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using List = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

std::size_t take(char* data, std::size_t, std::size_t count, void* into) {
    std::string& body = static_cast<Work*>(into)->answer.body;
    if (body.size() + count > HttpClient::most_bytes) { return 0; }
    body.append(data, count);
    return count;
}

int must_end(void* of, curl_off_t, curl_off_t, curl_off_t, curl_off_t) { return static_cast<Work*>(of)->is_ending ? 1 : 0; }

List headers_of(const HttpCall& call) {
    List list(nullptr, &curl_slist_free_all);
    const auto add = [&](const std::string& line) {
        curl_slist* longer = curl_slist_append(list.get(), line.c_str());
        if (longer == nullptr) { throw std::bad_alloc(); }
        static_cast<void>(list.release());
        list.reset(longer);
    };
    add("Accept: application/json");
    add("Expect:");
    if (!call.body.empty()) { add("Content-Type: " + call.content_type); }
    for (const auto& [name, value] : call.headers) { add(name + ": " + value); }
    return list;
}

void perform(Work& work) {
    // One for each thread: its connections stay open for the next call.
    static thread_local const Handle handle(curl_easy_init(), &curl_easy_cleanup);
    CURL* curl = handle.get();
    if (curl == nullptr) { throw std::bad_alloc(); }
    curl_easy_reset(curl);
    const List headers = headers_of(work.call);
    char error[CURL_ERROR_SIZE] = "";
    curl_easy_setopt(curl, CURLOPT_URL, work.call.url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "https,http");
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(work.timeout.count() / 2));
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(work.timeout.count()));
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &take);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &work);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, &must_end);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &work);
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, error);
    if (!work.call.body.empty()) {
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(work.call.body.size()));
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, work.call.body.data());
    }
    work.result = curl_easy_perform(curl);
    work.error = error[0] != '\0' ? error : curl_easy_strerror(work.result);
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    work.answer.status = static_cast<unsigned>(status);
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, nullptr);
}

// Without its query, which may hold a secret.
std::string for_log(const std::string& url) { return url.substr(0, url.find('?')); }

[[noreturn]] void give_up(unsigned status, const std::string& url, const std::string& why) {
    write_log("warning", {{"message", "a call by HTTPS has failed"}, {"url", for_log(url)}, {"why", why}});
    const char* message = status == 504 ? "The identity provider is too slow." : "The identity provider cannot be asked.";
    Failure failure(status, "PGRST306", message, {}, "Try again later; the log of the gateway says more.");
    if (status == 503) { failure.headers.emplace_back("Retry-After", "5"); }
    throw failure;
}

struct Counted {
    std::size_t& count;
    explicit Counted(std::size_t& of) : count(of) { ++count; }
    ~Counted() { --count; }
    Counted(const Counted&) = delete;
    Counted& operator=(const Counted&) = delete;
};

}  // namespace

bool is_outside_address(const std::string& text) {
    const auto url = boost::urls::parse_uri(text);
    if (!url || url->has_userinfo()) { return false; }
    const std::string host = url->host();
    return url->scheme() == "https" || (url->scheme() == "http" && (host == "127.0.0.1" || host == "localhost" || host == "[::1]"));
}

HttpClient::HttpClient(asio::io_context& io) : io_(io) {
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) { throw std::runtime_error("libcurl cannot begin"); }  // before there are threads
}

HttpClient::~HttpClient() {
    is_ending_ = true;
    pool_.stop();
    pool_.join();
}

Task<HttpAnswer> HttpClient::ask(HttpCall call) {
    if (!is_outside_address(call.url)) { give_up(502, call.url, "only https"); }
    if (calls_ >= most_waiting) { give_up(503, call.url, "too many calls wait"); }
    const Counted counted(calls_);
    const auto never = asio::steady_timer::time_point::max();
    const std::shared_ptr<Work> work(new Work{std::move(call), {}, CURLE_OK, {}, timeout_, is_ending_, asio::steady_timer(io_, never)});
    asio::post(pool_, [work, &io = io_]() mutable {
        try {
            perform(*work);
        } catch (const std::exception& error) {
            work->result = CURLE_OUT_OF_MEMORY;
            work->error = error.what();
        }
        asio::post(io, [mine = std::move(work)] { mine->done.cancel(); });  // its end is in the loop, too: the timer is not for threads
    });
    error_code error;
    co_await work->done.async_wait(asio::redirect_error(asio::use_awaitable, error));
    if (work->result == CURLE_OPERATION_TIMEDOUT) { give_up(504, work->call.url, work->error); }
    if (work->result != CURLE_OK) { give_up(502, work->call.url, work->answer.body.size() + CURL_MAX_WRITE_SIZE > most_bytes ? "the answer is too long" : work->error); }
    HttpAnswer answer = std::move(work->answer);
    co_return answer;
}

std::string url_encoded(std::string_view text) { return boost::urls::encode(boost::core::string_view(text.data(), text.size()), boost::urls::unreserved_chars); }

std::string form(const std::vector<std::pair<std::string, std::string>>& fields) {
    std::string text;
    for (const auto& [name, value] : fields) { text += (text.empty() ? "" : "&") + name + "=" + url_encoded(value); }
    return text;
}

}  // namespace wf::gateway
