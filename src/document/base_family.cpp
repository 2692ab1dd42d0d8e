#include "document/base_family.hpp"

#include "catalog/base_config.hpp"

namespace imgfix::document {

BaseFamily base_family(const Document& document, const Instruction& instruction) {
    if (instruction.stage == none)
        return BaseFamily::unknown;
    const Stage* root = &document.stages[instruction.stage];
    while (root->parent != none)
        root = &document.stages[root->parent];
    if (root->is_scratch())
        return BaseFamily::scratch;
    const std::string& written = root->base_word.value;
    if (!root->base || written.find('$') < written.find(':'))
        return BaseFamily::unknown;
    if (root->base->find("windows/") != std::string::npos ||
        root->base->find("windowsservercore") != std::string::npos ||
        root->base->find("nanoserver") != std::string::npos)
        return BaseFamily::windows;
    const auto reference = parse_image_reference(*root->base);
    if (!reference || reference->official_name().empty())
        return BaseFamily::unknown;
    const auto config = catalog::base_config(reference->official_name(), reference->tag);
    if (!config)
        return BaseFamily::unknown;
    if (config->family == "alpine")
        return BaseFamily::alpine;
    if (config->family == "debian" || config->family == "ubuntu")
        return BaseFamily::debian;
    if (config->family == "rhel")
        return BaseFamily::rhel;
    return config->family == "busybox" ? BaseFamily::busybox : BaseFamily::unknown;
}

} // namespace imgfix::document
