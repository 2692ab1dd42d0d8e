// assume-yes: -y where a package manager would ask: a repair. Its rule: src/rewrite/package_words.cpp.
#include "fixers/rule_fixer.hpp"

namespace imgfix::fixers {

const rewrite::Fixer& assume_yes() {
    static const RuleFixer fixer(*rewrite::cache_rule("assume-yes"));
    return fixer;
}

} // namespace imgfix::fixers
