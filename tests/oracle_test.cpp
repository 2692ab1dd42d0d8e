// Our document against BuildKit's own reading of the same files: testdata/grammar/golden.jsonl, which
// tests/oracle/make_golden.sh writes. Nothing of Go is needed here.
#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "document/document.hpp"
#include "support/compat.hpp"

namespace {

using imgfix::document::Document;
using imgfix::document::Instruction;
using imgfix::document::InstructionKind;
using Json = nlohmann::json;

const std::filesystem::path folder = std::filesystem::path(IMGFIX_SOURCE_DIR) / "testdata" / "grammar";

// Files that BuildKit reads in another way than we do, each with the reason. An entry whose file has become
// equal fails the test, so the list cannot go stale.
const std::map<std::string, std::string> named_differences = {};

// One fact about a document: where it stands and its bytes. Both sides become a list of these.
struct Fact {
    std::string where;
    std::string value;
};
using Facts = std::vector<Fact>;

std::string read_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    REQUIRE(in);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string decode_base64(std::string_view text) {
    std::string out;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : text) {
        std::uint32_t digit = 0;
        if (c >= 'A' && c <= 'Z') {
            digit = static_cast<std::uint32_t>(c - 'A');
        } else if (c >= 'a' && c <= 'z') {
            digit = static_cast<std::uint32_t>(c - 'a') + 26;
        } else if (c >= '0' && c <= '9') {
            digit = static_cast<std::uint32_t>(c - '0') + 52;
        } else if (c == '+' || c == '/') {
            digit = c == '+' ? 62 : 63;
        } else {
            break; // padding
        }
        bits = (bits << 6) | digit;
        count += 6;
        if (count >= 8) {
            count -= 8;
            out += static_cast<char>((bits >> count) & 0xFF);
        }
    }
    return out;
}

// A string of the golden data; bytes that are not UTF-8 come as {"b64": ...}.
std::string bytes_of(const Json& value) {
    return value.is_string() ? value.get<std::string>() : decode_base64(value.at("b64").get<std::string>());
}

std::string visible(std::string_view bytes) {
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string out = "\"";
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '\n') {
            out += "\\n";
        } else if (c == '\r') {
            out += "\\r";
        } else if (c == '\t') {
            out += "\\t";
        } else if (c == '\\' || c == '"') {
            (out += '\\') += c;
        } else if (byte < 0x20 || byte >= 0x7F) {
            ((out += "\\x") += digits[byte >> 4]) += digits[byte & 15];
        } else {
            out += c;
        }
    }
    return out + '"';
}

std::string element(const std::string& list, std::size_t index) { return list + "[" + std::to_string(index) + "]"; }
const char* yes_no(bool value) { return value ? "yes" : "no"; }

void add_list(Facts& facts, const std::string& where, const std::vector<std::string>& values) {
    facts.push_back({where + " count", std::to_string(values.size())});
    for (std::size_t k = 0; k < values.size(); ++k)
        facts.push_back({element(where, k), values[k]});
}

// --- BuildKit's side

std::vector<std::string> strings_of(const Json& list) {
    std::vector<std::string> out;
    for (const auto& value : list)
        out.push_back(bytes_of(value));
    return out;
}

void add_instruction(Facts& facts, const std::string& where, const Json& ins) {
    facts.push_back({where + " cmd", bytes_of(ins.at("cmd"))});
    if (ins.contains("line")) {
        facts.push_back({where + " first line", std::to_string(ins.at("line").get<int>())});
        facts.push_back({where + " last line", std::to_string(ins.at("end").get<int>())});
    }
    add_list(facts, where + " flags", strings_of(ins.at("flags")));
    facts.push_back({where + " JSON form", yes_no(ins.at("json").get<bool>())});
    add_list(facts, where + " args", strings_of(ins.at("args")));
    const Json& docs = ins.at("heredocs");
    facts.push_back({where + " heredocs count", std::to_string(docs.size())});
    for (std::size_t k = 0; k < docs.size(); ++k) {
        const std::string at = element(where + " heredocs", k);
        facts.push_back({at + " name", bytes_of(docs[k].at("name"))});
        // Where a descriptor is larger than ours can be, both are no descriptor any more.
        const auto descriptor =
            std::min<std::uint64_t>(docs[k].at("fd").get<std::uint64_t>(), std::numeric_limits<unsigned>::max());
        facts.push_back({at + " descriptor", std::to_string(descriptor)});
        facts.push_back({at + " expand", yes_no(docs[k].at("expand").get<bool>())});
        facts.push_back({at + " chomp", yes_no(docs[k].at("chomp").get<bool>())});
        facts.push_back({at + " content", bytes_of(docs[k].at("content"))});
    }
    facts.push_back({where + " trigger", yes_no(ins.contains("sub"))});
    if (ins.contains("sub"))
        add_instruction(facts, where + " trigger", ins.at("sub"));
}

