#include "report/markdown.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "catalog/catalog.hpp"
#include "document/document.hpp"
#include "document/image_reference.hpp"

namespace imgfix::report {

namespace {

constexpr std::size_t max_changes = 200;  // list entries
constexpr std::size_t max_refusals = 100; // list entries
constexpr std::size_t max_line = 600;     // bytes of one message

/// text without user:password@ in addresses, control characters shown.
std::string shown(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const std::size_t at = std::min(text.find("://"), text.size());
        out += text.substr(0, std::min(at + 3, text.size()));
        text.remove_prefix(std::min(at + 3, text.size()));
        const std::size_t end = std::min(text.find_first_of("/ '\"\t\n"), text.size());
        const std::size_t sign = at == std::string_view::npos ? std::string_view::npos : text.substr(0, end).rfind('@');
        if (sign != std::string_view::npos) {
            out += "***";
            text.remove_prefix(sign);
        }
    }
    if (out.size() > max_line) {
        std::size_t cut = max_line;
        while (cut > 0 && (static_cast<unsigned char>(out[cut]) & 0xC0U) == 0x80)
            --cut;
        out = out.substr(0, cut) + "...";
    }
    return printable(out);
}

const rewrite::FixerInfo* info_of(const MarkdownText& text, std::string_view id) {
    const auto found =
        std::find_if(text.fixers.begin(), text.fixers.end(), [&](const auto* one) { return one->id == id; });
    return found == text.fixers.end() ? nullptr : *found;
}

/// A megabyte as people say it, one decimal below ten.
std::string megabytes(long long bytes) {
    const long long tenths = (bytes + 50000) / 100000;
    return tenths >= 100 ? std::to_string((tenths + 5) / 10)
                         : std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

std::string place(std::size_t line) { return line == 0 ? std::string() : "line " + std::to_string(line) + ": "; }

std::string changes_of(const FileReport& file, std::size_t& count) {
    std::string out;
    std::vector<rewrite::AppliedFix> fixes = file.result.fixes;
    std::stable_sort(fixes.begin(), fixes.end(), [](const auto& a, const auto& b) { return a.line < b.line; });
    for (const auto& fix : fixes) {
        if (++count > max_changes)
            continue;
        out += "- " + place(fix.line) + markdown_escaped(fix.message) + " (" + markdown_code(fix.fixer) +
               (fix.safety == rewrite::Safety::unsafe ? ", **under the assumption that is named**" : "") + ")\n";
    }
    return out;
}

std::string savings_line(const std::vector<FileReport>& files) {
    long layers = 0;
    long long bytes = 0;
    std::string day;
    std::size_t sized = 0;
    for (const FileReport& file : files) {
        if (!file.changed())
            continue;
        const Savings one = savings_of(file.before, file.result.text);
        layers += one.layers;
        if (one.has_bytes && one.bytes != 0) {
            bytes += one.bytes;
            day = std::max(day, one.day);
            ++sized;
        }
    }
    std::string out;
    if (layers > 0)
        out += "- " + std::to_string(layers) + (layers == 1 ? " layer less\n" : " layers fewer\n");
    if (sized != 0 && bytes > 0)
        out += "- about " + megabytes(bytes) + " MB less to pull (compressed base image, linux/amd64, sizes of " +
               markdown_escaped(day) + ")\n";
    return out;
}

} // namespace

std::string markdown_escaped(std::string_view text) {
    std::string out;
    for (const char c : shown(text)) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        // what would call people, name issues, commits, labels or addresses is broken up by an empty comment
        case '@':
        case '#':
        case '!':
        case '~':
        case '%':
        case '^':
        case '$':
            out += c == '@' || c == '%' ? std::string(1, c) : std::string("\\") + c;
            out += "<!-- -->";
            break;
        case ':':
            out += out.ends_with("http") || out.ends_with("https") || out.ends_with("ftp") || out.ends_with("ssh")
                       ? ":<!-- -->"
                       : ":";
            break;
        case '.':
            out += out.ends_with("www") ? ".<!-- -->" : ".";
            break;
        case '\\':
        case '`':
        case '*':
        case '_':
        case '{':
        case '}':
        case '[':
        case ']':
        case '(':
        case ')':
        case '+':
        case '|':
            out += '\\';
            out += c;
            break;
        default:
            out += c;
        }
    }
    return out;
}

