// apt-get: apt -> apt-get in scripts. Its rule: src/rewrite/package_words.cpp.
#include "fixers/rule_fixer.hpp"

namespace imgfix::fixers {

const rewrite::Fixer& apt_get() {
    static const RuleFixer fixer(*rewrite::cache_rule("apt-get"));
    return fixer;
}

} // namespace imgfix::fixers
