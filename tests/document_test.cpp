// Grammar, words and document: tables of {in, want}. BuildKit's agreement is tested with golden data in
// oracle_test.cpp.
#include <random>
#include <string>
#include <vector>

#include "document/base_family.hpp"
#include "document/document.hpp"
#include "document/shell.hpp"
#include "support/compat.hpp"

using namespace imgfix;
using document::Document;
using document::InstructionKind;

TEST_CASE("any bytes make a lossless tree", "[unit]") {
    const std::vector<std::string> inputs{"",
                                          "\n",
                                          "\r",
                                          "\r\n",
                                          "\xEF\xBB\xBF",
                                          "\xEF\xBB\xBF\n# c",
                                          "FROM a",
                                          "FROM a\\",
                                          "FROM a \\\n",
                                          "\\\n",
                                          "\\",
                                          "RUN <<EOF\n",
                                          "RUN <<EOF\nx\nEOF",
                                          "RUN <<A <<-B\n1\nA\n\t2\n\tB\n",
                                          std::string("R\0UN \0\n", 7),
                                          "\xC3\x28\xA0\n",
                                          "# escape=`\nRUN a `\n b\n",
                                          "# escape=x\nRUN a\n",
                                          "# syntax=a\n# syntax=b\n",
                                          "RUN a \\\n# c\n\n  \n b\n",
                                          "ONBUILD RUN <<X\ny\nX\nRUN z",
                                          "RUN a \\ \t\r\n b",
                                          "#",
                                          " # c",
                                          "\t",
                                          "COPY [\"a\",\"b\"]\n",
                                          "FROM a\n\\\n\\\nRUN x\n"};
    for (const std::string& input : inputs) {
        const Document doc(input);
        INFO(input);
        CHECK(grammar::leaves_are_lossless(doc.nodes(), input.size()));
    }
}

TEST_CASE("random bytes make a lossless tree", "[property]") {
    std::mt19937 random(20261123);
    static constexpr char letters[] = "RUNFOMCPY <<EOF'\"\\`$#\n\n\r\t-=[]{}()&|;\0\xEF\xBB\xBF\xC2\xA0";
    const std::string alphabet(letters, sizeof letters - 1);
    for (int round = 0; round < 20000; ++round) {
        std::string text;
        const std::size_t size = random() % 80;
        for (std::size_t k = 0; k < size; ++k) {
            if (random() % 6 == 0)
                text += std::vector<std::string>{"RUN ", "FROM a\n",     "<<EOF",   "\nEOF\n",
                                                 "\\\n", "# escape=`\n", "ONBUILD "}[random() % 7];
            text += alphabet[random() % alphabet.size()];
        }
        const Document doc(text);
        if (!grammar::leaves_are_lossless(doc.nodes(), text.size()))
            FAIL("lost bytes of: " << text);
        for (const auto& instruction : doc.instructions) {
            const auto script = document::parse_script(instruction.rest(), grammar::ShellDialect::posix);
            (void)document::canonical_tokens(script);
        }
    }
    SUCCEED();
}

TEST_CASE("a long line is kept and refused", "[unit]") {
    const std::string text = "FROM a\nRUN echo " + std::string(10 << 20, 'x') + "\n";
    const Document doc(text);
    CHECK(grammar::leaves_are_lossless(doc.nodes(), text.size()));
    REQUIRE(doc.errors().size() == 1);
    CHECK(doc.position(doc.errors()[0].offset).line == 2);
}

TEST_CASE("logical lines map back to bytes", "[unit]") {
    const std::string text = "FROM a\nRUN one \\\n  # note\n  two\\\n three\n";
    const Document doc(text);
    const auto& run = doc.instructions.at(1);
    CHECK(run.logical() == "RUN one   two three");
    for (const char* word : {"one", "two", "three"}) {
        const auto at = static_cast<std::uint32_t>(run.logical().find(word));
        const auto span = run.source_span(at, at + static_cast<std::uint32_t>(std::string(word).size()));
        CHECK(doc.slice(span) == word);
    }
    CHECK_FALSE(run.line->is_contiguous(4, 15));
}

