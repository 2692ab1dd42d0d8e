// omit-dev: npm without development dependencies. Its rule: src/rewrite/package_words.cpp.
#include "fixers/rule_fixer.hpp"

namespace imgfix::fixers {

const rewrite::Fixer& omit_dev() {
    static const RuleFixer fixer(*rewrite::cache_rule("omit-dev"));
    return fixer;
}

} // namespace imgfix::fixers
