#include "document/image_uses.hpp"

#include <algorithm>

namespace imgfix::document {

namespace {

bool is_number(const std::string& text) { return text.find_first_not_of("0123456789") == std::string::npos; }

class Finder {
public:
    explicit Finder(const Document& document) : document_(document) {}

    std::vector<ImageUse> find() {
        syntax();
        for (const Instruction& instruction : document_.instructions) {
            if (instruction.stage == none)
                continue;
            if (instruction.kind == InstructionKind::from)
                from(instruction);
            else if (instruction.kind == InstructionKind::onbuild && instruction.trigger)
                flags(instruction, *instruction.trigger, true);
            else
                flags(instruction, instruction, false);
        }
        return std::move(uses_);
    }

private:
    void syntax() {
        const Directive* directive = document_.directive("syntax");
        if (directive == nullptr || directive->value.empty() || document_.syntax() != directive->value)
            return; // also those of `//` and JSON, which are read but not written
        grammar::for_each_child(document_.nodes(), directive->node, [&](std::size_t child) {
            const grammar::Node& node = document_.nodes()[child];
            if (node.kind == grammar::Kind::directive_value)
                uses_.push_back(
                    {{none, ImageSiteKind::syntax, 0}, directive->value, false, true, {node.begin, node.end}, {}});
        });
    }

    void from(const Instruction& instruction) {
        const Stage& stage = document_.stages[instruction.stage];
        if (stage.parent != none || stage.is_scratch() || instruction.words.empty())
            return;
        const Word& word = instruction.words.front();
        ImageUse use{{instruction.index, ImageSiteKind::from, 0},
                     word.value,
                     stage.base_uses_arguments,
                     instruction.line->is_contiguous(word.begin, word.end),
                     instruction.source_span(word.begin, word.end),
                     stage.platform};
        uses_.push_back(std::move(use));
    }

    void flags(const Instruction& outer, const Instruction& instruction, bool onbuild) {
        const bool copy = instruction.kind == InstructionKind::copy;
        if (!copy && instruction.kind != InstructionKind::run)
            return;
        const auto mounts = copy ? std::vector<Mount>{} : mounts_of(instruction);
        std::size_t mount = 0;
        for (std::size_t k = 0; k < instruction.flags.size(); ++k) {
            const Flag& flag = instruction.flags[k];
            std::string name;
            if (copy && flag.name == "from")
                name = flag.value;
            else if (!copy && flag.name == "mount")
                name = mounts[mount++].from;
            if (name.empty() || name == "scratch" || (copy && is_number(name)))
                continue;
            // names in a trigger are looked up in the child's file
            if (!onbuild && document_.find_stage(name, outer.stage, copy) != none)
                continue;
            const ImageSiteKind kind = onbuild
                                           ? copy ? ImageSiteKind::onbuild_copy_from : ImageSiteKind::onbuild_mount_from
                                       : copy ? ImageSiteKind::copy_from
                                              : ImageSiteKind::mount_from;
            uses_.push_back(in_flag(outer, {outer.index, kind, k}, flag, name));
        }
    }

    /// A reference inside a flag: whole when it stands there as written.
    static ImageUse in_flag(const Instruction& outer, ImageSite site, const Flag& flag, const std::string& name) {
        ImageUse use{site, name, false, false, outer.text, {}};
        const std::string_view raw = outer.logical().substr(flag.begin, flag.end - flag.begin);
        const std::string key = "from=" + name;
        for (std::size_t at = raw.find(key); at != std::string_view::npos; at = raw.find(key, at + 1)) {
            const char before = at == 0 ? '\0' : raw[at - 1];
            const std::size_t end = at + key.size();
            if ((before != '-' && before != ',' && before != '=' && before != '"') ||
                (end != raw.size() && raw[end] != ',' && raw[end] != '"'))
                continue;
            const auto begin = flag.begin + static_cast<std::uint32_t>(at + 5);
            const auto stop = begin + static_cast<std::uint32_t>(name.size());
            use.whole = outer.line->is_contiguous(begin, stop);
            use.place = outer.source_span(begin, stop);
            break;
        }
        return use;
    }

    const Document& document_;
    std::vector<ImageUse> uses_;
};

} // namespace

std::vector<ImageUse> image_uses(const Document& document) { return Finder(document).find(); }

} // namespace imgfix::document
