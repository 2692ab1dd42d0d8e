// Answers of registries, kept for a while under $XDG_CACHE_HOME/imgfix/registry.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "registry/protocol.hpp"

namespace imgfix::registry {

/// Holds names, tags and digests; never credentials.
class Cache {
public:
    /// age in seconds; 0: neither read nor written.
    explicit Cache(long age);
    [[nodiscard]] std::optional<Answer> find(const Question& question) const;
    void keep(const Question& question, const Answer& answer) const;

private:
    [[nodiscard]] std::filesystem::path file_of(const Question& question) const;
    std::filesystem::path folder_;
    long age_;
};

} // namespace imgfix::registry
