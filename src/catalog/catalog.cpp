#include "catalog/catalog.hpp"

#include <array>
#include <utility>

#include "catalog/facts.hpp"

namespace imgfix::catalog {
namespace {

constexpr auto npos = std::string_view::npos;

std::string join_tag(std::string_view head, std::string_view tail) {
    std::string tag(head);
    if (!head.empty() && !tail.empty())
        tag += '-';
    tag += tail;
    return tag;
}

bool is_joined_tag(std::string_view tag, std::string_view head, std::string_view tail) {
    if (head.empty())
        return tag == tail;
    if (tail.empty())
        return tag == head;
    return tag.size() == head.size() + 1 + tail.size() && tag[head.size()] == '-' &&
           tag.substr(0, head.size()) == head && tag.substr(head.size() + 1) == tail;
}

// Calls `visit` with each piece of a text cut at a mark; stops when it returns true.
template <typename Visit> bool any_piece(std::string_view text, char mark, Visit visit) {
    for (;;) {
        const std::size_t end = text.find(mark);
        if (visit(text.substr(0, end)))
            return true;
        if (end == npos)
            return false;
        text.remove_prefix(end + 1);
    }
}

// The tags of a product form: `3.12|3*slim|alpine` and plain words, parted by blanks. visit(head, tail).
template <typename Visit> bool any_tag(std::string_view product, Visit visit) {
    if (product.empty())
        return false;
    return any_piece(product, ' ', [&](std::string_view word) {
        const std::size_t star = word.find('*');
        if (star == npos)
            return visit(std::string_view{}, word);
        const auto heads = word.substr(0, star);
        return any_piece(word.substr(star + 1), '|', [&](std::string_view tail) {
            return any_piece(heads, '|', [&](std::string_view head) { return visit(head, tail); });
        });
    });
}

bool product_has(std::string_view product, std::string_view tag) {
    return any_tag(product,
                   [&](std::string_view head, std::string_view tail) { return is_joined_tag(tag, head, tail); });
}

// A row of catalog.min: product;shared<TAB>id<TAB>distro version
struct Row {
    std::string_view own;
    std::string_view shared;
};

Row row_tags(std::string_view row) {
    const auto tags = field(row, 0);
    const std::size_t mark = tags.find(';');
    if (mark == npos)
        return {tags, {}};
    return {tags.substr(0, mark), tags.substr(mark + 1)};
}

bool is_number(std::string_view text) {
    for (const char c : text) {
        if (c < '0' || c > '9')
            return false;
    }
    return !text.empty();
}

bool is_day(std::string_view text) {
    return text.size() == 10 && text[4] == '-' && text[7] == '-' && is_number(text.substr(0, 4)) &&
           is_number(text.substr(5, 2)) && is_number(text.substr(8, 2));
}

// 260831 -> 2026-08-31
std::string long_day(std::string_view day) {
    std::string text = "20";
    text += day.substr(0, 2);
    text += '-';
    text += day.substr(2, 2);
    text += '-';
    text += day.substr(4, 2);
    return text;
}

ReleaseLine read_line(std::string_view row) {
    ReleaseLine line;
    line.cycle = field(row, 1);
    line.released = field(row, 2);
    const auto end = field(row, 3);
    if (end == "true") {
        line.ended = true;
    } else if (is_day(end)) {
        line.eol = end;
    }
    line.latest = field(row, 4);
    return line;
}

} // namespace

bool Build::has(std::string_view tag) const {
    for (const auto& own : tags) {
        if (own == tag)
            return true;
    }
    return false;
}

bool Build::is_shared(std::string_view tag) const {
    for (std::size_t i = tags.size() - shared; i < tags.size(); ++i) {
        if (tags[i] == tag)
            return true;
    }
    return false;
}

const Catalog& Catalog::embedded() {
    static const Catalog catalog(fact_text(Fact::catalog));
    return catalog;
}

bool Catalog::well_formed(std::string_view text, std::string& why) {
    std::size_t number = 0;
    std::size_t images = 0;
    std::vector<std::string_view> ids;
    const auto fail = [&](std::string_view what) {
        why = "line " + std::to_string(number) + ": ";
        why += what;
        return false;
    };
    for (Lines lines(text); lines.next();) {
        const auto line = lines.line();
        ++number;
        if (number == 1) {
            const std::size_t blank = line.find(' ');
            if (blank == 0 || blank == npos || !is_day(line.substr(blank + 1))) {
                return fail("expected the commit and the day of the catalog");
            }
        } else if (line.empty()) {
            return fail("empty line");
        } else if (line[0] == '!') {
            const std::size_t blank = line.find(' ');
            if (blank == npos || !is_number(line.substr(1, blank - 1)))
                return fail("expected !number architectures");
            ids.push_back(line.substr(1, blank - 1));
        } else if (line[0] == '=') {
            if (line.size() == 1 || line.find_first_of(" \t") != npos)
                return fail("expected =image");
            ++images;
        } else {
            const auto id = field(line, 1);
            bool known = false;
            for (const auto other : ids)
                known = known || other == id;
            if (images == 0)
                return fail("a build before the first image");
            if (line[0] == '\t' || !known)
                return fail("expected tags, a tab and a known number of architectures");
        }
    }
    if (images == 0) {
        why = "no images";
        return false;
    }
    if (text.back() != '\n')
        return fail("no line end at the end: the file is cut");
    return true;
}

std::string_view Catalog::date() const {
    const auto line = text_.substr(0, text_.find('\n'));
    const std::size_t blank = line.find(' ');
    return blank == npos ? std::string_view{} : line.substr(blank + 1);
}

std::string_view Catalog::commit() const { return text_.substr(0, text_.find_first_of(" \n")); }

bool Catalog::older_than_a_year(std::string_view today) const {
    const auto day = date();
    if (!is_day(day) || !is_day(today))
        return false;
    std::string next_year = std::to_string(std::stoi(std::string(day.substr(0, 4))) + 1);
    next_year += day.substr(4);
    return today >= next_year;
}

std::string_view Catalog::section(std::string_view image) const { return sections_.of(image); }

bool Catalog::is_official(std::string_view image) const { return !section(image).empty(); }

ImageStatus Catalog::status(std::string_view image) const {
    ImageStatus status;
    if (const std::string_view row = sorted_rows(fact_text(Fact::status), image); !row.empty()) {
        const auto word = field(row, 1);
        status.state = word == "removed"   ? ImageState::removed
                       : word == "emptied" ? ImageState::emptied
                                           : ImageState::current;
        status.gone_on = field(row.substr(0, row.find('\n')), 2);
    }
    if (is_official(image))
        return {ImageState::current, {}};
    // Listed when the status file was made, but not in this catalog.
    if (status.state == ImageState::current)
        status.state = ImageState::removed;
    return status;
}

std::vector<std::string_view> Catalog::images() const {
    std::vector<std::string_view> names;
    for (Lines lines(text_); lines.next();) {
        if (!lines.line().empty() && lines.line().front() == '=')
            names.push_back(lines.line().substr(1));
    }
    return names;
}

std::string_view Catalog::architectures(std::string_view id) const {
    std::string mark = "\n!";
    mark += id;
    mark += ' ';
    const std::size_t at = text_.find(mark);
    if (at == npos)
        return {};
    const std::size_t begin = at + mark.size();
    return text_.substr(begin, text_.find('\n', begin) - begin);
}

Build Catalog::read_build(std::string_view image, std::string_view row) const {
    Build build;
    build.image = image;
    const auto add = [&](std::string_view head, std::string_view tail) {
        build.tags.push_back(join_tag(head, tail));
        return false;
    };
    const Row tags = row_tags(row);
    any_tag(tags.own, add);
    const std::size_t own = build.tags.size();
    any_tag(tags.shared, add);
    build.shared = build.tags.size() - own;
    build.architectures = architectures(field(row, 1));
    const auto distro = field(row, 2);
    const std::size_t blank = distro.find(' ');
    build.distro = distro.substr(0, blank);
    if (blank != npos)
        build.distro_version = distro.substr(blank + 1);
    return build;
}

std::optional<Build> Catalog::find_build(std::string_view image, std::string_view tag) const {
    if (tag.empty())
        tag = "latest";
    for (Lines lines(section(image)); lines.next();) {
        const Row tags = row_tags(lines.line());
        if (product_has(tags.own, tag) || product_has(tags.shared, tag))
            return read_build(image, lines.line());
    }
    return std::nullopt;
}

std::vector<Build> Catalog::builds(std::string_view image) const {
    std::vector<Build> all;
    for (Lines lines(section(image)); lines.next();)
        all.push_back(read_build(image, lines.line()));
    return all;
}

std::optional<ReleaseLine> eol(std::string_view image, std::string_view cycle) {
    for (Lines lines(sorted_rows(fact_text(Fact::eol), image)); lines.next();)
        if (field(lines.line(), 1) == cycle)
            return read_line(lines.line());
    return std::nullopt;
}

std::optional<ReleaseLine> release_line(std::string_view image, std::string_view version) {
    std::string_view best;
    for (Lines lines(sorted_rows(fact_text(Fact::eol), image)); lines.next();) {
        const auto cycle = field(lines.line(), 1);
        if (in_line(version, cycle) && (best.empty() || cycle.size() > field(best, 1).size()))
            best = lines.line();
    }
    if (best.empty())
        return std::nullopt;
    return read_line(best);
}

std::vector<ReleaseLine> release_lines(std::string_view image) {
    std::vector<ReleaseLine> all;
    for (Lines lines(sorted_rows(fact_text(Fact::eol), image)); lines.next();)
        all.push_back(read_line(lines.line()));
    return all;
}

std::optional<Codename> codename(std::string_view image, std::string_view word) {
    for (Lines lines(fact_text(Fact::codenames)); lines.next();) {
        const auto row = lines.line();
        if (field(row, 0) == word && has_word(field(row, 3), image))
            return Codename{field(row, 0), field(row, 1), field(row, 2)};
    }
    return std::nullopt;
}

std::string_view codename_of(std::string_view image, std::string_view product, std::string_view line) {
    Lines rows(fact_text(Fact::codenames));
    rows.next(); // the comment
    while (rows.next()) {
        const auto row = rows.line();
        if (field(row, 1) == line && field(row, 2) == product && has_word(field(row, 3), image))
            return field(row, 0);
    }
    return {};
}

std::string tag_gone_on(std::string_view image, std::string_view tag) {
    std::string day;
    static const Sections sections(fact_text(Fact::old_tags));
    for (Lines lines(sections.of(image)); lines.next();) {
        const auto line = lines.line();
        if (line.size() > 7 && product_has(line.substr(7), tag))
            day = long_day(line);
    }
    return day;
}

bool windows_only(std::string_view image, std::string_view tag) {
    static const Sections sections(fact_text(Fact::windows_tags));
    for (Lines lines(sections.of(image)); lines.next();) {
        if (product_has(lines.line(), tag))
            return true;
    }
    return false;
}

std::optional<ExternalBuild> find_external(std::string_view image, std::string_view tag) {
    if (tag.empty())
        tag = "latest";
    for (Lines lines(sorted_rows(fact_text(Fact::external), image)); lines.next();) {
        const auto row = lines.line();
        if (has_word(field(row, 1), tag) && field(row, 3) == "current")
            return ExternalBuild{field(row, 1), field(row, 2), field(row, 3), field(row, 4), field(row, 5)};
    }
    return std::nullopt;
}

bool is_external(std::string_view image) { return !external_day(image).empty(); }

std::string_view external_day(std::string_view image) {
    for (Lines lines(sorted_rows(fact_text(Fact::external), image)); lines.next();)
        if (field(lines.line(), 3) == "current" && !field(lines.line(), 4).empty())
            return field(lines.line(), 4);
    return {};
}

Size compressed_size(std::string_view image, std::string_view tag) {
    if (tag.empty())
        tag = "latest";
    Size size;
    const std::string_view rows = sorted_rows(fact_text(Fact::sizes), image);
    const auto look = [&](std::string_view wanted) {
        for (Lines lines(rows); lines.next();) {
            if (field(lines.line(), 1) != wanted)
                continue;
            unsigned long long bytes = 0;
            for (const char c : field(lines.line(), 2)) {
                if (c < '0' || c > '9')
                    return false;
                bytes = bytes * 10 + static_cast<unsigned long long>(c - '0');
            }
            size = {bytes, field(lines.line(), 4)};
            break;
        }
        return size.bytes != 0;
    };
    if (look(tag))
        return size;
    // Another name of the same build.
    if (const auto build = Catalog::embedded().find_build(image, tag)) {
        for (const auto& other : build->tags) {
            if (look(other))
                return size;
        }
    }
    // alpine:3.18 -> a release of that line that was read.
    const auto variant = parse_tag(tag).variant;
    for (Lines lines(rows); lines.next();)
        if (const std::string_view one = field(lines.line(), 1);
            in_line(one, tag) && parse_tag(one).variant == variant && look(one))
            break;
    return size;
}

std::string_view architecture_of(std::string_view platform) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 18> names{{
        {"linux/amd64", "amd64"},
        {"linux/x86_64", "amd64"},
        {"amd64", "amd64"},
        {"linux/arm64", "arm64v8"},
        {"linux/arm64/v8", "arm64v8"},
        {"arm64", "arm64v8"},
        {"linux/aarch64", "arm64v8"},
        {"linux/arm", "arm32v7"},
        {"linux/arm/v7", "arm32v7"},
        {"linux/arm/v6", "arm32v6"},
        {"linux/arm/v5", "arm32v5"},
        {"linux/386", "i386"},
        {"linux/ppc64le", "ppc64le"},
        {"linux/s390x", "s390x"},
        {"linux/riscv64", "riscv64"},
        {"linux/mips64le", "mips64le"},
        {"windows/amd64", "windows-amd64"},
        {"linux/loong64", "loong64"},
    }};
    for (const auto& [platform_name, architecture] : names)
        if (platform_name == platform)
            return architecture;
    return {};
}

} // namespace imgfix::catalog
