// A full variant of an image becomes its slim one: the same distribution and programs, fewer packages and folders.
#pragma once

#include "catalog/variants.hpp"
#include "rewrite/base_switch.hpp"

namespace imgfix::rewrite {

/// Judges the switch of a stage's base to a variant of the same image on the same C library (slim; jdk to jre), with
/// every stage that is FROM it. The old and the new image differ only in packages (variant_packages.tsv) and in folders
/// that slim images keep empty (removed_folders.tsv): so the switch holds unless something runs, links to or reads
/// one of these. What the file shows to do so refuses; what it does not show is an assumption.
SwitchPlan plan_slim(const document::Document& document, std::size_t stage, const catalog::Equivalent& target,
                     const Context& context);

} // namespace imgfix::rewrite