TEST_CASE("image references", "[unit]") {
    struct Case {
        const char* text;
        const char* registry;
        const char* path;
        const char* tag;
        const char* official;
    };
    const std::vector<Case> cases{
        {"debian", "", "debian", "", "debian"},
        {"debian:12", "", "debian", "12", "debian"},
        {"library/node", "", "library/node", "", "node"},
        {"docker.io/node:20", "docker.io", "node", "20", "node"},
        {"docker.io/library/node", "docker.io", "library/node", "", "node"},
        {"docker.io/team/app", "docker.io", "team/app", "", ""},
        {"team/app:1", "", "team/app", "1", ""},
        {"localhost:5000/team/debian:12", "localhost:5000", "team/debian", "12", ""},
        {"localhost/debian", "localhost", "debian", "", ""},
        {"registry.example.org/a/b/c:x", "registry.example.org", "a/b/c", "x", ""},
        {"a__b/c-d.e", "", "a__b/c-d.e", "", ""},
    };
    for (const Case& one : cases) {
        INFO(one.text);
        const auto reference = document::parse_image_reference(one.text);
        REQUIRE(reference);
        CHECK(reference->registry == one.registry);
        CHECK(reference->path == one.path);
        CHECK(reference->tag == one.tag);
        CHECK(reference->official_name() == one.official);
    }
    for (const char* text :
         {"", "Debian", "a b", "a:", ":a", "a::b", "a/", "/a", "$A", "a:${T}", "a@sha256:12", "a_-b", "\"a\""}) {
        INFO(text);
        CHECK_FALSE(document::parse_image_reference(text));
    }
    const auto digest = document::parse_image_reference(
        "debian:12@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
    REQUIRE(digest);
    CHECK(digest->has_digest());
    CHECK(digest->tag == "12");
}

TEST_CASE("stages, their graph and what ships", "[unit]") {
    const std::string text =
        "ARG V=1.27\nFROM golang:${V} AS Build\nRUN a\nFROM build AS test\nRUN b\n"
        "FROM debian AS unused\nFROM alpine\nCOPY --from=BUILD /a /a\nRUN --mount=from=test,target=/t true\n";
    const Document doc(text);
    REQUIRE(doc.errors().empty());
    REQUIRE(doc.stages.size() == 4);
    CHECK(doc.stages[0].base == "golang:1.27");
    CHECK(doc.stages[0].base_uses_arguments);
    CHECK(doc.stages[1].parent == 0);
    CHECK(doc.stages[0].children == std::vector<std::size_t>{1});
    CHECK(doc.stages[0].dependents == std::vector<std::size_t>{1, 3});
    CHECK(doc.stages[1].dependents == std::vector<std::size_t>{3});
    CHECK_FALSE(doc.ships(0));
    CHECK_FALSE(doc.ships(1));
    CHECK(doc.ships(2));
    CHECK(doc.ships(3));
}

TEST_CASE("base family of an instruction", "[unit]") {
    using document::BaseFamily;
    struct Case {
        const char* from;
        BaseFamily want;
    };
    const std::vector<Case> cases{
        {"FROM alpine:3.20", BaseFamily::alpine},
        {"FROM debian:13 AS a\nFROM a AS b\nFROM b", BaseFamily::debian},
        {"FROM ubuntu:24.04", BaseFamily::debian},
        {"FROM python:3.12", BaseFamily::debian},
        {"FROM python:3.12-alpine", BaseFamily::alpine},
        {"ARG V=3.20\nFROM alpine:${V}", BaseFamily::alpine},
        {"FROM busybox", BaseFamily::busybox},
        {"FROM scratch", BaseFamily::scratch},
        {"FROM mcr.microsoft.com/windows/nanoserver:ltsc2022", BaseFamily::windows},
        {"FROM example/debian:13", BaseFamily::unknown},
        {"ARG B=alpine\nFROM $B:3.20", BaseFamily::unknown},
    };
    for (const Case& one : cases) {
        INFO(one.from);
        const std::string text = std::string(one.from) + "\nRUN true\n";
        const Document doc(text);
        CHECK(document::base_family(doc, doc.instructions.back()) == one.want);
    }
    const Document rhel("FROM almalinux:9\nRUN true\n");
    CHECK(document::base_family(rhel, rhel.instructions.back()) == BaseFamily::rhel);
}

TEST_CASE("settings in force before an instruction", "[unit]") {
    const std::string text =
        "FROM debian AS a\nENV D=/srv E=\"x y\"\nWORKDIR $D\nWORKDIR app\nUSER 10\nSHELL [\"/bin/bash\", \"-c\"]\n"
        "VOLUME /data\nRUN one\nFROM a\nRUN two\nFROM debian\nARG W\nWORKDIR ${W}\nRUN three\n";
    const Document doc(text);
    REQUIRE(doc.errors().empty());
    std::vector<const document::Instruction*> runs;
    for (const auto& instruction : doc.instructions)
        if (instruction.kind == InstructionKind::run)
            runs.push_back(&instruction);
    for (const std::size_t k : {0U, 1U}) { // the second stage inherits all of it
        const auto& settings = doc.settings_before(*runs[k]);
        CHECK(settings.workdir == "/srv/app");
        CHECK(settings.user == "10");
        CHECK_FALSE(settings.shell.inherited);
        CHECK(settings.shell.argv == std::vector<std::string>{"/bin/bash", "-c"});
        const auto volumes = doc.volumes_before(*runs[k]);
        CHECK(std::vector<std::string>(volumes.begin(), volumes.end()) == std::vector<std::string>{"/data"});
        CHECK(doc.variable("E", *runs[k]) == "x y");
    }
    CHECK(doc.settings_before(*runs[2]).shell.inherited);
    CHECK_FALSE(doc.settings_before(*runs[2]).workdir_known);
}

TEST_CASE("shell scripts: tokens and commands", "[unit]") {
    struct Case {
        const char* script;
        bool opaque;
        std::size_t commands;
        bool and_list;
    };
    const std::vector<Case> cases{
        {"a", false, 1, true},
        {"a && b", false, 2, true},
        {"a && b | c", false, 3, false},
        {"a; b", false, 2, false},
        {"a || b", false, 2, false},
        {"A=1 b >c 2>&1", false, 1, true},
        {"(a && b)", false, 2, false},
        {"{ a; b; }", false, 2, false},
        {"if a; then b; elif c; then d; else e; fi", false, 5, false},
        {"for x in 1 2; do echo $x; done", false, 1, false},
        {"while read x; do :; done < f", false, 2, false},
        {"case $x in a|b) c;; *) d; esac", false, 2, false},
        {"f() { a; }; f", false, 2, false},
        {"echo $(a; b) `c`", false, 4, true},
        {"echo $((1 + (2*3)))", false, 1, true},
        {"echo \"${x:-$(y)}\"", false, 2, true},
        {"a # note", false, 1, true},
        {"a &", false, 1, false},
        {"! a && b", false, 2, false},
        {"cat <<E\nx\nE\n", false, 1, true},
        {"a &&", true, 0, false},
        {"a | ", true, 0, false},
        {"'", true, 0, false},
        {"\"a", true, 0, false},
        {"a <<< b", true, 0, false},
        {"[[ a && b ]]", true, 0, false},
        {"a=(1 2)", true, 0, false},
        {"((1))", true, 0, false},
        {"a &> b", true, 0, false},
        {"echo $'a'", true, 0, false},
        {"diff <(a) <(b)", true, 0, false},
        {"function f { a; }", true, 0, false},
        {"if a; then b", true, 0, false},
        {"a )", true, 0, false},
        {"cat <<E\nx\n", true, 0, false},
        {"a\r\nb", true, 0, false},
    };
    for (const Case& one : cases) {
        INFO(one.script);
        const auto script = document::parse_script(one.script, grammar::ShellDialect::posix);
        CHECK(script.opaque() == one.opaque);
        CHECK(script.commands.size() == one.commands);
        CHECK(script.and_list == one.and_list);
    }
    const auto literal = [](const char* text) {
        const auto script = document::parse_script(text, grammar::ShellDialect::posix);
        return script.commands.at(0).words.at(0).literal.value_or("(none)");
    };
    CHECK(literal("a\\ b") == "a b");
    CHECK(literal("'a b'\"c\\$d\"") == "a bc$d");
    CHECK(literal("a*") == "(none)");
    CHECK(literal("~/x") == "(none)");
    CHECK(literal("$x") == "(none)");
    CHECK(literal("{a,b}") == "(none)");
    CHECK(literal("[") == "[");
}

TEST_CASE("values that double with each line are not followed", "[unit]") {
    for (const char* instruction : {"ENV", "ARG"}) {
        std::string text = "FROM debian:13\n" + std::string(instruction) + " A=xxxxxxxxxxxxxxxx\n";
        for (int k = 0; k < 60; ++k)
            text += std::string(instruction) + " A=$A$A\n";
        text += "RUN true\n";
        const Document doc(text);
        CHECK_FALSE(doc.variable("A", doc.instructions.back()));
    }
    std::string global = "ARG A=xxxxxxxxxxxxxxxx\n";
    for (int k = 0; k < 60; ++k)
        global += "ARG A=\"$A${A}\"\n";
    const std::string text = global + "FROM $A\n";
    CHECK_FALSE(Document(text).stages.at(0).base);
}

TEST_CASE("nesting bombs end in bounded time", "[unit]") {
    std::string arithmetic;
    for (int k = 0; k < 1000; ++k)
        arithmetic += "$((";
    for (const std::string& bomb :
         {"echo " + arithmetic, "echo " + std::string(200000, '('), std::string(200000, '(') + "a",
          std::string(100000, '{'), std::string(60000, '[') + "\"a\"", "echo " + std::string(50000, '`'),
          "echo \"" + std::string(50000, '$') + "{"}) {
        const auto script = document::parse_script(bomb, grammar::ShellDialect::posix);
        (void)script;
        const std::string run = "FROM a\nRUN " + bomb + "\n";
        const Document doc(run);
        CHECK(grammar::leaves_are_lossless(doc.nodes(), run.size()));
    }
}
