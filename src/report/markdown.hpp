// The report as Markdown: the body of a pull request.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/report.hpp"

namespace imgfix::report {

/// What the Markdown report says beside the findings.
struct MarkdownText {
    std::vector<const rewrite::FixerInfo*> fixers; // all: for their titles and reasons
    std::string introduction;                      // our own Markdown, before everything else
    std::string closing;                           // our own Markdown, behind everything else
    std::size_t limit = 60000;                     // bytes; forges refuse longer ones (GitHub: 65,536)
};

/// What and why per change, what it saves, what was left alone and why, how to ignore it and how to get it again.
/// Markdown, HTML, mentions and references in file content are escaped.
std::string markdown_report(const std::vector<FileReport>& files, const MarkdownText& text);

/// text, which comes from files, for Markdown: shown as it is, on one line.
std::string markdown_escaped(std::string_view text);

/// text as inline code, on one line.
std::string markdown_code(std::string_view text);

/// What is known of an image's size before and after.
struct Savings {
    long layers = 0;     // fewer RUN, COPY and ADD instructions in stages that end up in an image
    long long bytes = 0; // compressed, of the base image of the last stage
    bool has_bytes = false;
    std::string day; // that the sizes were read
};
Savings savings_of(std::string_view before, std::string_view after);

} // namespace imgfix::report
