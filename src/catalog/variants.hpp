// Which smaller variant of an official image can stand for a tag, and what the smaller one lacks.
//
// Source: fixers/data/equivalents.tsv (the policy), catalog.min and old_tags.min (which tags there are),
// variant_packages.tsv and debian_programs.tsv (make_variants.py: Dockerfiles of the images, Debian's file lists).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.hpp"

namespace imgfix::catalog {

enum class VariantKind { slim, jre, alpine };

/// How far two images are apart (class in equivalents.tsv). Never a verdict on a file.
enum class Distance {
    same_libc, // the same distribution, fewer packages
    musl,      // Alpine: another C library, shell and package manager
    data,      // musl, and data on disk that another C library sorts in another way
};

struct Equivalent {
    std::string tag;
    VariantKind kind = VariantKind::slim;
    Distance distance = Distance::same_libc;
    bool current = true; // one of today's tags; false: it left the official images, but can still be pulled
    bool certain = true; // false: an exact version that no list has, judged by its release line (3.9.1 by 3.9)
};

/// The smaller variants of image:tag (empty tag: latest), same version and release of the distribution: python 3.12
/// -> 3.12-slim, 3.12-alpine. Empty when there is none, or when the tag is one already.
std::vector<Equivalent> equivalents(const Catalog& catalog, std::string_view image, std::string_view tag);

/// What the full variant of an image has beyond its slim one. Views into the embedded data; lists are parted by blanks.
struct VariantFacts {
    std::string_view own;     // programs of the image itself, in both; a `*` at the end stands for any
    std::string_view needs;   // programs of its own that work with a package of the full one alone: idle3=tk
    std::string_view lost;    // Debian packages that only the full one has
    std::string_view old;     // what full images up to Debian 10 have beyond slim ones: packages, or program=package
    std::string_view kept;    // Debian packages that slim has beside Debian's base
    std::string_view jdk;     // programs of a JDK that its JRE lacks
    std::string_view built;   // programs that only the full one builds itself
    std::string_view users;   // users that all variants have, with the same number
    std::string_view numbers; // users and groups of its own whose number is another on Alpine
    std::string_view absent;  // what Alpine's variant lacks, and the image's own programs may want: ICU
    std::string_view folders; // folders of the image's own program, the same in all variants
    std::string_view sets;    // variables that all variants set alike, where the base sets them: NAME=VALUE
    std::string_view since;   // the first release of which this holds; empty: all
};
/// Does the tag name a version before `version`? False when it names none.
bool is_before(std::string_view tag, std::string_view version);

/// nullopt when nothing is known of the image, or of releases as old as the tag's (empty: latest). debian itself:
/// nothing of its own, nothing lost but the folders.
std::optional<VariantFacts> variant_facts(std::string_view image, std::string_view tag = {});

/// Is the program one of the image's own?
bool is_own_program(const VariantFacts& facts, std::string_view program);

/// The package of the full variant without which one of the image's own programs does not start; empty: none.
std::string_view needed_by_own(const VariantFacts& facts, std::string_view program);

/// Debian packages that hold a program of this name; empty when none of the known ones does. Of a program that only
/// one of two releases has, the package counts.
std::vector<std::string_view> packages_with(std::string_view program);

/// Is anything known of a Debian package of this name?
bool is_known_package(std::string_view package);

/// Is it in every Debian base image?
bool in_debian_base(std::string_view package);

/// Known packages with programs that an install of `package` brings by its dependencies (without recommends), itself
/// included when it is known; parted by blanks.
std::string_view brought_by(std::string_view package);

/// The same for Debian releases before 12, whose dependencies are not known: what it has brought in all of them since
/// the one of that number (7: wheezy).
std::vector<std::string_view> brought_since(std::string_view package, int release);

/// The folders (/usr/share/man/man1), parted by blanks, that the package's installation, or its use, needs and that
/// slim images lack; empty: none. recommends: what it recommends is installed, too.
std::string_view removed_folder_needed_by(std::string_view package, bool recommends = false);

/// Folders of which slim images keep nothing (path-exclude in /etc/dpkg/dpkg.cfg.d/docker).
const std::vector<std::string_view>& removed_folders();

/// The package that alone makes the file, or a folder which the path lies in (or is): /etc/ssh (lost_files.tsv); empty:
/// none is known.
std::string_view owner_of_folder(std::string_view path);
/// Is the path itself such a folder, or such a file?
bool is_owned_place(std::string_view path);

/// Folders that hold other files in slim images.
const std::vector<std::string_view>& differing_folders();

} // namespace imgfix::catalog
