// wf-gateway: HTTP for the engine. It holds no rule of the business: what it answers, SQL has decided.
#include "gateway/base/settings.hpp"
#include "gateway/doctor/doctor.hpp"
#include "gateway/serve/serve.hpp"

#include <exception>
#include <iostream>
#include <string>
#include <vector>

#ifndef WF_VERSION
#define WF_VERSION "0"
#endif

namespace {

constexpr const char* usage =
    "usage: wf-gateway serve [--config=FILE] [--NAME=VALUE ...]\n"
    "       wf-gateway doctor [the same]\n"
    "       wf-gateway --version | --help\n\n"
    "serve answers; doctor looks at settings, database and roles, and says what to do.\n"
    "Settings come from the file, then from WF_GATEWAY_<NAME>, then from the command line.\n\n";

}  // namespace

int main(int count, char** words) {
    std::vector<std::string> arguments(words + 1, words + count);
    const std::string command = arguments.empty() ? "" : arguments.front();
    if (!arguments.empty()) { arguments.erase(arguments.begin()); }
    try {
        if (command == "--version") {
            std::cout << "wf-gateway " << WF_VERSION << "\n";
            return 0;
        }
        if (command == "--help") {
            std::cout << usage << wf::gateway::describe_settings();
            return 0;
        }
        const auto read = [&] { return wf::gateway::read_settings(arguments); };
        if (command == "serve") { return wf::gateway::serve(read); }
        if (command == "doctor") { return wf::gateway::examine(read, WF_VERSION, std::cout); }
        std::cerr << usage;
        return 2;
    } catch (const std::exception& error) {
        std::cerr << "wf-gateway: " << error.what() << "\n";
        return 1;
    }
}