Facts facts_of(const Json& golden) {
    Facts facts;
    const bool ok = golden.at("ok").get<bool>();
    const std::string phase = ok ? "" : golden.at("phase").get<std::string>();
    facts.push_back({"verdict", ok ? "accepted" : "refused in phase " + phase});
    if (phase == "parser")
        return facts;
    facts.push_back({"escape", golden.at("escape").get<std::string>()});
    const Json& list = golden.at("instructions");
    facts.push_back({"instructions count", std::to_string(list.size())});
    for (std::size_t k = 0; k < list.size(); ++k) {
        add_instruction(facts, element("instruction", k), list[k]);
    }
    if (!ok) {
        static constexpr std::string_view opening = "dockerfile parse error on line ";
        const std::string error = bytes_of(golden.at("error"));
        const bool has_line = error.compare(0, opening.size(), opening) == 0;
        const std::size_t colon = error.find(':');
        facts.push_back(
            {"refused line", has_line ? error.substr(opening.size(), colon - opening.size()) : "(not said)"});
        return facts;
    }
    const Json& stages = golden.at("stages");
    facts.push_back({"stages count", std::to_string(stages.size())});
    for (std::size_t k = 0; k < stages.size(); ++k) {
        const std::string at = element("stage", k);
        facts.push_back({at + " name", bytes_of(stages[k].at("name"))});
        facts.push_back({at + " base", bytes_of(stages[k].at("base"))});
        facts.push_back({at + " platform", bytes_of(stages[k].at("platform"))});
        facts.push_back({at + " commands", std::to_string(stages[k].at("commands").get<int>())});
    }
    std::vector<std::string> names;
    for (const auto& argument : strings_of(golden.at("meta_args"))) {
        names.push_back(argument.substr(0, argument.find('=')));
    }
    add_list(facts, "global arguments", names);
    return facts;
}

// --- our side

std::vector<std::string> arguments_of(const Instruction& ins) {
    std::vector<std::string> out;
    switch (ins.kind) {
    case InstructionKind::unknown:
        return {""}; // BuildKit's node chain has one empty node
    case InstructionKind::onbuild:
        return {};
    case InstructionKind::arg:
        for (const auto& pair : ins.pairs)
            out.push_back(pair.word.value);
        return out;
    case InstructionKind::env:
    case InstructionKind::label:
        for (const auto& pair : ins.pairs) {
            out.insert(out.end(), {pair.key, pair.value.value_or("(none)"), pair.legacy ? "" : "="});
        }
        return out;
    default:
        for (const auto& word : ins.words)
            out.push_back(word.value);
        return out;
    }
}

// ONBUILD's heredocs hang on the ONBUILD in BuildKit's tree, on its trigger in ours.
const std::vector<imgfix::document::Heredoc>& heredocs_of(const Instruction& ins) {
    return ins.trigger ? ins.trigger->heredocs : ins.heredocs;
}

void add_instruction(Facts& facts, const std::string& where, const Document& document, const Instruction& ins,
                     bool is_trigger) {
    facts.push_back({where + " cmd", ins.keyword});
    if (!is_trigger) {
        facts.push_back({where + " first line", std::to_string(document.position(ins.bytes.begin).line)});
        const std::size_t last = ins.bytes.end > ins.bytes.begin ? ins.bytes.end - 1 : ins.bytes.end;
        facts.push_back({where + " last line", std::to_string(document.position(last).line)});
    }
    std::vector<std::string> flags;
    for (const auto& flag : ins.flags)
        flags.push_back("--" + flag.name + (flag.has_value ? "=" + flag.value : ""));
    add_list(facts, where + " flags", flags);
    facts.push_back({where + " JSON form", yes_no(ins.json)});
    add_list(facts, where + " args", arguments_of(ins));
    const std::vector<imgfix::document::Heredoc> nothing;
    const auto& docs = is_trigger ? nothing : heredocs_of(ins);
    facts.push_back({where + " heredocs count", std::to_string(docs.size())});
    for (std::size_t k = 0; k < docs.size(); ++k) {
        const std::string at = element(where + " heredocs", k);
        facts.push_back({at + " name", docs[k].opener.name});
        facts.push_back({at + " descriptor", std::to_string(docs[k].opener.descriptor)});
        facts.push_back({at + " expand", yes_no(docs[k].opener.expand)});
        facts.push_back({at + " chomp", yes_no(docs[k].opener.chomp)});
        facts.push_back({at + " content", std::string(document.slice(docs[k].body))});
    }
    facts.push_back({where + " trigger", yes_no(ins.trigger != nullptr)});
    if (ins.trigger)
        add_instruction(facts, where + " trigger", document, *ins.trigger, true);
}

// In phase instructions: the first line of the instruction that the first error is in. BuildKit does not say
// one for an instruction before the first FROM, and none when there is no FROM.
std::string refused_line(const Document& document) {
    const std::size_t offset = document.errors().front().offset;
    for (const auto& ins : document.instructions) {
        if (offset < ins.bytes.begin || offset >= ins.bytes.end || ins.error.empty())
            continue;
        if (ins.error.find("no build stage in current context") == 0)
            break;
        return std::to_string(document.position(ins.bytes.begin).line);
    }
    return "(not said)";
}

