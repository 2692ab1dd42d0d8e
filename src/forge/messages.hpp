// JSON of the protocol's types, for both ends.
#pragma once

#include <nlohmann/json.hpp>

#include "forge/protocol.hpp"

namespace imgfix::forge {

using Json = nlohmann::json;

NLOHMANN_JSON_SERIALIZE_ENUM(Kind, {{Kind::github, "github"}, {Kind::gitlab, "gitlab"}, {Kind::gitea, "gitea"}})
NLOHMANN_JSON_SERIALIZE_ENUM(State, {{State::open, "open"}, {State::closed, "closed"}, {State::merged, "merged"}})
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Settings, kind, api, token_file, ca_file, timeout, longest_wait, write_gap, progress)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Repository, path, clone_url, default_branch, archived, fork, empty, writable, topics)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Pull, number, state, branch, base, title, body, address)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(LineComment, path, first_line, last_line, body)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ChangedFile, path, lines)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(PullFiles, branch, head, base, start, files, comments)

/// One line; bytes that are not UTF-8 are replaced.
inline std::string line_of(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace imgfix::forge
