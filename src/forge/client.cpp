#include "forge/client.hpp"

#include <array>
#include <cerrno>
#include <condition_variable>
#include <csignal>
#include <mutex>
#include <thread>

#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "forge/messages.hpp"
#include "registry/ask.hpp"

extern char** environ; // NOLINT: POSIX

namespace imgfix::forge {

namespace {

constexpr std::size_t max_answer = 256U << 20; // bytes of one line

} // namespace

/// One socket to the program: its standard input and output.
struct Client::Implementation {
    explicit Implementation(Settings given) : settings(std::move(given)) {}
    ~Implementation() {
        if (socket >= 0)
            ::shutdown(socket, SHUT_WR);
        if (reader.joinable())
            reader.join();
        if (socket >= 0)
            ::close(socket);
        if (child > 0)
            while (::waitpid(child, nullptr, 0) < 0 && errno == EINTR)
                ;
    }
    Implementation(const Implementation&) = delete;
    Implementation& operator=(const Implementation&) = delete;

    void start() {
        std::array<int, 2> ends{-1, -1};
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
            return;
        posix_spawn_file_actions_t actions;
        ::posix_spawn_file_actions_init(&actions);
        ::posix_spawn_file_actions_adddup2(&actions, ends[1], STDIN_FILENO);
        ::posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
        std::string program = registry::helper_program();
        std::string word = "forge";
        std::array<char*, 3> arguments{program.data(), word.data(), nullptr};
        if (::posix_spawnp(&child, program.c_str(), &actions, nullptr, arguments.data(), environ) != 0)
            child = -1;
        ::posix_spawn_file_actions_destroy(&actions);
        ::close(ends[1]);
        if (child < 0) {
            ::close(ends[0]);
            return;
        }
        socket = ends[0];
        reader = std::thread([this] { read_answers(); });
        put(line_of(settings));
    }

    void put(std::string_view text) const {
        while (!text.empty()) {
            const ssize_t put_now = ::send(socket, text.data(), text.size(), MSG_NOSIGNAL);
            if (put_now < 0 && errno != EINTR)
                return; // the reader sees the end
            text.remove_prefix(put_now > 0 ? static_cast<std::size_t>(put_now) : 0);
        }
    }

    void read_answers() {
        std::string text;
        std::vector<char> buffer(65536);
        for (;;) {
            const ssize_t got = ::read(socket, buffer.data(), buffer.size());
            if (got < 0 && errno == EINTR)
                continue;
            if (got <= 0 || text.size() > max_answer)
                break;
            text.append(buffer.data(), static_cast<std::size_t>(got));
            for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n')) {
                Json json = Json::parse(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(end), nullptr, false);
                text.erase(0, end + 1);
                if (!json.is_object() || !json.contains("id") || !json["id"].is_number_unsigned())
                    continue;
                const auto id = json["id"].get<std::size_t>();
                const std::scoped_lock lock(mutex);
                answers[id] = std::move(json);
                changed.notify_all();
            }
        }
        const std::scoped_lock lock(mutex);
        over = true;
        changed.notify_all();
    }

    Json call(const char* name, Json arguments) {
        std::unique_lock lock(mutex);
        if (!started) {
            started = true;
            start();
        }
        if (child < 0)
            throw Failed("imgfix-net, which asks forges, cannot be started: it is installed beside imgfix", 0);
        const std::size_t id = ++last;
        arguments["id"] = id;
        arguments["call"] = name;
        put(line_of(arguments));
        changed.wait(lock, [&] { return over || answers.count(id) != 0; });
        const auto found = answers.find(id);
        if (found == answers.end())
            throw Failed("imgfix-net ended without an answer", 0);
        Json answer = std::move(found->second);
        answers.erase(found);
        sent = std::max(sent, answer.value("requests", std::size_t{0}));
        if (answer.contains("error"))
            throw Failed(answer.value("error", std::string()), answer.value("status", 0L));
        return answer;
    }

    template <typename Type> Type ask(const char* name, Json arguments) {
        const Json answer = call(name, std::move(arguments));
        try {
            return answer.at("result").get<Type>();
        } catch (const Json::exception&) {
            throw Failed("imgfix-net gave an answer that cannot be read", 0);
        }
    }

    Settings settings;
    std::mutex mutex;
    std::condition_variable changed;
    std::map<std::size_t, Json> answers;
    std::thread reader;
    std::size_t last = 0;
    std::size_t sent = 0;
    pid_t child = -1;
    int socket = -1;
    bool started = false;
    bool over = false;
};

Client::Client(Settings settings) : own_(std::make_unique<Implementation>(std::move(settings))) {}
Client::~Client() = default;

std::vector<Repository> Client::repositories(const std::string& owner) {
    return own_->ask<std::vector<Repository>>("repositories", {{"owner", owner}});
}

Repository Client::repository(const std::string& path) { return own_->ask<Repository>("repository", {{"path", path}}); }

std::vector<Pull> Client::pulls(const std::string& path, const std::string& prefix,
                                const std::vector<std::string>& branches) {
    return own_->ask<std::vector<Pull>>("pulls", {{"path", path}, {"prefix", prefix}, {"branches", branches}});
}

Pull Client::open(const std::string& path, const Pull& wanted) {
    return own_->ask<Pull>("open", {{"path", path}, {"pull", wanted}});
}

void Client::update(const std::string& path, const Pull& wanted) {
    own_->call("update", {{"path", path}, {"pull", wanted}});
}

void Client::close(const std::string& path, const Pull& pull) { own_->call("close", {{"path", path}, {"pull", pull}}); }

std::string Client::put_issue(const std::string& path, const std::string& marker, const std::string& title,
                              const std::string& body) {
    return own_->ask<std::string>("issue", {{"path", path}, {"marker", marker}, {"title", title}, {"body", body}});
}

PullFiles Client::pull_files(const std::string& path, long number) {
    return own_->ask<PullFiles>("files", {{"path", path}, {"number", number}});
}

void Client::comment(const std::string& path, long number, const PullFiles& files,
                     const std::vector<LineComment>& comments) {
    own_->call("comment", {{"path", path}, {"number", number}, {"files", files}, {"comments", comments}});
}

Kind Client::kind() const { return own_->settings.kind; }

std::size_t Client::requests() {
    const std::scoped_lock lock(own_->mutex);
    return own_->sent;
}

} // namespace imgfix::forge
