// `imgfix-net forge`: calls come in as JSON lines, settings first; answers go out as they are done.
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <iostream>
#include <mutex>
#include <string>
#include <thread>

#include <curl/curl.h>

#include "forge/api.hpp"

namespace imgfix::forge {

namespace {

constexpr unsigned threads = 8; // calls at the same time

Json answer_of(Api& api, const Json& call) {
    const auto name = call.at("call").get<std::string>();
    if (name == "repositories")
        return api.repositories(call.at("owner"));
    const auto path = call.at("path").get<std::string>();
    if (name == "repository")
        return api.repository(path);
    if (name == "pulls")
        return api.pulls(path, call.at("prefix"), call.at("branches"));
    if (name == "open")
        return api.open(path, call.at("pull"));
    if (name == "update")
        api.update(path, call.at("pull"));
    else if (name == "close")
        api.close(path, call.at("pull"));
    else if (name == "issue")
        return api.put_issue(path, call.at("marker"), call.at("title"), call.at("body"));
    else if (name == "files")
        return api.pull_files(path, call.at("number"));
    else if (name == "comment")
        api.comment(path, call.at("number"), call.at("files"), call.at("comments"));
    else
        throw Failed("imgfix-net does not know the call " + name, 0);
    return true;
}

class Server {
public:
    Server(Settings settings, std::string token) : gate_(std::move(settings), std::move(token)) {}

    /// Ends the process when imgfix is gone: nothing is begun that nobody waits for.
    [[noreturn]] void run() {
        for (unsigned k = 0; k < threads; ++k)
            std::thread([this] { work(); }).detach();
        for (std::string line; std::getline(std::cin, line);) {
            Json call = Json::parse(line, nullptr, false);
            if (!call.is_object())
                continue;
            const std::scoped_lock lock(mutex_);
            calls_.push_back(std::move(call));
            changed_.notify_one();
        }
        std::_Exit(0);
    }

private:
    void work() {
        const auto api = make_api(gate_);
        for (;;) {
            Json call;
            {
                std::unique_lock lock(mutex_);
                changed_.wait(lock, [this] { return !calls_.empty(); });
                call = std::move(calls_.front());
                calls_.pop_front();
            }
            Json answer = {{"id", call.value("id", std::size_t{0})}};
            try {
                answer["result"] = answer_of(*api, call);
            } catch (const Failed& failed) {
                answer["error"] = failed.what();
                answer["status"] = failed.status;
            } catch (const std::exception& error) {
                answer["error"] = std::string("internal error of imgfix-net: ") + error.what();
            }
            answer["requests"] = gate_.requests.load();
            const std::string text = line_of(answer);
            const std::scoped_lock lock(output_);
            std::fwrite(text.data(), 1, text.size(), stdout);
            std::fflush(stdout);
        }
    }

    Gate gate_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Json> calls_;
    std::mutex output_;
};

/// Answers each call with the same error.
int refuse(const std::string& error) {
    for (std::string line; std::getline(std::cin, line);) {
        const Json call = Json::parse(line, nullptr, false);
        if (call.is_object())
            std::cout << line_of({{"id", call.value("id", std::size_t{0})}, {"error", error}}) << std::flush;
    }
    return 0;
}

} // namespace

int serve() {
    ::curl_global_init(CURL_GLOBAL_DEFAULT); // before there are threads
    std::string line;
    std::getline(std::cin, line);
    Settings settings;
    try {
        settings = Json::parse(line).get<Settings>();
    } catch (const Json::exception&) {
        std::cerr << "imgfix-net: error: the settings cannot be read\n";
        return 2;
    }
    while (settings.api.ends_with('/'))
        settings.api.pop_back();
    if (registry::origin_of(settings.api).empty())
        return refuse("the forge's address is no http or https address");
    std::string error;
    std::string token = read_token(settings, error);
    if (!error.empty())
        return refuse(error);
    Server(std::move(settings), std::move(token)).run();
}

} // namespace imgfix::forge
