// The gate's teeth: wrong fixers are dropped and reported, corrupted steps are rejected.
#include <filesystem>
#include <fstream>
#include <functional>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "document/shell.hpp"
#include "fixers/fixers.hpp"
#include "rewrite/gate.hpp"
#include "rewrite/pipeline.hpp"
#include "support/compat.hpp"

namespace fs = std::filesystem;
using namespace imgfix;
using namespace imgfix::rewrite;
using document::Document;

namespace {

Context context_of_today() {
    Context context;
    context.today = "2026-11-23";
    return context;
}

const std::string sample = "# first\n"
                           "FROM debian AS one\n"
                           "ENV A=\"x y\" B=2\n"
                           "# second\n"
                           "RUN cat <<EOF\n"
                           "data\n"
                           "EOF\n"
                           "FROM node AS two\n"
                           "RUN echo a && echo b\n"
                           "COPY --from=one /a /a\n"
                           "CMD [\"node\"]\n";

Edit replace(const std::string& from, const std::string& to) {
    const auto at = static_cast<std::uint32_t>(sample.find(from));
    return {at, at + static_cast<std::uint32_t>(from.size()), to};
}

Claim pin_first() { return ReplaceImageRef{{0, ImageSiteKind::from, 0}, "debian", "debian:13"}; }

/// A fixer that proposes what it is told, as long as the text is the sample.
class Wrong final : public Fixer {
public:
    Wrong(std::vector<Edit> edits, std::vector<Claim> claims) : edits_(std::move(edits)), claims_(std::move(claims)) {
        info_.id = "wrong";
        info_.phase = Phase::token;
    }
    const FixerInfo& info() const override { return info_; }
    void run(const Document& document, const Context& /*context*/, Findings& findings) const override {
        if (document.source() != sample)
            return;
        Fix fix;
        fix.fixer = "wrong";
        fix.message = "trust me";
        fix.edits = edits_;
        fix.claims = claims_;
        findings.fixes.push_back(std::move(fix));
    }

private:
    FixerInfo info_;
    std::vector<Edit> edits_;
    std::vector<Claim> claims_;
};

/// A fixer whose every step is fine and which never comes to rest.
class Restless final : public Fixer {
public:
    Restless() {
        info_.id = "restless";
        info_.phase = Phase::token;
    }
    const FixerInfo& info() const override { return info_; }
    void run(const Document& document, const Context& /*context*/, Findings& findings) const override {
        const auto& argument = document.instructions.at(0);
        const auto& pair = argument.pairs.at(0);
        const std::string old = *pair.value;
        const std::string next = old == "1" ? "2" : "1";
        const auto span = argument.source_span(pair.word.end - 1, pair.word.end);
        Fix fix;
        fix.fixer = "restless";
        fix.message = "once more";
        fix.edits = {{span.begin, span.end, next}};
        fix.claims = {ReplaceArgDefault{0, 0, old, next}}; // no base uses it
        findings.fixes.push_back(std::move(fix));
    }

private:
    FixerInfo info_;
};

} // namespace

