#include "rewrite/build_context.hpp"

#include <algorithm>

namespace imgfix::rewrite {

using document::Document;
using document::Instruction;
using document::InstructionKind;
using document::Stage;

namespace {

constexpr auto npos = std::string_view::npos;

bool is_plain(std::string_view path) { return path.find_first_of("$`\"'\\*?[~") == npos; }

std::string_view file_part(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::uint64_t number(std::string_view bytes, std::size_t at, std::size_t size, bool big) {
    std::uint64_t value = 0;
    for (std::size_t k = 0; k < size; ++k) {
        const auto byte = static_cast<unsigned char>(bytes[at + (big ? k : size - 1 - k)]);
        value = (value << 8) | byte;
    }
    return value;
}

FileKind kind_of_elf(std::string_view bytes) {
    if (bytes.size() < 64)
        return FileKind::other_binary;
    const bool wide = bytes[4] == 2;
    const bool big = bytes[5] == 2;
    const std::uint64_t table = wide ? number(bytes, 32, 8, big) : number(bytes, 28, 4, big);
    const std::uint64_t entry = number(bytes, wide ? 54 : 42, 2, big);
    const std::uint64_t count = number(bytes, wide ? 56 : 44, 2, big);
    if (entry < (wide ? 56U : 32U) || count > 1000 || table > bytes.size() || count * entry > bytes.size() - table)
        return FileKind::other_binary;
    for (std::uint64_t k = 0; k < count; ++k) {
        const std::size_t at = static_cast<std::size_t>(table + k * entry);
        if (number(bytes, at, 4, big) != 3) // PT_INTERP
            continue;
        const std::uint64_t offset = wide ? number(bytes, at + 8, 8, big) : number(bytes, at + 4, 4, big);
        const std::uint64_t size = wide ? number(bytes, at + 32, 8, big) : number(bytes, at + 16, 4, big);
        if (offset > bytes.size() || size > bytes.size() - offset || size > 4096)
            return FileKind::other_binary;
        const std::string_view interpreter =
            bytes.substr(static_cast<std::size_t>(offset), static_cast<std::size_t>(size));
        if (interpreter.find("ld-musl") != npos)
            return FileKind::musl_binary;
        return interpreter.find("/ld-linux") != npos || interpreter.find("/ld64.so") != npos ||
                       interpreter.find("/ld.so") != npos
                   ? FileKind::glibc_binary
                   : FileKind::other_binary;
    }
    return FileKind::static_binary;
}

/// Does a name match a pattern whose only special character is `*`?
bool matches_stars(std::string_view pattern, std::string_view name) {
    const std::size_t star = pattern.find('*');
    if (star == npos)
        return pattern == name;
    if (!name.starts_with(pattern.substr(0, star)))
        return false;
    name.remove_prefix(star);
    pattern.remove_prefix(star + 1);
    for (std::size_t next = pattern.find('*'); next != npos; next = pattern.find('*')) {
        const std::size_t at = name.find(pattern.substr(0, next));
        if (at == npos)
            return false;
        name.remove_prefix(at + next);
        pattern.remove_prefix(next + 1);
    }
    return name.ends_with(pattern);
}

/// Where the file `path` of the image comes from when this COPY or ADD puts it there; nullopt: it does not, or not for
/// certain (`unknown` is set then).
std::optional<std::string> source_of(const Instruction& instruction, std::string_view workdir, const std::string& path,
                                     bool patterns, bool& unknown) {
    if (instruction.words.size() < 2)
        return std::nullopt;
    const std::string& to = instruction.words.back().value;
    const auto target = join_path(workdir, to);
    if (!target) {
        unknown = true; // may be anywhere
        return std::nullopt;
    }
    const bool below = *target == "/" || path.starts_with(*target + "/");
    if (path != *target && !below)
        return std::nullopt;
    if (instruction.flag("from") != nullptr || !instruction.heredocs.empty()) {
        unknown = true;
        return std::nullopt;
    }
    const bool into = to.ends_with("/") || to.ends_with("/.") || to == "." || instruction.words.size() > 2;
    for (std::size_t k = 0; k + 1 < instruction.words.size(); ++k) {
        std::string_view source = instruction.words[k].value;
        const std::string_view name = file_part(source);
        if (patterns && below && name.find('*') != npos && name.find_first_of("$`\"'\\?[~") == npos &&
            is_plain(source.substr(0, source.size() - name.size())) && source.find("..") == npos) {
            std::string_view folder = source.substr(0, source.size() - name.size());
            while (folder.starts_with("./") || folder.starts_with("/"))
                folder.remove_prefix(folder[0] == '/' ? 1 : 2);
            const std::string_view rest = std::string_view(path).substr(*target == "/" ? 1 : target->size() + 1);
            if (into && matches_stars(name, rest))
                return std::string(folder) + std::string(rest);
            continue;
        }
        if (source.find("://") != npos || !is_plain(source) || source.find("..") != npos) {
            unknown = true;
            return std::nullopt;
        }
        while (source.starts_with("./") || source.starts_with("/"))
            source.remove_prefix(source[0] == '/' ? 1 : 2);
        if (source == ".")
            source = {};
        while (source.ends_with("/"))
            source.remove_suffix(1);
        const std::string_view rest =
            below ? std::string_view(path).substr(*target == "/" ? 1 : target->size() + 1) : std::string_view{};
        if (path == *target && !into && !source.empty())
            return std::string(source); // COPY file /file
        if (below && !source.empty() && rest == file_part(source))
            return std::string(source); // COPY file /folder/
        if (below && instruction.words.size() == 2)
            return source.empty() ? std::string(rest)
                                  : std::string(source) + "/" + std::string(rest); // COPY folder /folder
    }
    unknown = unknown || below;
    return std::nullopt;
}

/// The text that a here-document of this COPY or ADD puts at `path`; nullopt: none does, or BuildKit may put values
/// into it.
std::optional<CopiedFile> document_of(const Document& document, const Instruction& instruction,
                                      std::string_view workdir, const std::string& path) {
    const std::string& to = instruction.words.back().value;
    const auto target = join_path(workdir, to);
    if (!target || instruction.heredocs.size() + 1 != instruction.words.size())
        return std::nullopt;
    const bool into = to.ends_with("/") || to.ends_with("/.") || to == "." || instruction.words.size() > 2;
    for (const document::Heredoc& one : instruction.heredocs) {
        const std::string place = into ? (*target == "/" ? "" : *target) + "/" + one.opener.name : *target;
        const std::string_view body = document.slice(one.body);
        if (place != path)
            continue;
        if (body.find('\r') != npos || (one.opener.expand && body.find_first_of("$\\") != npos))
            return std::nullopt;
        CopiedFile file{one.opener.name, {}, FileKind::text, instruction.index};
        bool line_start = true;
        for (const char c : body) {
            if (line_start && one.opener.chomp && c == '\t')
                continue;
            line_start = c == '\n';
            file.bytes += c;
        }
        file.kind = kind_of_file(file.bytes);
        return file;
    }
    return std::nullopt;
}

/// May a later instruction have written another file in its place, or changed it?
bool may_change(std::string_view text, std::string_view name) {
    const auto holds = [&](std::string_view word) { return text.find(word) != npos; };
    if (!text.starts_with("RUN") && !text.starts_with("run"))
        return false; // another COPY was looked at before
    const bool changes =
        holds("sed ") || holds("mv ") || holds("cp ") || holds("tee ") || holds("dos2unix") || holds("perl ");
    if (holds(name))
        return (!holds("chmod") && !holds("chown")) || changes || holds(">");
    return (holds("*") || holds("find ") || holds("xargs")) && changes;
}

std::optional<CopiedFile> find(const Document& document, const Stage& stage, std::size_t before, std::string_view path,
                               const BuildContext* context, bool documents, bool patterns) {
    if (before == 0 || before > document.instructions.size())
        return std::nullopt;
    const Instruction& place = document.instructions[std::min(before, document.instructions.size() - 1)];
    const auto folder = folder_before(document, place);
    const auto absolute = path.starts_with("/") || folder ? join_path(folder ? *folder : "/", path) : std::nullopt;
    if (!absolute)
        return std::nullopt;
    for (std::size_t k = std::min(before, stage.end); k-- > stage.from + 1;) {
        const Instruction& instruction = document.instructions[k];
        if (instruction.kind != InstructionKind::copy && instruction.kind != InstructionKind::add)
            continue;
        const auto own_folder = folder_before(document, instruction);
        bool unknown = !own_folder;
        std::optional<CopiedFile> shown;
        if (documents && own_folder && !instruction.heredocs.empty() && instruction.words.size() > 1)
            shown = document_of(document, instruction, *own_folder, *absolute);
        const auto source =
            own_folder && !shown ? source_of(instruction, *own_folder, *absolute, patterns, unknown) : std::nullopt;
        if (unknown)
            return std::nullopt;
        if (!source && !shown)
            continue;
        // ADD unpacks archives
        auto bytes = source && context != nullptr ? context->read(*source) : std::nullopt;
        if (!bytes && !shown) {
            if (instruction.words.size() > 2 && context != nullptr)
                continue;
            return std::nullopt;
        }
        for (std::size_t later = k + 1; later < std::min(before, stage.end); ++later)
            if (may_change(document.slice(document.instructions[later].bytes), file_part(*absolute)))
                return std::nullopt;
        if (shown)
            return shown;
        CopiedFile file{*source, std::move(*bytes), FileKind::text, k};
        file.kind = kind_of_file(file.bytes);
        return file;
    }
    return std::nullopt;
}

} // namespace

std::optional<std::string> join_path(std::string_view folder, std::string_view path) {
    if (!is_plain(path) || path.empty())
        return std::nullopt;
    std::string result = path.front() == '/' || folder == "/" ? std::string() : std::string(folder);
    while (!path.empty()) {
        const std::size_t end = std::min(path.find('/'), path.size());
        const std::string_view part = path.substr(0, end);
        if (part == "..")
            return std::nullopt;
        if (!part.empty() && part != ".")
            result += "/" + std::string(part);
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return result.empty() ? "/" : result;
}

FileKind kind_of_file(std::string_view bytes) {
    if (bytes.starts_with("\x7f"
                          "ELF"))
        return kind_of_elf(bytes);
    if (!bytes.starts_with("#!"))
        return FileKind::text;
    std::string_view line = bytes.substr(2, std::min(bytes.find('\n'), bytes.size()) - 2);
    while (line.starts_with(" "))
        line.remove_prefix(1);
    const std::string_view program = line.substr(0, line.find_first_of(" \t\r"));
    std::string_view name = file_part(program);
    if (name == "env") {
        std::string_view rest = line.substr(std::min(program.size(), line.size()));
        while (rest.starts_with(" "))
            rest.remove_prefix(1);
        while (rest.starts_with("-")) { // -S bash -e
            rest = rest.substr(std::min(rest.find(' '), rest.size()));
            rest = rest.substr(std::min(rest.find_first_not_of(' '), rest.size()));
        }
        name = rest.substr(0, rest.find_first_of(" \t\r"));
    }
    return name == "sh" || name == "dash" ? FileKind::sh_script
           : name == "bash"               ? FileKind::bash_script
                                          : FileKind::other_script;
}

std::optional<CopiedFile> find_copied(const Document& document, const Stage& stage, std::size_t before,
                                      std::string_view path, const BuildContext* context, bool patterns) {
    return context == nullptr ? std::nullopt : find(document, stage, before, path, context, false, patterns);
}

std::optional<CopiedFile> find_shown(const Document& document, const Stage& stage, std::size_t before,
                                     std::string_view path, const BuildContext* context) {
    return find(document, stage, before, path, context, true, false);
}

std::optional<std::string> folder_before(const Document& document, const Instruction& instruction) {
    const document::Settings& settings = document.settings_before(instruction);
    if (!settings.workdir_known)
        return std::nullopt;
    return settings.workdir ? join_path("/", *settings.workdir) : std::optional<std::string>("/");
}

} // namespace imgfix::rewrite
