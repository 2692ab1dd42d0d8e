// minimal-base: an operating system's image becomes the smallest one that runs the same application.
#include "fixers/fixers.hpp"
#include "rewrite/base_switch.hpp"

namespace imgfix::fixers {

namespace {

const rewrite::FixerInfo information{
    .id = "minimal-base",
    .title = "Build on the smallest base that runs the same application",
    .contract = rewrite::Contract::same_application,
    .safety = rewrite::Safety::safe,
    .enabled = true,
    .phase = rewrite::Phase::structure,
};

class MinimalBase final : public rewrite::Fixer {
  public:
    const rewrite::FixerInfo& info() const override { return information; }

    void run(const document::Document& document, const rewrite::Context& context,
             rewrite::Findings& findings) const override {
        (void)document;
        (void)context;
        (void)findings;
    }
};

} // namespace

const rewrite::Fixer& minimal_base() {
    static const MinimalBase fixer;
    return fixer;
}

} // namespace imgfix::fixers