Facts facts_of(const Document& document) {
    Facts facts;
    const bool ok = document.errors().empty();
    const char* phase = document.parser_accepts() ? "instructions" : "parser";
    facts.push_back({"verdict", ok ? "accepted" : std::string("refused in phase ") + phase});
    if (!document.parser_accepts())
        return facts;
    facts.push_back({"escape", std::string(1, document.escape())});
    facts.push_back({"instructions count", std::to_string(document.instructions.size())});
    for (const auto& ins : document.instructions) {
        add_instruction(facts, element("instruction", ins.index), document, ins, false);
    }
    if (!ok) {
        facts.push_back({"refused line", refused_line(document)});
        return facts;
    }
    facts.push_back({"stages count", std::to_string(document.stages.size())});
    for (const auto& stage : document.stages) {
        const std::string at = element("stage", stage.index);
        facts.push_back({at + " name", stage.name});
        facts.push_back({at + " base", stage.base_word.value});
        facts.push_back({at + " platform", stage.platform});
        facts.push_back({at + " commands", std::to_string(stage.end - stage.from - 1)});
    }
    std::vector<std::string> names;
    for (const auto& argument : document.global_arguments)
        names.push_back(argument.name);
    add_list(facts, "global arguments", names);
    return facts;
}

// The first place where the two differ, in words; empty when they agree.
std::string first_difference(const Facts& buildkit, const Facts& ours) {
    for (std::size_t k = 0; k < std::max(buildkit.size(), ours.size()); ++k) {
        if (k >= buildkit.size())
            return ours[k].where + ": only in our document: " + visible(ours[k].value);
        if (k >= ours.size()) {
            return buildkit[k].where + ": only in BuildKit's: " + visible(buildkit[k].value);
        }
        if (buildkit[k].where != ours[k].where || buildkit[k].value != ours[k].value) {
            return buildkit[k].where + ":\n    BuildKit " + visible(buildkit[k].value) + "\n    imgfix   " +
                   visible(ours[k].value) + (buildkit[k].where == ours[k].where ? "" : " (" + ours[k].where + ")");
        }
    }
    return {};
}

struct Case {
    std::string path;
    Json golden;
};

const std::vector<Case>& cases() {
    static const std::vector<Case> all = [] {
        std::vector<Case> found;
        std::ifstream in(folder / "golden.jsonl", std::ios::binary);
        for (std::string line; std::getline(in, line);) {
            Json golden = Json::parse(line);
            found.push_back({bytes_of(golden.at("path")), std::move(golden)});
        }
        return found;
    }();
    return all;
}

std::size_t count_under(const std::string& prefix) {
    return static_cast<std::size_t>(std::count_if(cases().begin(), cases().end(), [&](const Case& one) {
        return one.path.compare(0, prefix.size(), prefix) == 0;
    }));
}

} // namespace

TEST_CASE("the golden data of the grammar are all there", "[golden]") {
    CHECK(count_under("corpus/") >= 600);
    CHECK(count_under("traps/") >= 590);
    // Each file has an answer and each answer a file.
    std::size_t files = 0;
    for (const char* part : {"corpus", "traps"}) {
        for (const auto& entry : std::filesystem::directory_iterator(folder / part)) {
            files += entry.path().extension() == ".Dockerfile";
        }
    }
    CHECK(files == cases().size());
}

TEST_CASE("our document is BuildKit's reading of every golden file", "[golden]") {
    REQUIRE(cases().size() >= 1200);
    std::size_t equal = 0;
    for (const auto& one : cases()) {
        const std::string source = read_file(folder / one.path);
        const Document document(source);
        const std::string difference = first_difference(facts_of(one.golden), facts_of(document));
        equal += difference.empty();
        const auto named = named_differences.find(one.path);
        if (named == named_differences.end()) {
            if (difference.empty())
                continue;
            std::string message = "testdata/grammar/" + one.path + "\n  " + difference;
            if (one.golden.contains("error"))
                message += "\n    BuildKit says: " + visible(bytes_of(one.golden.at("error")));
            if (!document.errors().empty())
                message += "\n    imgfix says:   " + visible(document.errors().front().message);
            FAIL_CHECK(message);
        } else if (difference.empty()) {
            FAIL_CHECK(one.path << " is equal now; take it off the list: " << named->second);
        }
    }
    CHECK(equal + named_differences.size() == cases().size());
}

TEST_CASE("the comparison sees a difference", "[golden]") {
    const std::string source = "FROM alpine AS a\nRUN <<X\nbody\nX\n";
    const Facts facts = facts_of(Document(source));
    CHECK(first_difference(facts, facts).empty());
    for (std::size_t k = 0; k < facts.size(); ++k) {
        Facts changed = facts;
        changed[k].value += '\x01';
        CHECK(first_difference(changed, facts).find("\\x01") != std::string::npos);
    }
    Facts shorter = facts;
    shorter.pop_back();
    CHECK_FALSE(first_difference(shorter, facts).empty());
    CHECK_FALSE(first_difference(facts, shorter).empty());
    CHECK(decode_base64("AP8=") == std::string("\0\xFF", 2));
    CHECK(decode_base64("YWJjZA==") == "abcd");
}
