#include "registry/ask.hpp"

#include <filesystem>

#include <unistd.h>

#include "registry/process.hpp"

namespace imgfix::registry {

namespace {

constexpr std::size_t max_answers = 64U << 20;

} // namespace

std::string helper_program() {
    std::error_code code;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", code);
    if (!code) {
        const auto beside = self.parent_path() / "imgfix-net";
        if (::access(beside.c_str(), X_OK) == 0)
            return beside.string();
    }
    return "imgfix-net";
}

Report ask(const Settings& settings, const std::vector<Question>& questions) {
    const Finished done = run_program({helper_program()}, encode_request(settings, questions), max_answers, 0);
    Report report = decode_report(done.output, questions.size());
    if (done.status != 0 && done.output.empty())
        for (Answer& one : report.answers)
            one.error = "imgfix-net, which asks registries, cannot be started: it is installed beside imgfix";
    return report;
}

} // namespace imgfix::registry