TEST_CASE("a wrong fixer is dropped and reported, in each way to be wrong", "[unit]") {
    const Edit pin = replace("FROM debian", "FROM debian:13");
    struct Case {
        const char* name;
        std::vector<Edit> edits;
        std::vector<Claim> claims;
    };
    const std::vector<Case> cases{
        {"breaks the parse", {replace("FROM debian AS one", "FROM debian:13 AS")}, {pin_first()}},
        {"changes an ENV value", {pin, replace("x y", "x  y")}, {pin_first()}},
        {"drops a comment", {pin, replace("# second\n", "")}, {pin_first()}},
        {"edits a heredoc", {pin, replace("data", "date")}, {pin_first()}},
        {"ends a heredoc early", {pin, replace("data\n", "EOF\n")}, {pin_first()}},
        {"touches another stage", {pin, replace("FROM node", "FROM node:26")}, {pin_first()}},
        {"claims one thing and does another", {replace("FROM debian", "FROM debian:12")}, {pin_first()}},
        {"changes the image's name",
         {replace("FROM debian", "FROM ubuntu:13")},
         {ReplaceImageRef{{0, ImageSiteKind::from, 0}, "debian", "ubuntu:13"}}},
        {"renames the stage", {replace("FROM debian AS one", "FROM debian:13 AS three")}, {pin_first()}},
        {"retargets COPY --from", {pin, replace("--from=one", "--from=two")}, {pin_first()}},
        {"claims nothing", {pin}, {}},
        {"claims what is not there", {pin}, {ReplaceImageRef{{1, ImageSiteKind::from, 0}, "debian", "debian:13"}}},
        {"names an instruction that does not exist",
         {pin},
         {ReplaceImageRef{{99, ImageSiteKind::from, 0}, "debian", "debian:13"}}},
        {"pins a stage",
         {replace("--from=one", "--from=one:1")},
         {ReplaceImageRef{{5, ImageSiteKind::copy_from, 0}, "one", "one:1"}}},
        {"pins to a tag that the catalog does not give",
         {replace("FROM debian", "FROM debian:12")},
         {ReplaceImageRef{{0, ImageSiteKind::from, 0}, "debian", "debian:12"}}},
        {"overlapping edits", {pin, replace("debian AS", "debian:13 AS")}, {pin_first()}},
        {"an edit behind the end", {{1000, 1001, ""}}, {pin_first()}},
        {"inserts a word that no rule gives", {replace("echo a", "echo -n a")}, {InsertWord{4, 0, 1, "-n"}}},
        {"removes a command that no rule gives", {replace("echo a && ", "")}, {RemoveCommand{4, 0}}},
        {"appends a command that no rule gives",
         {replace("echo b", "echo b && rm -rf /x")},
         {AppendCommand{4, "rm -rf /x"}}},
        {"joins what is not adjacent", {replace("RUN echo a", "RUN echo a")}, {JoinRuns{2, 4, Grouping::bare}}},
        {"switches a base that no rule gives",
         {replace("FROM node", "FROM alpine")},
         {SwitchBase{1, "node", "alpine", {}}}},
        {"changes a line end", {pin, replace("B=2\n", "B=2\r\n")}, {pin_first()}},
        {"loses the last line end", {pin, replace("[\"node\"]\n", "[\"node\"]")}, {pin_first()}},
        {"adds an instruction", {pin, replace("CMD", "USER 1\nCMD")}, {pin_first()}},
    };
    for (const Case& one : cases) {
        INFO(one.name);
        const Wrong wrong(one.edits, one.claims);
        const Result result = run(sample, {&wrong}, context_of_today(), false);
        CHECK(result.text == sample);
        CHECK(result.fixes.empty());
        REQUIRE(result.drops.size() == 1);
        CHECK(result.drops[0].fixer == "wrong");
        CHECK_FALSE(result.drops[0].problem.empty());
        // a good fixer beside it still does its work
        const Result both = run(sample, {&wrong, &fixers::pin_tag()}, context_of_today(), false);
        CHECK(both.text.find("FROM debian:13 AS one") != std::string::npos);
        CHECK(both.drops.size() == 1);
    }
    const Wrong honest({pin}, {pin_first()});
    const Result result = run(sample, {&honest}, context_of_today(), false);
    CHECK(result.drops.empty());
    CHECK(result.text.find("debian:13") != std::string::npos);
}

TEST_CASE("the default of an ARG changes only where the gate finds each use to agree", "[unit]") {
    struct Case {
        const char* text;
        const char* from;
        const char* to;
        ReplaceArgDefault claim;
        bool holds;
    };
    const std::vector<Case> cases{
        {"ARG V=latest\nFROM node:$V\n", "latest", "26", {0, 0, "latest", "26"}, true},
        {"ARG V=latest\nFROM node:$V\n", "latest", "25", {0, 0, "latest", "25"}, false},
        {"ARG V=latest\nFROM node:$V\n", "latest", "26", {0, 0, "latest", "25"}, false},
        {"ARG V=latest\nFROM node:$V\n", "latest", "26", {0, 1, "latest", "26"}, false},
        {"ARG V=latest\nFROM node:$V\n", "latest", "26", {1, 0, "latest", "26"}, false},
        {"ARG V=latest\nFROM node:$V\n", "V=latest", "W=26", {0, 0, "latest", "26"}, false},
        {"ARG V=latest\nFROM node:$V\n", "ARG V=latest", "ARG  V=26", {0, 0, "latest", "26"}, true},
        {"ARG V=latest W=1\nFROM node:$V\n", "latest W=1", "26 W=2", {0, 0, "latest", "26"}, false},
        {"ARG V=latest\nFROM node:$V\nARG V\n", "latest", "26", {0, 0, "latest", "26"}, false},
        {"ARG V=latest\nFROM node:$V\nONBUILD ARG V=1\n", "latest", "26", {0, 0, "latest", "26"}, false},
        {"ARG V=latest\nARG W=$V\nFROM node:$W\nARG W\n", "latest", "26", {0, 0, "latest", "26"}, false},
        {"ARG V=latest\nFROM node:$V\nFROM golang:$V\n", "latest", "26", {0, 0, "latest", "26"}, false},
        {"ARG V=latest\nFROM node:$V\nFROM node:$V-slim\n", "latest", "26", {0, 0, "latest", "26"}, false},
        {"ARG V=latest\nARG V=latest\nFROM node:$V\n", "latest", "26", {0, 0, "latest", "26"}, false},
        {"ARG V=lts\nFROM node:$V\nFROM node:$V-slim\n", "lts", "24", {0, 0, "lts", "24"}, true},
        {"ARG V=latest\nFROM --platform=$V node:$V\n", "latest", "26", {0, 0, "latest", "26"}, false},
        {"FROM node\nARG V=latest\n", "latest", "26", {1, 0, "latest", "26"}, false},
        {"ARG PASSED=latest\nFROM node:$PASSED\n", "latest", "26", {0, 0, "latest", "26"}, false},
    };
    for (const Case& one : cases) {
        INFO(one.text << one.from << " -> " << one.to << ": " << describe(one.claim));
        const std::string before = one.text;
        std::string after = before;
        after.replace(after.find(one.from), std::string(one.from).size(), one.to);
        Context context = context_of_today();
        context.add_build_file("target x { args = { PASSED = 1 } }");
        const auto problem = check(Document(before), Document(after), {one.claim}, context);
        INFO(problem.value_or("it holds"));
        CHECK(!problem == one.holds);
    }
}

