#include "report/report.hpp"

#include <algorithm>
#include <map>

#include <nlohmann/json.hpp>

#include "report/diff.hpp"
#include "report/records.hpp"

namespace imgfix::report {

namespace {

using Json = nlohmann::ordered_json;

std::string place(const FileReport& file, std::size_t line, std::size_t column) {
    return printable(file.path) + ":" + std::to_string(line) + ":" + std::to_string(column) + ": ";
}

} // namespace

std::string printable(std::string_view text) {
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7F) {
            out += "\\x";
            out += digits[byte >> 4];
            out += digits[byte & 15];
        } else {
            out += c;
        }
    }
    return out;
}

std::string text_report(const FileReport& file, bool with_refusals) {
    std::string out;
    for (const auto& fix : file.result.fixes)
        out += place(file, fix.line, fix.column) + fix.fixer +
               (fix.safety == rewrite::Safety::unsafe ? " (unsafe)" : "") + ": " + printable(fix.message) + "\n";
    for (const auto& fix : file.result.held_back)
        out += place(file, fix.line, fix.column) + fix.fixer +
               ": not applied without --unsafe-fixes: " + printable(fix.message) + "\n";
    if (with_refusals)
        for (const auto& refusal : file.result.refusals)
            out += place(file, refusal.line, refusal.column) +
                   (refusal.fixer.empty() ? std::string("imgfix") : refusal.fixer) + ": " + printable(refusal.message) +
                   " [" + refusal.reason + "]\n";
    for (const auto& note : file.result.notes)
        out += place(file, note.line, note.column) + note.fixer + ": note: " + printable(note.message) + "\n";
    for (const auto& drop : file.result.drops)
        out += place(file, drop.line, 1) + drop.fixer + ": dropped by the gate: " + printable(drop.problem) +
               " (the fix was: " + printable(drop.message) + ")\n";
    return out;
}

