// Which programs a base switch cannot look into: interpreters, installers of a language's packages, package managers.
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

namespace imgfix::rewrite {

/// Is the word in the list?
template <typename List> bool contains(const List& list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

/// Does the variable choose a locale?
bool is_locale(std::string_view name);
/// One that every base has, also musl's and a slim one.
bool is_plain_locale(std::string_view value);

/// Builtins and reserved words of dash, ash and bash, but those that run text (eval, ., source): no file of a package.
bool is_shell_builtin(std::string_view name);

/// Programs that run the program one of their words names, in a form that calls.hpp does not look through.
bool runs_its_operands(std::string_view name);

/// Interpreters and build tools: what they run is in files or text that is not read here.
bool runs_unseen_code(std::string_view name);

/// Installers of a language's packages: what they install may be compiled, or brings programs of its own.
bool installs_language_packages(std::string_view name);

/// Does this call of an installer install or run something? False for `npm config`, `pip --version`, `yarn cache
/// clean`. operands: the words behind its name, an empty one where a word is not constant.
bool installer_acts(std::string_view name, const std::vector<std::string_view>& operands);

/// The first of the words that names a package which is always compiled where it is installed (no wheel, no gem with
/// a binary); empty: none is known. By hand, from general knowledge; not checked against PyPI and RubyGems.
std::string_view compiled_package(std::string_view installer, const std::vector<std::string_view>& operands);

/// Does one of the words name a package that is known to have no build for musl (musl-checks: glibc-only wheels and
/// bundled browsers)?
bool names_glibc_packages(const std::vector<std::string_view>& operands);

} // namespace imgfix::rewrite
