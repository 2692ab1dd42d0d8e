#include "report/diff.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <dtl/dtl.hpp>

namespace imgfix::report {

namespace {

constexpr std::size_t context_lines = 3;
constexpr std::string_view red = "\x1b[31m";
constexpr std::string_view green = "\x1b[32m";
constexpr std::string_view cyan = "\x1b[36m";
constexpr std::string_view bold = "\x1b[1m";
constexpr std::string_view inverse = "\x1b[7m";
constexpr std::string_view inverse_off = "\x1b[27m";
constexpr std::string_view off = "\x1b[0m";

enum class Change : char { keep = ' ', remove = '-', add = '+' };
struct Line {
    Change change;
    std::string_view text; // with its line feed, if it has one
};

std::vector<std::string_view> split_lines(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t feed = text.find('\n');
        const std::size_t size = feed == std::string_view::npos ? text.size() : feed + 1;
        lines.push_back(text.substr(0, size));
        text.remove_prefix(size);
    }
    return lines;
}

/// The edit script between two lists of lines, removals before additions in each changed place.
std::vector<Line> edit_script(std::string_view before, std::string_view after) {
    const std::vector<std::string_view> a = split_lines(before);
    const std::vector<std::string_view> b = split_lines(after);
    std::size_t head = 0;
    while (head < a.size() && head < b.size() && a[head] == b[head])
        ++head;
    std::size_t tail = 0;
    while (tail < a.size() - head && tail < b.size() - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail])
        ++tail;
    std::vector<Line> script;
    for (std::size_t k = 0; k < head; ++k)
        script.push_back({Change::keep, a[k]});
    const std::vector<std::string_view> middle_a(a.begin() + static_cast<std::ptrdiff_t>(head),
                                                 a.end() - static_cast<std::ptrdiff_t>(tail));
    const std::vector<std::string_view> middle_b(b.begin() + static_cast<std::ptrdiff_t>(head),
                                                 b.end() - static_cast<std::ptrdiff_t>(tail));
    dtl::Diff<std::string_view, std::vector<std::string_view>> diff(middle_a, middle_b);
    diff.onHuge();
    diff.compose();
    std::vector<Line> added;
    const auto flush = [&] {
        script.insert(script.end(), added.begin(), added.end());
        added.clear();
    };
    for (const auto& [text, info] : diff.getSes().getSequence()) {
        if (info.type == dtl::SES_ADD) {
            added.push_back({Change::add, text});
        } else if (info.type == dtl::SES_DELETE) {
            script.push_back({Change::remove, text});
        } else {
            flush();
            script.push_back({Change::keep, text});
        }
    }
    flush();
    for (std::size_t k = a.size() - tail; k < a.size(); ++k)
        script.push_back({Change::keep, a[k]});
    return script;
}

/// `-1,3`, `-1` or `-0,0`, as GNU diff writes ranges.
std::string range(std::size_t first, std::size_t count) {
    if (count == 0)
        return std::to_string(first == 0 ? 0 : first - 1) + ",0";
    return std::to_string(first) + (count == 1 ? "" : "," + std::to_string(count));
}

/// One changed line with the part that differs from its counterpart in inverse video.
std::string highlighted(std::string_view text, std::string_view other) {
    std::string_view body = text;
    if (body.ends_with('\n'))
        body.remove_suffix(1);
    if (other.ends_with('\n'))
        other.remove_suffix(1);
    const auto is_blank = [](char c) { return c == ' ' || c == '\t'; };
    std::size_t head = 0;
    while (head < body.size() && head < other.size() && body[head] == other[head])
        ++head;
    while (head > 0 && head < body.size() && !is_blank(body[head - 1])) // whole words
        --head;
    std::size_t tail = 0;
    while (tail + head < body.size() && tail + head < other.size() &&
           body[body.size() - 1 - tail] == other[other.size() - 1 - tail])
        ++tail;
    while (tail > 0 && !is_blank(body[body.size() - tail]))
        --tail;
    const std::size_t end = body.size() - tail;
    if (head == 0 && tail == 0)
        return std::string(text);
    std::string result(body.substr(0, head));
    if (end > head) {
        result += inverse;
        result += body.substr(head, end - head);
        result += inverse_off;
    }
    result += body.substr(end);
    result += text.substr(body.size());
    return result;
}

