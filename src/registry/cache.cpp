#include "registry/cache.hpp"

#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>

#include <nlohmann/json.hpp>
#include <sys/stat.h>
#include <unistd.h>

#include "registry/sha256.hpp"

namespace imgfix::registry {

namespace fs = std::filesystem;
using Json = nlohmann::json;

namespace {

std::string key_of(const Question& question) {
    return std::string(question.kind == Question::Kind::digest ? "digest" : "version") + " " + question.reference +
           " " + question.platform;
}

} // namespace

Cache::Cache(long age) : age_(age) {
    const char* folder = std::getenv("XDG_CACHE_HOME");
    const char* home = std::getenv("HOME");
    if (age <= 0)
        return;
    if (folder != nullptr && *folder == '/')
        folder_ = fs::path(folder) / "imgfix" / "registry";
    else if (home != nullptr && *home == '/')
        folder_ = fs::path(home) / ".cache" / "imgfix" / "registry";
}

fs::path Cache::file_of(const Question& question) const {
    return folder_ / (sha256_digest(key_of(question)).substr(7) + ".json");
}

std::optional<Answer> Cache::find(const Question& question) const {
    if (folder_.empty())
        return std::nullopt;
    std::ifstream file(file_of(question), std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object())
        return std::nullopt;
    try {
        const auto time = json.at("time").get<long long>();
        const long long now = std::time(nullptr);
        Answer answer{json.at("digest"), json.at("tags"), {}};
        if (json.at("key") != key_of(question) || time > now || now - time > age_ || !is_sha256_digest(answer.digest))
            return std::nullopt;
        return answer;
    } catch (const Json::exception&) {
        return std::nullopt;
    }
}

void Cache::keep(const Question& question, const Answer& answer) const {
    if (folder_.empty() || !answer.error.empty())
        return;
    std::error_code code;
    fs::create_directories(folder_, code);
    ::chmod(folder_.c_str(), 0700);
    const fs::path path = file_of(question);
    const fs::path fresh = path.string() + "." + std::to_string(::getpid());
    std::ofstream file(fresh, std::ios::binary | std::ios::trunc);
    file << Json{{"key", key_of(question)},
                 {"time", static_cast<long long>(std::time(nullptr))},
                 {"digest", answer.digest},
                 {"tags", answer.tags}}
                .dump()
         << "\n";
    file.close();
    if (file)
        fs::rename(fresh, path, code);
    if (!file || code)
        fs::remove(fresh, code);
}

} // namespace imgfix::registry
