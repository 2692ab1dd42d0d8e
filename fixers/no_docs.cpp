// no-docs: gem install without documentation. Its rule: src/rewrite/package_words.cpp.
#include "fixers/rule_fixer.hpp"

namespace imgfix::fixers {

const rewrite::Fixer& no_docs() {
    static const RuleFixer fixer(*rewrite::cache_rule("no-docs"));
    return fixer;
}

} // namespace imgfix::fixers
