#include "registry/process.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ; // NOLINT: POSIX

namespace imgfix::registry {

Finished run_program(const std::vector<std::string>& argv, const std::string& input, std::size_t limit, int seconds) {
    Finished result;
    // a socket for its input: writing to one that is closed gives an error and no signal
    std::array<int, 2> in{-1, -1};
    std::array<int, 2> out{-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, in.data()) != 0)
        return result;
    if (::pipe2(out.data(), O_CLOEXEC) != 0) {
        ::close(in[0]);
        ::close(in[1]);
        return result;
    }
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, in[1], STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
    std::vector<char*> arguments;
    for (const std::string& one : argv)
        arguments.push_back(const_cast<char*>(one.c_str())); // NOLINT: posix_spawn does not write
    arguments.push_back(nullptr);
    pid_t child = -1;
    const int failed = ::posix_spawnp(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    ::close(in[1]);
    ::close(out[1]);
    if (failed != 0) {
        ::close(in[0]);
        ::close(out[0]);
        return result;
    }
    using Clock = std::chrono::steady_clock;
    const auto end = Clock::now() + std::chrono::seconds(seconds);
    std::size_t written = 0;
    bool kill = false;
    if (input.empty())
        ::shutdown(in[0], SHUT_WR);
    for (bool reading = true; reading && !kill;) {
        std::array<pollfd, 2> wait{{{out[0], POLLIN, 0}, {written < input.size() ? in[0] : -1, POLLOUT, 0}}};
        const int ready = ::poll(wait.data(), wait.size(), 200);
        if (seconds != 0 && Clock::now() > end)
            kill = true;
        if (ready <= 0)
            continue;
        if (wait[1].revents != 0) {
            const ssize_t put =
                ::send(in[0], input.data() + written, input.size() - written, MSG_NOSIGNAL | MSG_DONTWAIT);
            if (put >= 0)
                written += static_cast<std::size_t>(put);
            else if (errno != EAGAIN && errno != EINTR)
                written = input.size();
            if (written == input.size())
                ::shutdown(in[0], SHUT_WR);
        }
        if (wait[0].revents != 0) {
            std::array<char, 16384> buffer{};
            const ssize_t got = ::read(out[0], buffer.data(), buffer.size());
            if (got > 0)
                result.output.append(buffer.data(), static_cast<std::size_t>(got));
            else if (got == 0 || errno != EINTR)
                reading = false;
            kill = kill || result.output.size() > limit;
        }
    }
    ::close(in[0]);
    ::close(out[0]);
    if (kill)
        ::kill(child, SIGKILL);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    if (!kill && WIFEXITED(status))
        result.status = WEXITSTATUS(status);
    return result;
}

} // namespace imgfix::registry