TEST_CASE("a fixer that never comes to rest is dropped", "[unit]") {
    const Restless restless;
    const Result result = run("ARG UNUSED=1\n" + sample, {&restless, &fixers::pin_tag()}, context_of_today(), false);
    REQUIRE(result.drops.size() == 1);
    CHECK(result.drops[0].fixer == "restless");
    CHECK(result.text.find("FROM debian:13 AS one") != std::string::npos);
}

TEST_CASE("an unsafe fix waits for --unsafe-fixes, an ignored one for ever", "[unit]") {
    const std::string ignored = "# imgfix ignore=pin-tag -- reason\nFROM node\nFROM debian\n";
    const Result result = run(ignored, {&fixers::pin_tag()}, context_of_today(), false);
    CHECK(result.text == "# imgfix ignore=pin-tag -- reason\nFROM node\nFROM debian:13\n");
    REQUIRE(result.refusals.size() == 1);
    CHECK(result.refusals[0].reason == "ignored-by-comment");
    CHECK(result.refusals[0].line == 2);
}

TEST_CASE("files of another front end and files that do not parse are left alone", "[unit]") {
    for (const char* text : {"# syntax=example/frontend\nFROM node\n", "#!/x\n# syntax=example/frontend\nFROM node\n",
                             "# syntax=docker/dockerfile:1.2\nFROM node\nRUN <<E\nx\nE\n"}) {
        const Result result = run(text, {&fixers::pin_tag()}, context_of_today(), false);
        CHECK(result.text == text);
        REQUIRE(result.refusals.size() == 1);
        CHECK(result.refusals[0].reason == "foreign-syntax");
    }
    const Result result = run("FROM node\nRUNN x\n", {&fixers::pin_tag()}, context_of_today(), false);
    CHECK(result.text == "FROM node\nRUNN x\n");
    REQUIRE(result.errors.size() == 1);
    const Result modern =
        run("# syntax=docker/dockerfile:1\nFROM node\n", {&fixers::pin_tag()}, context_of_today(), false);
    CHECK(modern.fixes.size() == 1);
}

