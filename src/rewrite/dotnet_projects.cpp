#include "rewrite/dotnet_projects.hpp"

#include <algorithm>
#include <set>

#include "grammar/parse.hpp"
#include "rewrite/switch_words.hpp"

namespace imgfix::rewrite {

namespace {

constexpr auto npos = std::string_view::npos;

std::string file_name(std::string_view path) { return lower(path.substr(path.find_last_of("/\\") + 1)); }

bool is_project(std::string_view name) {
    return name.ends_with(".csproj") || name.ends_with(".fsproj") || name.ends_with(".vbproj");
}

void remove_comments(std::string& text) {
    for (std::size_t at = text.find("<!--"); at != npos; at = text.find("<!--", at)) {
        const std::size_t end = text.find("-->", at);
        text.erase(at, end == npos ? npos : end + 3 - at);
    }
}

} // namespace

std::optional<std::string> ProjectFile::value(std::string_view element) const {
    const std::string opener = "<" + lower(element);
    for (std::size_t at = text.find(opener); at != npos; at = text.find(opener, at + 1)) {
        const std::size_t behind = at + opener.size();
        if (behind >= text.size() || (text[behind] != '>' && text[behind] != ' '))
            continue;
        const std::size_t begin = text.find('>', behind);
        const std::size_t end = begin == npos ? npos : text.find('<', begin);
        if (end == npos)
            return std::nullopt;
        return std::string(grammar::trim_space(std::string_view(text).substr(begin + 1, end - begin - 1)));
    }
    return std::nullopt;
}

std::vector<std::string> ProjectFile::included(std::string_view element) const {
    std::vector<std::string> list;
    const std::string opener = "<" + lower(element);
    for (std::size_t at = text.find(opener); at != npos; at = text.find(opener, at + 1)) {
        const std::string_view tag = std::string_view(text).substr(at, text.find('>', at) - at);
        const std::size_t include = tag.find("include=");
        if (include == npos || include + 9 >= tag.size())
            continue;
        const std::string_view value = tag.substr(include + 9);
        list.emplace_back(value.substr(0, value.find(tag[include + 8])));
    }
    return list;
}

std::vector<ProjectFile> project_files(const BuildContext& context, const std::vector<std::string>& names) {
    constexpr std::size_t most = 4096;
    std::vector<ProjectFile> files;
    for (const std::string& path : context.list({}, most)) {
        const std::string name = file_name(path);
        const bool shared = name.starts_with("directory.") && (name.ends_with(".props") || name.ends_with(".targets"));
        if (!shared && !is_project(name))
            continue;
        if (auto bytes = context.read(path)) {
            ProjectFile& file = files.emplace_back(ProjectFile{path, lower(*bytes)});
            remove_comments(file.text);
        }
    }
    const auto has = [&](const std::string& name) {
        return std::any_of(files.begin(), files.end(),
                           [&](const ProjectFile& file) { return file_name(file.source) == name; });
    };
    std::set<std::string> used;
    for (const std::string& name : names)
        used.insert(lower(name));
    if (names.empty() || !std::all_of(used.begin(), used.end(), has))
        return files;
    for (std::size_t before = 0; before != used.size();) {
        before = used.size();
        for (const ProjectFile& file : files)
            if (used.count(file_name(file.source)) != 0)
                for (const std::string& other : file.included("ProjectReference"))
                    used.insert(file_name(other));
    }
    files.erase(std::remove_if(files.begin(), files.end(),
                               [&](const ProjectFile& file) {
                                   const std::string name = file_name(file.source);
                                   return is_project(name) && used.count(name) == 0;
                               }),
                files.end());
    return files;
}

} // namespace imgfix::rewrite
