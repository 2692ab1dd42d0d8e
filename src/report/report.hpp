// Reports on processed files: text, JSON, statistics.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rewrite/pipeline.hpp"

namespace imgfix::report {

/// One processed file.
struct FileReport {
    std::string path;    // as shown to the user
    bool walked = false; // found in a folder, not named
    std::string error;   // could not be read, written or parsed: the message, complete
    bool failed = false; // an error even for a walked file: not written, internal error
    std::string before;
    rewrite::Result result;
    [[nodiscard]] bool changed() const { return error.empty() && result.text != before; }
};

struct Summary {
    std::string_view version;
    std::string_view catalog_date;
    std::string_view catalog_commit;
};

/// Lines `path:line:column: fixer: message` for fixes, held-back fixes, refusals, notes and drops of one file.
/// Control characters from file content are made visible.
std::string text_report(const FileReport& file, bool with_refusals);

/// One JSON document for all files: docs/json-report.md describes it.
std::string json_report(const std::vector<FileReport>& files, const Summary& summary, bool with_diff);

/// A table of fixes and refusals by fixer and reason over all files.
std::string statistics(const std::vector<FileReport>& files);

/// text with control characters (but no line feed at its end) shown as \xNN, for terminals.
std::string printable(std::string_view text);

} // namespace imgfix::report