namespace {

/// The lists of findings, as members of one.
void put_findings(Json& one, const rewrite::Result& result) {
    const auto list = [&](const char* name, const auto& items, auto&& fill) {
        one[name] = Json::array();
        for (const auto& item : items) {
            Json entry;
            entry["fixer"] = item.fixer;
            fill(entry, item);
            one[name].push_back(std::move(entry));
        }
    };
    const auto fix = [](Json& entry, const rewrite::AppliedFix& item) {
        entry["safety"] = rewrite::to_string(item.safety);
        entry["line"] = item.line;
        entry["column"] = item.column;
        entry["message"] = item.message;
    };
    list("fixes", result.fixes, fix);
    list("held_back", result.held_back, fix);
    list("refusals", result.refusals, [](Json& entry, const rewrite::PlacedRefusal& item) {
        entry["reason"] = item.reason;
        entry["line"] = item.line;
        entry["column"] = item.column;
        entry["message"] = item.message;
    });
    list("notes", result.notes, [](Json& entry, const rewrite::PlacedNote& item) {
        entry["line"] = item.line;
        entry["column"] = item.column;
        entry["message"] = item.message;
    });
    list("drops", result.drops, [](Json& entry, const rewrite::Drop& item) {
        entry["line"] = item.line;
        entry["message"] = item.message;
        entry["problem"] = item.problem;
    });
}

std::string text_member(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::size_t number_member(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_number_unsigned() ? found->get<std::size_t>() : 0;
}

} // namespace

std::string json_report(const std::vector<FileReport>& files, const Summary& summary, bool with_diff) {
    Json root;
    root["tool"] = "imgfix";
    root["version"] = summary.version;
    root["catalog"] = {{"date", summary.catalog_date}, {"commit", summary.catalog_commit}};
    root["files"] = Json::array();
    for (const FileReport& file : files) {
        Json one;
        one["path"] = file.path;
        one["changed"] = file.changed();
        if (!file.error.empty())
            one["error"] = file.error;
        put_findings(one, file.result);
        if (with_diff && file.changed())
            one["diff"] = unified_diff(file.path, file.before, file.result.text, false);
        root["files"].push_back(std::move(one));
    }
    return root.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

bool parse_json_report(const std::string& text, std::vector<FileReport>& files) {
    const Json root = Json::parse(text, nullptr, false);
    if (!root.is_object() || !root.contains("files") || !root["files"].is_array())
        return false;
    for (const Json& one : root["files"]) {
        FileReport file;
        file.path = text_member(one, "path");
        file.error = text_member(one, "error");
        const auto each = [&](const char* name, auto&& take) {
            const auto list = one.find(name);
            if (list != one.end() && list->is_array())
                for (const Json& entry : *list)
                    take(entry, text_member(entry, "fixer"), number_member(entry, "line"),
                         number_member(entry, "column"), text_member(entry, "message"));
        };
        const auto fixes = [](std::vector<rewrite::AppliedFix>& into) {
            return [&into](const Json& entry, std::string fixer, std::size_t line, std::size_t column,
                           std::string message) {
                const bool safe = text_member(entry, "safety") == "safe";
                into.push_back({std::move(fixer), safe ? rewrite::Safety::safe : rewrite::Safety::unsafe, line, column,
                                std::move(message)});
            };
        };
        each("fixes", fixes(file.result.fixes));
        each("held_back", fixes(file.result.held_back));
        each("refusals", [&](const Json& entry, auto fixer, auto line, auto column, auto message) {
            file.result.refusals.push_back({fixer, text_member(entry, "reason"), line, column, message});
        });
        each("notes", [&](const Json&, auto fixer, auto line, auto column, auto message) {
            file.result.notes.push_back({fixer, line, column, message});
        });
        each("drops", [&](const Json& entry, auto fixer, auto line, auto, auto message) {
            file.result.drops.push_back({fixer, line, message, text_member(entry, "problem")});
        });
        files.push_back(std::move(file));
    }
    return true;
}

Record parse_record(std::string_view line) {
    Record record;
    const Json json = Json::parse(line, nullptr, false);
    if (!json.is_object()) {
        record.error = "not a JSON object";
        return record;
    }
    if (const auto id = json.find("id"); id != json.end())
        record.id = id->dump(-1, ' ', false, Json::error_handler_t::replace);
    if (const std::string path = text_member(json, "path"); !path.empty())
        record.path = path;
    const auto content = json.find("content");
    if (content == json.end() || !content->is_string())
        record.error = "a record has a text \"content\"";
    else
        record.content = content->get<std::string>();
    return record;
}

std::string record_answer(const Record& record, const FileReport& report) {
    Json answer;
    answer["id"] = Json::parse(record.id, nullptr, false);
    answer["changed"] = report.changed();
    const std::string& error = record.error.empty() ? report.error : record.error;
    if (!error.empty())
        answer["error"] = error;
    answer["diff"] =
        report.changed() ? unified_diff(report.path, report.before, report.result.text, false) : std::string();
    answer["fixed"] = report.changed() ? report.result.text : report.before;
    put_findings(answer["findings"], report.result);
    return answer.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string statistics(const std::vector<FileReport>& files) {
    std::map<std::string, std::size_t> fixes;
    std::map<std::string, std::size_t> held_back;
    std::map<std::pair<std::string, std::string>, std::size_t> refusals;
    std::map<std::string, std::size_t> drops;
    std::size_t changed = 0;
    std::size_t failed = 0;
    for (const FileReport& file : files) {
        changed += file.changed() ? 1 : 0;
        failed += file.error.empty() ? 0 : 1;
        for (const auto& fix : file.result.fixes)
            ++fixes[fix.fixer];
        for (const auto& fix : file.result.held_back)
            ++held_back[fix.fixer];
        for (const auto& refusal : file.result.refusals)
            ++refusals[{refusal.fixer.empty() ? "imgfix" : refusal.fixer, refusal.reason}];
        for (const auto& drop : file.result.drops)
            ++drops[drop.fixer];
    }
    std::string out = std::to_string(files.size()) + " files, " + std::to_string(changed) + " with fixes, " +
                      std::to_string(failed) + " with errors\n";
    const auto number = [](std::size_t value) {
        const std::string digits = std::to_string(value);
        return std::string(digits.size() < 8 ? 8 - digits.size() : 0, ' ') + digits;
    };
    const auto section = [&](std::string_view title, const auto& counts, auto&& name) {
        if (counts.empty())
            return;
        std::vector<std::pair<std::size_t, std::string>> rows;
        for (const auto& [key, count] : counts)
            rows.emplace_back(count, name(key));
        std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
        out += "\n" + std::string(title) + "\n";
        for (const auto& [count, text] : rows)
            out += number(count) + "  " + text + "\n";
    };
    const auto same = [](const std::string& key) { return key; };
    section("fixes", fixes, same);
    section("fixes that need --unsafe-fixes", held_back, same);
    section("left alone, by reason", refusals, [](const auto& key) { return key.first + "  " + key.second; });
    section("dropped by the gate", drops, same);
    return out;
}

} // namespace imgfix::report
