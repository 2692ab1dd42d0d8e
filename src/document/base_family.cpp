#include "document/base_family.hpp"

namespace imgfix::document {

namespace {

/// May --build-arg replace the image's name? A variable in the tag alone leaves it.
bool name_is_argument(const Stage& root) {
    const std::string& word = root.base_word.value;
    const std::size_t slash = word.rfind('/');
    return word.find('$') < word.find_first_of(":@", slash == std::string::npos ? 0 : slash);
}

/// A file's pairs of RUNs ask for the same image again and again: the last answer is kept.
const std::optional<catalog::BaseConfig>& config_of(std::string_view name, std::string_view tag) {
    struct Answer {
        std::string question;
        std::optional<catalog::BaseConfig> config;
    };
    thread_local Answer last;
    std::string question(name);
    question.append(":").append(tag);
    if (last.question != question)
        last = {std::move(question), catalog::base_config(name, tag)};
    return last.config;
}

} // namespace

BaseImage base_image(const Document& document, std::size_t stage) {
    BaseImage image;
    image.root = &document.stages[stage];
    while (image.root->parent != none)
        image.root = &document.stages[image.root->parent];
    if (image.root->is_scratch()) {
        image.config = config_of("scratch", "");
        return image;
    }
    if (!image.root->base)
        return image;
    const std::string& base = *image.root->base;
    image.windows = base.find("windows/") != std::string::npos || base.find("windowsservercore") != std::string::npos ||
                    base.find("nanoserver") != std::string::npos;
    const auto reference = parse_image_reference(base);
    if (!reference || (reference->has_digest() && !reference->has_tag()) || name_is_argument(*image.root) ||
        reference->official_name().empty())
        return image;
    image.config = config_of(reference->official_name(), reference->tag);
    return image;
}

BaseFamily base_family(const Document& document, const Instruction& instruction) {
    if (instruction.stage == none)
        return BaseFamily::unknown;
    const BaseImage image = base_image(document, instruction.stage);
    if (image.root->is_scratch())
        return BaseFamily::scratch;
    if (image.windows)
        return BaseFamily::windows;
    if (!image.config)
        return BaseFamily::unknown;
    const std::string_view family = image.config->family;
    if (family == "alpine")
        return BaseFamily::alpine;
    if (family == "debian" || family == "ubuntu")
        return BaseFamily::debian;
    if (family == "rhel")
        return BaseFamily::rhel;
    return family == "busybox" ? BaseFamily::busybox : BaseFamily::unknown;
}

} // namespace imgfix::document