void print_line(std::string& out, const Line& line, std::string_view other, bool colour) {
    std::string_view end;
    if (colour && line.change != Change::keep) {
        out += line.change == Change::remove ? red : green;
        end = off;
    }
    out += static_cast<char>(line.change);
    std::string text = colour && !other.empty() ? highlighted(line.text, other) : std::string(line.text);
    const bool has_feed = line.text.ends_with('\n');
    if (has_feed)
        text.pop_back();
    out += text;
    out += end;
    out += '\n';
    if (!has_feed)
        out += "\\ No newline at end of file\n";
}

} // namespace

std::string quote_path(std::string_view path) {
    static constexpr std::string_view digits = "01234567";
    bool odd = false;
    std::string quoted = "\"";
    for (const char c : path) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            quoted += '\\';
            quoted += c;
            odd = true;
        } else if (c == '\n' || c == '\t' || c == '\r') {
            quoted += c == '\n' ? "\\n" : c == '\t' ? "\\t" : "\\r";
            odd = true;
        } else if (byte < 0x20 || byte >= 0x7F) {
            quoted += '\\';
            quoted += digits[byte >> 6];
            quoted += digits[(byte >> 3) & 7];
            quoted += digits[byte & 7];
            odd = true;
        } else {
            quoted += c;
        }
    }
    return odd ? quoted + "\"" : std::string(path);
}

std::string unified_diff(std::string_view path, std::string_view before, std::string_view after, bool colour) {
    if (before == after)
        return {};
    const std::vector<Line> script = edit_script(before, after);
    while (path.starts_with('/')) // patch -p1 in / takes it
        path.remove_prefix(1);
    std::string out;
    const auto header = [&](std::string_view mark, std::string_view prefix) {
        std::string name = quote_path(std::string(prefix) + std::string(path));
        // patch and git read a name with blanks up to a tab
        if (name.find(' ') != std::string::npos && !name.starts_with('"'))
            name += '\t';
        if (colour)
            out += bold;
        out += mark;
        out += name;
        if (colour)
            out += off;
        out += '\n';
    };
    header("--- ", "a/");
    header("+++ ", "b/");
    std::size_t line_a = 1; // of the next line of script, in before
    std::size_t line_b = 1;
    for (std::size_t k = 0; k < script.size();) {
        if (script[k].change == Change::keep) {
            ++k;
            ++line_a;
            ++line_b;
            continue;
        }
        // a hunk: context before, changes no further apart than twice the context, context after
        const std::size_t begin = k - std::min(k, context_lines);
        std::size_t end = k;
        for (std::size_t next = k; next < script.size() && next < end + 2 * context_lines + 1; ++next)
            if (script[next].change != Change::keep)
                end = next + 1;
        end = std::min(end + context_lines, script.size());
        const std::size_t lead = k - begin;
        std::size_t count_a = 0;
        std::size_t count_b = 0;
        for (std::size_t j = begin; j < end; ++j) {
            count_a += script[j].change != Change::add ? 1 : 0;
            count_b += script[j].change != Change::remove ? 1 : 0;
        }
        if (colour)
            out += cyan;
        out += "@@ -" + range(line_a - lead, count_a) + " +" + range(line_b - lead, count_b) + " @@";
        if (colour)
            out += off;
        out += '\n';
        for (std::size_t j = begin; j < end;) {
            if (script[j].change == Change::keep) {
                print_line(out, script[j++], {}, colour);
                continue;
            }
            std::size_t removed = j;
            while (removed < end && script[removed].change == Change::remove)
                ++removed;
            std::size_t added = removed;
            while (added < end && script[added].change == Change::add)
                ++added;
            // pair the n-th removed line with the n-th added one
            for (std::size_t n = j; n < removed; ++n)
                print_line(out, script[n],
                           removed + (n - j) < added ? script[removed + (n - j)].text : std::string_view{}, colour);
            for (std::size_t n = removed; n < added; ++n)
                print_line(out, script[n],
                           j + (n - removed) < removed ? script[j + (n - removed)].text : std::string_view{}, colour);
            j = added;
        }
        for (; k < end; ++k) {
            line_a += script[k].change != Change::add ? 1 : 0;
            line_b += script[k].change != Change::remove ? 1 : 0;
        }
    }
    return out;
}

} // namespace imgfix::report
