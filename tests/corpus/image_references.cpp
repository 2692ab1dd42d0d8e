// What pin-tag makes of every place that names an image, one line each: kind, what it names (official or not; no tag,
// latest, another tag, digest), what becomes of it, FILE:LINE, reference. Files that BuildKit refuses are left out.
// usage: imgfix_image_references FILE...
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>

#include "document/image_uses.hpp"
#include "fixers/fixers.hpp"
#include "rewrite/pipeline.hpp"

using namespace imgfix;

namespace {

std::string_view kind_of(document::ImageSiteKind kind) {
    switch (kind) {
    case document::ImageSiteKind::from:
        return "FROM";
    case document::ImageSiteKind::copy_from:
        return "COPY --from";
    case document::ImageSiteKind::mount_from:
        return "RUN --mount from";
    case document::ImageSiteKind::onbuild_copy_from:
    case document::ImageSiteKind::onbuild_mount_from:
        return "ONBUILD";
    case document::ImageSiteKind::syntax:
        return "syntax";
    }
    return "";
}

std::string named(const std::string& text, const catalog::Catalog& catalog) {
    const auto reference = document::parse_image_reference(text);
    if (!reference)
        return "unknown";
    const std::string_view official = reference->official_name();
    std::string what = !official.empty() && (catalog.is_official(official) ||
                                             catalog.status(official).state != catalog::ImageState::unknown)
                           ? "official "
                           : "other ";
    if (reference->has_digest())
        return what + "digest";
    return what + (!reference->has_tag() ? "untagged" : reference->tag == "latest" ? "latest" : "tagged");
}

} // namespace

int main(int argc, char** argv) {
    rewrite::Context context;
    context.today = "2026-11-23";
    for (int k = 1; k < argc; ++k) {
        std::ifstream file(argv[k], std::ios::binary);
        std::ostringstream stream;
        stream << file.rdbuf();
        const std::string text = stream.str();
        const document::Document document(text);
        if (!document.errors().empty() || !rewrite::foreign_syntax(document).empty())
            continue;
        rewrite::Findings findings;
        fixers::pin_tag().run(document, context, findings);
        for (const auto& use : document::image_uses(document)) {
            std::string value = use.text;
            if (use.arguments)
                value = document.stages[document.instructions[use.site.instruction].stage].base.value_or("");
            std::string fate = use.site.kind == document::ImageSiteKind::syntax ? "for pin-digest" : "already pinned";
            for (const auto& refusal : findings.refusals)
                if (refusal.offset == use.place.begin)
                    fate = "refused " + refusal.reason;
            for (const auto& fix : findings.fixes)
                if (fix.offset == use.place.begin) {
                    if (fix.safety == rewrite::Safety::safe)
                        fate = "pinned";
                    else if (fix.message.find("maintained, ") == std::string::npos)
                        fate = "unsafe pin";
                    else if (fate == "already pinned")
                        fate = "already pinned, unsafe newer tag";
                }
            std::cout << kind_of(use.site.kind) << (use.arguments ? " with ARG" : "") << '\t'
                      << named(value, *context.catalog) << '\t' << fate << '\t' << argv[k] << ':'
                      << document.position(use.place.begin).line << '\t' << use.text << '\n';
        }
        // stages and scratch
        for (const auto& stage : document.stages)
            if (stage.parent != document::none || stage.is_scratch())
                std::cout << "FROM\t" << (stage.is_scratch() ? "scratch" : "stage") << "\tno image\t" << argv[k]
                          << ":0\t" << stage.base_word.value << '\n';
    }
}
