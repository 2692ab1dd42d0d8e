#include "registry/process.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <string_view>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ; // NOLINT: POSIX

namespace imgfix::registry {

namespace {

constexpr std::size_t max_errors = 64U << 10;

struct Pipe {
    std::array<int, 2> end{-1, -1};
    ~Pipe() {
        close(0);
        close(1);
    }
    Pipe() = default;
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    void close(std::size_t which) {
        if (end[which] >= 0)
            ::close(end[which]);
        end[which] = -1;
    }
};

std::vector<char*> pointers(const std::vector<std::string>& texts) {
    std::vector<char*> all;
    for (const std::string& one : texts)
        all.push_back(const_cast<char*>(one.c_str())); // NOLINT: posix_spawn does not write
    all.push_back(nullptr);
    return all;
}

/// This program's environment with some variables set anew.
std::vector<std::string> environment_with(const std::vector<std::string>& own) {
    std::vector<std::string> all;
    for (char** at = environ; *at != nullptr; ++at) {
        const std::string_view one = *at;
        const std::string_view name = one.substr(0, one.find('=') + 1);
        if (std::none_of(own.begin(), own.end(), [&](const std::string& other) { return other.starts_with(name); }))
            all.emplace_back(one);
    }
    all.insert(all.end(), own.begin(), own.end());
    return all;
}

/// -1: not started.
pid_t start(const Program& program, const Pipe& in, const Pipe& out, const Pipe& err) {
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, in.end[1], STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, out.end[1], STDOUT_FILENO);
    if (program.take_errors)
        ::posix_spawn_file_actions_adddup2(&actions, err.end[1], STDERR_FILENO);
    if (!program.folder.empty())
        ::posix_spawn_file_actions_addchdir_np(&actions, program.folder.c_str());
    const auto arguments = pointers(program.argv);
    const auto variables = environment_with(program.environment);
    const auto settings = pointers(variables);
    pid_t child = -1;
    if (::posix_spawnp(&child, arguments[0], &actions, nullptr, arguments.data(), settings.data()) != 0)
        child = -1;
    ::posix_spawn_file_actions_destroy(&actions);
    return child;
}

/// Reads what is there; false at the end.
bool take(int from, std::string& into, std::size_t most) {
    std::array<char, 16384> buffer{};
    const ssize_t got = ::read(from, buffer.data(), buffer.size());
    if (got > 0)
        into.append(buffer.data(), std::min(static_cast<std::size_t>(got), most - std::min(most, into.size())));
    return got > 0 || (got < 0 && errno == EINTR);
}

} // namespace

Finished run_program(const Program& program) {
    Finished result;
    // a socket for its input: writing to one that is closed gives an error and no signal
    Pipe in;
    Pipe out;
    Pipe err;
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, in.end.data()) != 0 ||
        ::pipe2(out.end.data(), O_CLOEXEC) != 0 || ::pipe2(err.end.data(), O_CLOEXEC) != 0)
        return result;
    const pid_t child = start(program, in, out, err);
    for (Pipe* one : {&in, &out, &err})
        one->close(1);
    if (child < 0)
        return result;
    if (!program.take_errors)
        err.close(0);
    using Clock = std::chrono::steady_clock;
    const auto end = Clock::now() + std::chrono::seconds(program.seconds);
    const std::string& input = program.input;
    std::size_t written = 0;
    bool kill = false;
    if (input.empty())
        ::shutdown(in.end[0], SHUT_WR);
    while ((out.end[0] >= 0 || err.end[0] >= 0) && !kill) {
        std::array<pollfd, 3> wait{
            {{out.end[0], POLLIN, 0}, {written < input.size() ? in.end[0] : -1, POLLOUT, 0}, {err.end[0], POLLIN, 0}}};
        const int ready = ::poll(wait.data(), wait.size(), 200);
        if (program.seconds != 0 && Clock::now() > end)
            kill = true;
        if (ready <= 0)
            continue;
        if (wait[1].revents != 0) {
            const ssize_t put =
                ::send(in.end[0], input.data() + written, input.size() - written, MSG_NOSIGNAL | MSG_DONTWAIT);
            if (put >= 0)
                written += static_cast<std::size_t>(put);
            else if (errno != EAGAIN && errno != EINTR)
                written = input.size();
            if (written == input.size())
                ::shutdown(in.end[0], SHUT_WR);
        }
        if (wait[0].revents != 0 && !take(out.end[0], result.output, program.limit + 1))
            out.close(0);
        if (wait[2].revents != 0 && !take(err.end[0], result.errors, max_errors))
            err.close(0);
        kill = kill || result.output.size() > program.limit;
    }
    if (kill)
        ::kill(child, SIGKILL);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    if (!kill && WIFEXITED(status))
        result.status = WEXITSTATUS(status);
    return result;
}

Finished run_program(const std::vector<std::string>& argv, const std::string& input, std::size_t limit, int seconds) {
    Program program;
    program.argv = argv;
    program.input = input;
    program.limit = limit;
    program.seconds = seconds;
    return run_program(program);
}

} // namespace imgfix::registry
