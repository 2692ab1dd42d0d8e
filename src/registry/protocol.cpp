#include "registry/protocol.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace imgfix::registry {

using Json = nlohmann::json;

namespace {

std::string line_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n"; }

/// Calls take with each line's object; false when a line is none.
template <typename Take> bool each_line(const std::string& text, Take take) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const Json json = Json::parse(text.begin() + static_cast<std::ptrdiff_t>(at),
                                      text.begin() + static_cast<std::ptrdiff_t>(end), nullptr, false);
        if (!json.is_object())
            return false;
        take(json);
        at = end + 1;
    }
    return true;
}

} // namespace

bool is_sha256_digest(std::string_view text) {
    return text.size() == 71 && text.starts_with("sha256:") && std::all_of(text.begin() + 7, text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

std::string encode_request(const Settings& settings, const std::vector<Question>& questions) {
    std::string text = line_of({{"mirrors", settings.mirrors},
                                {"insecure", settings.insecure},
                                {"ca_file", settings.ca_file},
                                {"timeout", settings.timeout},
                                {"cache_age", settings.cache_age},
                                {"progress", settings.progress}});
    for (const Question& one : questions)
        text += line_of({{"want", one.kind == Question::Kind::digest ? "digest" : "version"},
                         {"reference", one.reference},
                         {"platform", one.platform},
                         {"known", one.known}});
    return text;
}

bool decode_request(const std::string& text, Settings& settings, std::vector<Question>& questions) {
    bool first = true;
    try {
        return each_line(text, [&](const Json& json) {
            if (first) {
                json.at("mirrors").get_to(settings.mirrors);
                json.at("insecure").get_to(settings.insecure);
                json.at("ca_file").get_to(settings.ca_file);
                json.at("timeout").get_to(settings.timeout);
                json.at("cache_age").get_to(settings.cache_age);
                json.at("progress").get_to(settings.progress);
                first = false;
                return;
            }
            Question one;
            one.kind = json.at("want") == "version" ? Question::Kind::version : Question::Kind::digest;
            json.at("reference").get_to(one.reference);
            json.at("platform").get_to(one.platform);
            json.at("known").get_to(one.known);
            questions.push_back(std::move(one));
        });
    } catch (const Json::exception&) {
        return false;
    }
}

std::string encode_report(const Report& report) {
    std::string text;
    for (std::size_t k = 0; k < report.answers.size(); ++k) {
        const Answer& one = report.answers[k];
        if (one.error.empty())
            text += line_of({{"id", k}, {"digest", one.digest}, {"tags", one.tags}});
        else
            text += line_of({{"id", k}, {"error", one.error}});
    }
    return text + line_of({{"requests", report.requests}, {"cached", report.cached}});
}

Report decode_report(const std::string& text, std::size_t questions) {
    Report report;
    report.answers.resize(questions, {{}, {}, "imgfix-net gave no answer"});
    try {
        each_line(text, [&](const Json& json) {
            if (!json.contains("id")) {
                report.requests = json.value("requests", std::size_t{0});
                report.cached = json.value("cached", std::size_t{0});
                return;
            }
            const auto id = json.at("id").get<std::size_t>();
            if (id >= questions)
                return;
            Answer& one = report.answers[id];
            one.error = json.value("error", std::string());
            one.digest = json.value("digest", std::string());
            one.tags = json.value("tags", std::vector<std::string>());
            if (one.error.empty() && !is_sha256_digest(one.digest))
                one.error = "imgfix-net gave no answer";
        });
    } catch (const Json::exception&) {
        // what was read so far stands
    }
    return report;
}

} // namespace imgfix::registry
