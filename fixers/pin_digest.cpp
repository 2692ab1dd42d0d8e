// pin-digest: references get the digest that their registry gives for their tag.
#include "fixers/fixers.hpp"
#include "fixers/pin_sites.hpp"

namespace imgfix::fixers {

namespace {

using document::Document;
using rewrite::Context;
using rewrite::Findings;

const rewrite::FixerInfo information{
    .id = "pin-digest",
    .title = "Pin images to the digest that their registry gives",
    .contract = rewrite::Contract::same_image_on_date,
    .safety = rewrite::Safety::safe,
    .enabled = false,
    .phase = rewrite::Phase::last,
    .why =
        "A tag can be pushed again: only a digest names one image for ever. The tag stays beside it, for people and "
        "for "
        "--update-pins, which looks each digest up again and says what moved. Builders then pull by the digest alone. "
        "The digest of a multi-platform image is that of its index, so every platform still builds. imgfix-net asks "
        "the registries; each digest is compared with the SHA-256 of what the registry serves for it.",
    .sources = {"OCI distribution specification 1.1", "distribution: token authentication",
                "Dockerfile reference, FROM",
                "BuildKit: instructions/parse.go (COPY --from), commands_runmount.go (RUN --mount from=)"},
    .reasons = {{"offline",
                 "no registry is asked: --offline is given, or only a repository's configuration selects the "
                 "fixer and --online is not given"},
                {"registry-error", "the registry gave no answer that can be used"},
                {"digest-without-tag", "a digest without a tag cannot be compared with anything (--update-pins)"},
                {"made-from-arguments", "ARGs without a value make the reference, or a digest would silence an ARG"},
                {"argument-uses-differ", "another use of the ARG would not get the digest that it means"},
                site_reasons::argument_redeclared,
                site_reasons::argument_passed,
                site_reasons::not_in_one_piece,
                site_reasons::onbuild_trigger,
                site_reasons::build_context,
                site_reasons::invalid_reference,
                site_reasons::ignored_by_comment},
    .options = {},
    .example_before = "FROM node:26\n",
    .example_after = "FROM node:26@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n",
};

class PinDigest final : public rewrite::Fixer {
public:
    const rewrite::FixerInfo& info() const override { return information; }

    void run(const Document& document, const Context& context, Findings& findings) const override {
        static constexpr PinKind kind{"pin-digest", rewrite::digest_pin, true};
        pin_sites(kind, document, context, findings);
    }
};

} // namespace

const rewrite::Fixer& pin_digest() {
    static const PinDigest fixer;
    return fixer;
}

} // namespace imgfix::fixers
