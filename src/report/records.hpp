// Records of Dockerfiles, one JSON object a line (--format ndjson), and the JSON report read back.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/report.hpp"

namespace imgfix::report {

/// A line `{"id": any, "path": text, "content": text}` of standard input.
struct Record {
    std::string id = "null"; // as JSON
    std::string path = "Dockerfile";
    std::string content;
    std::string error; // not empty: why the line is no record
};
Record parse_record(std::string_view line);

/// The answer, one line: `{"id", "changed", "diff", "fixed", "findings": {"fixes", "held_back", "refusals", "notes",
/// "drops"}}`, with "error" when the file was not read or does not parse. Bytes that are not UTF-8 are replaced.
std::string record_answer(const Record& record, const FileReport& report);

/// The files of a JSON report, without their texts. False when it is none.
bool parse_json_report(const std::string& text, std::vector<FileReport>& files);

} // namespace imgfix::report
