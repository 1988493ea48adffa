#include <system_error>
#include <stdexcept>
#include <iostream>

namespace delivery {

class unreachable : public std::runtime_error { using runtime_error::runtime_error; };

bool retryable(const std::error_code& ec) noexcept {
    return ec == std::errc::connection_refused || ec == std::errc::connection_reset || ec == std::errc::timed_out ||
           ec == std::errc::network_unreachable || ec == std::errc::host_unreachable || ec == std::errc::broken_pipe;
}

const char* words(int status) {
    switch (status) {
        case 400: return "Bad Request";
        case 401: return "Unauthorized";
        case 403: return "Forbidden";
        case 404: return "Not Found";
        case 405: return "Method Not Allowed";
        case 409: return "Conflict";
        case 413: return "Payload Too Large";
        case 414: return "URI Too Long";
        case 429: return "Too Many Requests";
        case 431: return "Request Header Fields Too Large";
        case 500: return "Internal Server Error";
        case 501: return "Not Implemented";
        case 502: return "Bad Gateway";
        case 503: return "Service Unavailable";
        case 504: return "Gateway Timeout";
    }
    return "Unknown";
}

static const std::pair<int, const char*> lines[] = {
    {400, "HTTP/1.1 400 Bad Request\r\n"},
    {404, "HTTP/1.1 404 Not Found\r\n"},
    {500, "HTTP/1.1 500 Internal Server Error\r\n"},
    {503, "HTTP/1.1 503 Service Unavailable\r\n"},
};

void* allocate(std::size_t size) {
    try { return ::operator new(size); }
    catch (const std::bad_alloc&) { std::clog << "trying smaller pieces\n"; return nullptr; }
    catch (const std::out_of_range& e) { throw unreachable(e.what()); }
}

}  // namespace delivery