namespace {

std::string slurp(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// What a document says, as text: two texts with the same dump are one to BuildKit, to the shell and to a reader.
void dump(const Document& document, const document::Instruction& one, std::string& out) {
    out += one.keyword + "|";
    for (const auto& flag : one.parts.flags)
        out += flag.value + "|";
    out += one.json ? "json" : "";
    const auto script = document::parse_script_of(document::shell_text(one), document::runs_in_bash(document, one));
    if (!document::shell_text(one).empty() && !script.opaque()) {
        for (const auto& token : document::canonical_tokens(script))
            out += token.text + (token.is_word ? "\x02" : "\x01");
    } else if (one.pairs.empty()) {
        for (const auto& word : one.words)
            out += word.value + "|";
    } else {
        for (const auto& pair : one.pairs)
            out += pair.key + (pair.value ? "=" + *pair.value : "") + "|";
    }
    for (const auto& heredoc : one.heredocs)
        out += heredoc.opener.name + std::string(document.slice(heredoc.body)) + "|";
    if (one.trigger)
        dump(document, *one.trigger, out);
    out += "\n";
}
std::string dump(const Document& document) {
    std::string out;
    for (const auto& one : document.instructions)
        dump(document, one, out);
    for (const auto& node : document.nodes())
        if (node.kind == grammar::Kind::comment || node.kind == grammar::Kind::inner_comment ||
            node.kind == grammar::Kind::directive_value)
            out += std::string(grammar::trim_space(document.slice({node.begin, node.end}))) + "\n";
    out += document.errors().empty() ? "" : "error";
    return out;
}

using Random = std::mt19937;
std::size_t pick(Random& random, std::size_t size) { return size == 0 ? 0 : random() % size; }

std::vector<std::pair<std::size_t, std::size_t>> spans(const std::string& text,
                                                       const std::function<bool(char)>& inside) {
    std::vector<std::pair<std::size_t, std::size_t>> list;
    for (std::size_t k = 0; k < text.size();) {
        if (!inside(text[k])) {
            ++k;
            continue;
        }
        const std::size_t begin = k;
        while (k < text.size() && inside(text[k]))
            ++k;
        list.emplace_back(begin, k);
    }
    return list;
}
bool in_word(char c) { return c != ' ' && c != '\n' && c != '\t' && c != '\r'; }
bool in_line(char c) { return c != '\n'; }

std::string replace_one(std::string text, Random& random, const std::string& from, const std::string& to) {
    std::vector<std::size_t> places;
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + 1))
        places.push_back(at);
    if (places.empty())
        return text;
    return text.replace(places[pick(random, places.size())], from.size(), to);
}

struct Mutation {
    const char* name;
    std::function<std::string(std::string, Random&)> apply;
};

std::string swap_spans(const std::string& text, std::pair<std::size_t, std::size_t> a,
                       std::pair<std::size_t, std::size_t> b) {
    return text.substr(0, a.first) + text.substr(b.first, b.second - b.first) +
           text.substr(a.second, b.first - a.second) + text.substr(a.first, a.second - a.first) + text.substr(b.second);
}

const std::vector<Mutation>& mutations() {
    static const std::vector<Mutation> list{
        {"drop a word",
         [](std::string text, Random& random) {
             const auto words = spans(text, in_word);
             if (words.empty())
                 return text;
             const auto [begin, end] = words[pick(random, words.size())];
             return text.erase(begin, end - begin);
         }},
        {"duplicate a word",
         [](std::string text, Random& random) {
             const auto words = spans(text, in_word);
             if (words.empty())
                 return text;
             const auto [begin, end] = words[pick(random, words.size())];
             return text.insert(begin, text.substr(begin, end - begin) + " ");
         }},
        {"swap two words",
         [](std::string text, Random& random) {
             const auto words = spans(text, in_word);
             if (words.size() < 2)
                 return text;
             const std::size_t k = pick(random, words.size() - 1);
             return swap_spans(text, words[k], words[k + 1]);
         }},
        {"&& to ;", [](std::string text, Random& random) { return replace_one(std::move(text), random, "&&", ";"); }},
        {"&& to ||", [](std::string text, Random& random) { return replace_one(std::move(text), random, "&&", "||"); }},
        {"; to &&",
         [](std::string text, Random& random) { return replace_one(std::move(text), random, "; ", " && "); }},
        {"| to ||",
         [](std::string text, Random& random) { return replace_one(std::move(text), random, " | ", " || "); }},
        {"lose a comment",
         [](std::string text, Random& random) {
             std::vector<std::pair<std::size_t, std::size_t>> comments;
             for (const auto& line : spans(text, in_line))
                 if (text.find_first_not_of(" \t", line.first) < line.second &&
                     text[text.find_first_not_of(" \t", line.first)] == '#')
                     comments.push_back(line);
             if (comments.empty())
                 return text;
             const auto [begin, end] = comments[pick(random, comments.size())];
             return text.erase(begin, end - begin + 1);
         }},
        {"lose a line",
         [](std::string text, Random& random) {
             const auto lines = spans(text, in_line);
             if (lines.empty())
                 return text;
             const auto [begin, end] = lines[pick(random, lines.size())];
             return text.erase(begin, end - begin + 1);
         }},
        {"duplicate a line",
         [](std::string text, Random& random) {
             const auto lines = spans(text, in_line);
             if (lines.empty())
                 return text;
             const auto [begin, end] = lines[pick(random, lines.size())];
             return text.insert(begin, text.substr(begin, end - begin) + "\n");
         }},
        {"swap two lines",
         [](std::string text, Random& random) {
             const auto lines = spans(text, in_line);
             if (lines.size() < 2)
                 return text;
             const std::size_t k = pick(random, lines.size() - 1);
             return swap_spans(text, lines[k], lines[k + 1]);
         }},
        {"comment a line out",
         [](std::string text, Random& random) {
             const auto lines = spans(text, in_line);
             if (lines.empty())
                 return text;
             return text.insert(lines[pick(random, lines.size())].first, "# ");
         }},
        {"lose a continuation",
         [](std::string text, Random& random) { return replace_one(std::move(text), random, "\\\n", "\n"); }},
        {"change a byte",
         [](std::string text, Random& random) {
             if (!text.empty())
                 text[pick(random, text.size())] = static_cast<char>('a' + pick(random, 26));
             return text;
         }},
        {"delete a byte",
         [](std::string text, Random& random) {
             if (!text.empty())
                 text.erase(pick(random, text.size()), 1);
             return text;
         }},
        {"insert a byte",
         [](std::string text, Random& random) {
             static const std::string bytes = "ax;&|\"'\\ \n#$-=";
             return text.insert(pick(random, text.size()), 1, bytes[pick(random, bytes.size())]);
         }},
        {"change a heredoc byte",
         [](std::string text, Random& random) {
             const Document document(text);
             std::vector<document::Span> bodies;
             for (const auto& one : document.instructions)
                 for (const auto& heredoc : one.heredocs)
                     if (heredoc.body.end > heredoc.body.begin)
                         bodies.push_back(heredoc.body);
             if (bodies.empty())
                 return text;
             const auto body = bodies[pick(random, bodies.size())];
             text[body.begin + pick(random, body.end - body.begin)] ^= 1;
             return text;
         }},
        {"move a flag",
         [](std::string text, Random& random) {
             return replace_one(std::move(text), random, "COPY --", "COPY --link --");
         }},
        {"retarget COPY --from",
         [](std::string text, Random& random) { return replace_one(std::move(text), random, "--from=", "--from=x"); }},
        {"change a quote",
         [](std::string text, Random& random) { return replace_one(std::move(text), random, "\"", "'"); }},
        {"change a keyword",
         [](std::string text, Random& random) { return replace_one(std::move(text), random, "ENV ", "ARG "); }},
        {"exec form to shell form",
         [](std::string text, Random& random) { return replace_one(std::move(text), random, "[\"", "[ '"); }},
        {"change a tag",
         [](std::string text, Random& random) { return replace_one(std::move(text), random, ":", ":0"); }},
        {"redirect elsewhere",
         [](std::string text, Random& random) { return replace_one(std::move(text), random, " > ", " >> "); }},
    };
    return list;
}

} // namespace

