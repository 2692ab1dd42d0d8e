// Which words and commands a cache fix may insert, remove or append (TRAPS section D): the gate's own preconditions
// for InsertWord, RemoveWord, RemoveCommand, AppendCommand and InsertCommand, apart from the fixers that propose them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "document/document.hpp"
#include "rewrite/claims.hpp"
#include "rewrite/fixer.hpp"

namespace imgfix::rewrite {

/// Why the claim may not be applied; nullopt: it may.
std::optional<std::string> forbids_insert(const document::Document& document, const InsertWord& claim,
                                          const Context& context);
std::optional<std::string> forbids_removal(const document::Document& document, const RemoveWord& claim,
                                           const Context& context);
std::optional<std::string> forbids_removal(const document::Document& document, const RemoveCommand& claim,
                                           const Context& context);
std::optional<std::string> forbids_removal(const document::Document& document, const RemoveInstruction& claim,
                                           const Context& context);
std::optional<std::string> forbids_replacement(const document::Document& document, const ReplaceWord& claim,
                                               const Context& context);
std::optional<std::string> forbids_insert(const document::Document& document, const InsertCommand& claim,
                                          const Context& context);
std::optional<std::string> forbids_append(const document::Document& document, const AppendCommand& claim,
                                          const Context& context);

/// Why these claims may not stand together: a change of a RUN's caches goes whole or not at all (apk update goes only
/// together with the --no-cache that makes it needless). Other kinds of claims are not looked at.
std::optional<std::string> forbids_part(const document::Document& document, const std::vector<Claim>& claims,
                                        const Context& context);

} // namespace imgfix::rewrite
