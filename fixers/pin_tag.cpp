// pin-tag: floating tags of official images become the tag of their release line.
#include <string>

#include "fixers/fixers.hpp"
#include "fixers/pin_sites.hpp"

namespace imgfix::fixers {

namespace {

using document::Document;
using rewrite::Context;
using rewrite::Findings;

const rewrite::FixerInfo information{
    .id = "pin-tag",
    .title = "Pin floating tags of official images to their release line",
    .contract = rewrite::Contract::same_image_on_date,
    .safety = rewrite::Safety::safe,
    .enabled = true,
    .phase = rewrite::Phase::token,
    .why =
        "A reference without a tag, or with a tag such as latest, lts or slim, means another image tomorrow: the build "
        "breaks or changes without a commit. The tag of the release line keeps getting security fixes and no "
        "surprises. "
        "The line is the one that the floating tag named on the catalog's date, in the same variant.",
    .sources = {"Dockerfile reference, FROM", "docker-library/official-images: library/*",
                "endoflife.date: release lines",
                "BuildKit: instructions/parse.go (COPY --from), commands_runmount.go (RUN --mount from=)"},
    .reasons = {{"not-official", "the catalog knows only official images, so it cannot say what a floating tag meant"},
                {"image-removed", "the image has left the official images"},
                {"tag-unknown-to-catalog", "the tag is not in the catalog of official images"},
                {"tag-gone", "the tag is no longer built, so it names no maintained release line"},
                {"windows-only", "the tag has only Windows builds, which the catalog does not follow"},
                {"rolling-release", "the tag follows a rolling or unfinished release, which has no line to pin to"},
                {"line-past-end-of-life", "the release line that the tag meant is past its end of life"},
                {"no-version-tag", "no tag of this build names a version"},
                {"variant-would-change", "the only version tag of this build names its variant in other words"},
                {"platform-not-built", "the image is not built for the platform that FROM names"},
                {"made-from-arguments", "ARGs without a value, or several of them, make the part that floats"},
                {"argument-uses-differ", "another use of the ARG would not get the tag that it means"},
                site_reasons::argument_redeclared,
                site_reasons::argument_passed,
                site_reasons::not_in_one_piece,
                site_reasons::onbuild_trigger,
                site_reasons::build_context,
                {"registry-error", "the registry that was asked (--online) gave no answer that can be used"},
                site_reasons::invalid_reference,
                site_reasons::ignored_by_comment},
    .options = {{.name = "precision",
                 .values = {"line", "minor", "patch"},
                 .fallback = "line",
                 .help = "how exact the tag is: line = the release line that upstream maintains, minor = two numbers, "
                         "patch = all numbers"},
                {.name = "distro",
                 .values = {"true", "false"},
                 .fallback = "false",
                 .help = "true: also name the release of the variant's distribution (alpine becomes alpine3.24)"}},
    .example_before = "FROM node\n",
    .example_after = "FROM node:26\n",
};

class PinTag final : public rewrite::Fixer {
public:
    const rewrite::FixerInfo& info() const override { return information; }

    void run(const Document& document, const Context& context, Findings& findings) const override {
        static constexpr PinKind kind{"pin-tag", rewrite::tag_pin, false};
        pin_sites(kind, document, context, findings);
        if (!findings.fixes.empty() && context.catalog->older_than_a_year(context.today))
            findings.notes.push_back({"pin-tag", findings.fixes.front().offset,
                                      "the image catalog is of " + std::string(context.catalog->date()) +
                                          ", more than a year old: take a newer one with --catalog"});
    }
};

} // namespace

const rewrite::Fixer& pin_tag() {
    static const PinTag fixer;
    return fixer;
}

} // namespace imgfix::fixers
