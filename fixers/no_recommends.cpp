// no-recommends: apt and dnf without packages that are only recommended. Its rule: src/rewrite/package_words.cpp.
#include "fixers/rule_fixer.hpp"

namespace imgfix::fixers {

const rewrite::Fixer& no_recommends() {
    static const RuleFixer fixer(*rewrite::cache_rule("no-recommends"));
    return fixer;
}

} // namespace imgfix::fixers
