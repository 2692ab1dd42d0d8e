#include "fixers/fixers.hpp"

namespace imgfix::fixers {

const std::vector<const rewrite::Fixer*>& all() {
    static const std::vector<const rewrite::Fixer*> list{
        &pin_tag(),
        &no_cache_apk(),
        &no_cache_pip(),
        &no_cache_apt(),
        &minimal_base(),
        &merge_run(),
    };
    return list;
}

} // namespace imgfix::fixers
