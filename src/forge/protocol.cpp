#include "forge/protocol.hpp"

namespace imgfix::forge {

std::vector<std::string_view> token_variables(Kind kind) {
    switch (kind) {
    case Kind::github:
        return {"IMGFIX_TOKEN", "GITHUB_TOKEN", "GH_TOKEN"};
    case Kind::gitlab:
        return {"IMGFIX_TOKEN", "GITLAB_TOKEN"};
    case Kind::gitea:
        return {"IMGFIX_TOKEN", "GITEA_TOKEN", "FORGEJO_TOKEN"};
    }
    return {};
}

std::string_view to_string(Kind kind) {
    return kind == Kind::github ? "github" : kind == Kind::gitlab ? "gitlab" : "gitea";
}

std::string_view to_string(State state) {
    return state == State::open ? "open" : state == State::closed ? "closed" : "merged";
}

} // namespace imgfix::forge
