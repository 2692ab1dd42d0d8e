// Which paths a word of a script may name, as far as its text tells.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace imgfix::rewrite {

/// In a marked word: text that only the build knows, slashes too; text of one name that a pattern stands for.
inline constexpr char any_text = '\1';
inline constexpr char any_name = '\2';

/// A shell word, as it is written, without its quotes: expansions and braces become any_text, patterns any_name.
std::string marked_word(std::string_view raw);

/// The parts of a path, `.`, `..` and empty ones resolved. One part, any_text alone: nothing is known of it.
using PathParts = std::vector<std::string>;
PathParts parts_of(std::string_view folder, std::string_view path);
/// The path again, `...` and `*` for the marks.
std::string shown(const PathParts& parts);
std::string shown(std::string_view marked);

/// The paths that a marked word may name in a folder: the word itself, and absolute ones behind `=`, `:` and the like.
std::vector<PathParts> paths_in(std::string_view marked, std::string_view folder);

/// How a path stands to a folder.
enum class Reach : std::uint8_t {
    apart,
    inside, // it is the folder, or below it
    above,  // the folder is below it
    maybe,  // a part that only the build knows may lead there, behind parts that do
    unknown // nothing is known of the path
};
Reach reach(const PathParts& path, std::string_view folder);

/// Programs for which a path above a folder is no way to read it: they only make, remove or compare names, or write.
bool reads_no_tree(std::string_view program);
/// Programs that name no file by their operands.
bool reads_no_file(std::string_view program);
/// Programs that read the files they are given, and no folders.
bool reads_files(std::string_view program);
/// Programs that read the working folder when no operand names another.
bool reads_working_folder(std::string_view program);
/// Programs that look at all files of the system.
bool reads_all_files(std::string_view program);

} // namespace imgfix::rewrite
