#include "fixers/fixers.hpp"

namespace imgfix::fixers {

const std::vector<const rewrite::Fixer*>& all() {
    static const std::vector<const rewrite::Fixer*> list = [] {
        std::vector<const rewrite::Fixer*> made{&pin_tag()};
        for (const rewrite::Fixer* fixer : no_cache())
            made.push_back(fixer);
        for (const rewrite::Fixer* fixer : {&apt_get(), &assume_yes(), &no_recommends(), &no_docs(), &omit_dev()})
            made.push_back(fixer);
        made.push_back(&merge_run());
        made.push_back(&minimal_base()); // reads each text once: behind what changes many
        made.push_back(&pin_digest());
        return made;
    }();
    return list;
}

} // namespace imgfix::fixers