TEST_CASE("mutation: a corrupted step is rejected", "[property]") {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(IMGFIX_SOURCE_DIR) / "testdata"))
        if (entry.is_regular_file() && entry.path().extension() == ".Dockerfile")
            files.push_back(entry.path());
    if (const char* more = std::getenv("IMGFIX_MUTATION_FILES"))
        for (const auto& entry : fs::directory_iterator(more))
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    REQUIRE(files.size() >= 1000);
    const Context context = context_of_today();
    Random random(20261123);
    std::size_t steps = 0;
    std::size_t planted = 0;
    std::size_t killed = 0;
    std::vector<std::size_t> by_kind(mutations().size(), 0);
    for (const fs::path& path : files) {
        const std::string source = slurp(path);
        if (source.size() > 40000)
            continue;
        run(source, fixers::all(), context, true,
            [&](std::string_view before, std::string_view after, const std::vector<Claim>& claims) {
                ++steps;
                const Document old_document(before);
                const Document new_document(after);
                const std::string meaning = dump(new_document);
                for (std::size_t kind = 0; kind < mutations().size(); ++kind) {
                    const std::string mutant = mutations()[kind].apply(std::string(after), random);
                    const Document mutated(mutant);
                    if (mutant == after || dump(mutated) == meaning)
                        continue; // nothing changed for BuildKit, the shell or a reader
                    ++planted;
                    ++by_kind[kind];
                    if (check(old_document, mutated, claims, context))
                        ++killed;
                    else
                        FAIL_CHECK(path.filename().string() << ": not rejected: " << mutations()[kind].name << "\n"
                                                            << mutant);
                }
            });
    }
    WARN(files.size() << " files, " << steps << " steps, " << planted << " corrupting edits of " << by_kind.size()
                      << " kinds, " << killed << " rejected");
    CHECK(steps >= 200);
    CHECK(planted >= 5000);
    CHECK(killed == planted);
    for (std::size_t kind = 0; kind < by_kind.size(); ++kind) {
        INFO(mutations()[kind].name);
        CHECK(by_kind[kind] >= 5);
    }
}