std::string markdown_code(std::string_view text) {
    const std::string one = shown(text);
    std::size_t longest = 0;
    std::size_t run = 0;
    for (const char c : one) {
        run = c == '`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    const std::string fence(longest + 1, '`');
    return one.empty() ? std::string() : longest == 0 ? fence + one + fence : fence + " " + one + " " + fence;
}

Savings savings_of(std::string_view before, std::string_view after) {
    Savings savings;
    struct Counted {
        long layers = 0;
        catalog::Size base;
    };
    const auto count = [](std::string_view source) {
        const document::Document document(source);
        Counted counted;
        if (document.stages.empty())
            return counted;
        // the last stage and those it is built on
        for (std::size_t at = document.stages.size() - 1; at != document::none; at = document.stages[at].parent) {
            const auto& stage = document.stages[at];
            for (std::size_t k = stage.from; k < stage.end; ++k) {
                const auto kind = document.instructions[k].kind;
                counted.layers += kind == document::InstructionKind::run || kind == document::InstructionKind::copy ||
                                          kind == document::InstructionKind::add
                                      ? 1
                                      : 0;
            }
            if (stage.parent == document::none && stage.base)
                if (const auto image = document::parse_image_reference(*stage.base); image && image->registry.empty())
                    counted.base = catalog::compressed_size(image->path, image->tag);
        }
        return counted;
    };
    const Counted old = count(before);
    const Counted now = count(after);
    savings.layers = old.layers - now.layers;
    if (old.base.bytes != 0 && now.base.bytes != 0) {
        savings.has_bytes = true;
        savings.bytes = static_cast<long long>(old.base.bytes) - static_cast<long long>(now.base.bytes);
        savings.day = std::max(old.base.day, now.base.day);
    }
    return savings;
}

std::string markdown_report(const std::vector<FileReport>& files, const MarkdownText& text) {
    std::string changes;
    std::set<std::string> fired;
    std::size_t count = 0;
    std::size_t refused = 0;
    std::string refusals;
    std::string notes;
    for (const FileReport& file : files) {
        if (!file.error.empty()) {
            notes += "- " + markdown_escaped(file.error) + "\n";
            continue;
        }
        for (const auto& fix : file.result.fixes)
            fired.insert(fix.fixer);
        if (const std::string list = changes_of(file, count); !list.empty())
            changes += "\n**" + markdown_code(file.path) + "**\n\n" + list;
        for (const auto& one : file.result.held_back)
            if (++refused <= max_refusals)
                refusals += "- " + markdown_code(file.path) + " " + place(one.line) +
                            "would need `--unsafe-fixes`: " + markdown_escaped(one.message) + " (" +
                            markdown_code(one.fixer) + ")\n";
        for (const auto& one : file.result.refusals)
            if (++refused <= max_refusals)
                refusals += "- " + markdown_code(file.path) + " " + place(one.line) + markdown_escaped(one.message) +
                            " (" + (one.fixer.empty() ? std::string() : markdown_code(one.fixer) + ": ") +
                            markdown_code(one.reason) + ")\n";
        for (const auto& one : file.result.notes)
            notes += "- " + markdown_code(file.path) + " " + place(one.line) + markdown_escaped(one.message) + "\n";
    }
    std::string out = text.introduction;
    std::string why;
    std::set<std::string_view> told; // one sentence for a whole family
    for (const std::string& id : fired)
        if (const auto* info = info_of(text, id); info != nullptr && told.insert(info->why).second)
            why += "- " + markdown_code(id) + ": " + std::string(info->why) + "\n";
    if (!why.empty())
        out += "### Why\n\n" + why + "\n";
    if (const std::string saved = savings_line(files); !saved.empty())
        out += "### What it saves (estimated)\n\n" + saved + "\n";
    if (!changes.empty()) {
        out += "### Changes\n" + changes;
        if (count > max_changes)
            out += "\n... and " + std::to_string(count - max_changes) + " more: see the diff.\n";
        out += "\nEvery other byte of the files is as it was. Each change was checked on the parsed file before it was "
               "written.\n\n";
    } else {
        out += "Nothing to change.\n\n";
    }
    if (refused != 0) {
        out += "<details><summary>Left alone, and why (" + std::to_string(refused) + ")</summary>\n\n" + refusals;
        if (refused > max_refusals)
            out += "- ... and " + std::to_string(refused - max_refusals) + " more\n";
        out += "\n`imgfix explain REASON` says more about each.\n\n</details>\n\n";
    }
    if (!notes.empty())
        out += "<details><summary>Notes</summary>\n\n" + notes + "\n</details>\n\n";
    if (out.size() + text.closing.size() > text.limit) {
        std::size_t cut = text.limit - std::min(text.limit, text.closing.size() + 64);
        cut = std::min(out.rfind('\n', cut), cut) + 1;
        const bool open = out.rfind("<details>", cut) != std::string::npos &&
                          (out.rfind("</details>", cut) == std::string::npos ||
                           out.rfind("</details>", cut) < out.rfind("<details>", cut));
        out = out.substr(0, cut) + "- ... cut here: too long\n\n" + (open ? "</details>\n\n" : "");
    }
    return out + text.closing;
}

} // namespace imgfix::report
