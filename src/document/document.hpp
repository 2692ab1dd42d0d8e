// The typed document: what a Dockerfile says, on top of the lossless tree.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "document/image_reference.hpp"
#include "grammar/cst.hpp"
#include "grammar/logical_line.hpp"
#include "grammar/parse.hpp"

namespace imgfix::document {

using grammar::Word;

inline constexpr std::size_t none = static_cast<std::size_t>(-1);

/// A byte range of the source.
struct Span {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    friend bool operator==(const Span&, const Span&) = default;
};

/// The instructions of the Dockerfile reference.
enum class InstructionKind : std::uint8_t {
    unknown,
    add,
    arg,
    cmd,
    copy,
    entrypoint,
    env,
    expose,
    from,
    healthcheck,
    label,
    maintainer,
    onbuild,
    run,
    shell,
    stopsignal,
    user,
    volume,
    workdir,
};

/// A builder flag: --name=value.
struct Flag {
    std::string name;
    std::string value;
    bool has_value = false;
    std::uint32_t begin = 0; // logical offsets of the whole flag
    std::uint32_t end = 0;
};

/// A here-document of an instruction: its opener and the source bytes of body and terminator line.
struct Heredoc {
    grammar::HeredocOpener opener;
    Span body;
    Span terminator;
};

/// A key and its value as ENV, LABEL and ARG write them (quotes kept). ARG without `=` has no value.
struct KeyValue {
    std::string key;
    std::optional<std::string> value;
    bool legacy = false; // ENV key value
    Word word;           // the whole word (legacy: the value)
};

/// One instruction. Offsets inside words, flags and parts are logical: line->to_source() maps them to bytes.
struct Instruction {
    InstructionKind kind = InstructionKind::unknown;
    std::size_t index = 0;    // in Document::instructions
    std::size_t stage = none; // none before the first FROM
    std::size_t node = 0;     // in the tree
    Span bytes;               // whole: first byte of its first line to behind its last line end, heredocs included
    Span text;                // from the keyword to the last byte of the logical line (no line end, no heredoc)
    const grammar::LogicalLine* line = nullptr; // owned by the document
    grammar::InstructionParts parts;
    std::string keyword; // upper case
    std::vector<Flag> flags;
    bool json = false;           // JSON (exec) form
    std::vector<Word> words;     // arguments as BuildKit's parser splits them; RUN, CMD... in shell form: one word
    std::vector<KeyValue> pairs; // ENV, LABEL, ARG
    std::vector<Heredoc> heredocs;
    std::unique_ptr<Instruction> trigger; // of ONBUILD; shares line
    bool has_inner_comments = false;
    std::string error; // why BuildKit refuses it; empty when it does not

    [[nodiscard]] std::string_view logical() const { return line->text(); }
    /// The arguments as written on the logical line.
    [[nodiscard]] std::string_view rest() const {
        return logical().substr(parts.rest_begin, parts.rest_end - parts.rest_begin);
    }
    [[nodiscard]] const Flag* flag(std::string_view name) const;
    /// Source bytes of the logical range [begin, end).
    [[nodiscard]] Span source_span(std::uint32_t begin, std::uint32_t end) const {
        return {line->to_source(begin), line->to_source_end(end)};
    }
};

/// What one RUN hands to the shell by default.
struct ShellForm {
    bool inherited = true;         // from the base image: no SHELL instruction in this file
    std::vector<std::string> argv; // when set in this file
};

/// Settings in force before an instruction runs. Values set in the file only; what a base brings is not here.
struct Settings {
    ShellForm shell;
    std::optional<std::string> user;    // expanded; nullopt: inherited from the base
    bool user_known = true;             // false: set, but its value cannot be computed
    std::optional<std::string> workdir; // expanded, absolute or relative to an inherited one; nullopt: inherited
    bool workdir_known = true;
    std::size_t variables = 0; // variables of the stage in force: Stage::variables[0, variables)
    std::size_t volumes = 0;   // volumes of the stage in force: Stage::volumes[0, volumes)
};

/// One ENV or ARG of a stage, in order.
struct Variable {
    std::string name;
    std::optional<std::string> value; // expanded; nullopt: unknown (or ARG without a value)
    bool is_arg = false;
    std::size_t instruction = 0;
};

/// A build stage.
struct Stage {
    std::size_t index = 0;
    std::size_t from = none;         // instruction index of its FROM
    std::size_t end = none;          // index behind its last instruction
    std::string name;                // lower case; empty when unnamed
    Word base_word;                  // as written
    std::optional<std::string> base; // after expansion of global ARGs; nullopt when it cannot be computed
    bool base_uses_arguments = false;
    std::size_t parent = none; // the stage it is FROM, if any
    std::string platform;      // --platform as written
    std::vector<Variable> variables;
    std::vector<std::string> volumes;    // expanded where that is possible; those of parent stages come first
    std::vector<std::size_t> dependents; // stages that use this one: FROM, COPY --from, RUN --mount from=
    std::vector<std::size_t> children;   // stages FROM this one
    /// Stages that are FROM this one when a build gives an ARG of their FROM another value; not in children.
    std::vector<std::size_t> possible_children;
    /// Indices in variables by name, ascending: ENVs, ARGs.
    std::unordered_map<std::string, std::vector<std::size_t>> env_names;
    std::unordered_map<std::string, std::vector<std::size_t>> arg_names;
    [[nodiscard]] bool is_scratch() const { return base && *base == "scratch"; }
};

/// A parser directive in force.
struct Directive {
    std::string name; // lower case
    std::string value;
    std::size_t node = 0;
};

/// The whole document. Holds views of the source, which must outlive it. Move-only.
class Document {
public:
    /// Parses and types source. Never throws on content.
    explicit Document(std::string_view source);
    Document(Document&&) noexcept = default;
    Document& operator=(Document&&) noexcept = default;

    [[nodiscard]] std::string_view source() const { return source_; }
    [[nodiscard]] const grammar::Nodes& nodes() const { return tree_.nodes; }
    [[nodiscard]] char escape() const { return tree_.escape; }
    /// Errors BuildKit would report (parser and instruction errors), first first.
    [[nodiscard]] const std::vector<grammar::ParseError>& errors() const { return errors_; }
    /// True when BuildKit's parser phase accepts it (errors may still hold instruction errors).
    [[nodiscard]] bool parser_accepts() const { return parser_accepts_; }

    std::vector<Instruction> instructions;
    std::vector<Stage> stages;
    std::vector<Variable> global_arguments; // ARGs before the first FROM
    std::vector<Directive> directives;

    /// The comment lines that stand right above the instruction, without blank lines between; empty: there are none.
    [[nodiscard]] std::string_view comments_above(const Instruction& instruction) const;

    /// Settings in force before instruction runs.
    [[nodiscard]] const Settings& settings_before(const Instruction& instruction) const {
        return settings_[setting_of_[instruction.index]];
    }
    /// Volumes declared before instruction, in parent stages too.
    [[nodiscard]] std::span<const std::string> volumes_before(const Instruction& instruction) const {
        return {stages[instruction.stage].volumes.data(), settings_before(instruction).volumes};
    }
    /// Another number for each document that is parsed in this process.
    [[nodiscard]] std::uint64_t id() const { return id_; }
    [[nodiscard]] const Directive* directive(std::string_view name) const;
    /// The `# syntax=` image in any of the forms BuildKit finds it (also behind #!, as // or JSON); empty: none.
    [[nodiscard]] const std::string& syntax() const { return syntax_; }
    /// The stage a name or number of COPY --from names before instruction; none when it is an image.
    [[nodiscard]] std::size_t find_stage(std::string_view name, std::size_t before_stage, bool numbers) const;
    /// Value of a variable of a stage just before an instruction, through parent stages; nullopt unknown or unset.
    [[nodiscard]] std::optional<std::string> variable(std::string_view name, const Instruction& instruction) const;
    [[nodiscard]] grammar::Position position(std::size_t offset) const { return grammar::position_of(source_, offset); }
    [[nodiscard]] std::string_view slice(Span span) const { return source_.substr(span.begin, span.end - span.begin); }
    /// Line ending in use at an offset's line: "\n" or "\r\n".
    [[nodiscard]] std::string_view line_ending_at(std::size_t offset) const;
    /// True for a stage whose files ship: the last one, one that no other uses, one that set_targets() names, and the
    /// FROM chain of these (TRAPS C4).
    [[nodiscard]] bool ships(std::size_t stage) const;
    /// Names (in any case) or numbers of stages that compose or bake files build.
    void set_targets(const std::vector<std::string>& names);

private:
    void build();
    void add_instruction(std::size_t node);
    void build_stages();
    void build_settings();

    std::string_view source_;
    std::vector<bool> targets_; // by stage; empty: none
    grammar::DockerfileTree tree_;
    std::deque<grammar::LogicalLine> lines_;
    std::vector<grammar::ParseError> errors_;
    bool parser_accepts_ = true;
    std::string syntax_;
    std::deque<Settings> settings_;
    std::vector<std::size_t> setting_of_;
    std::uint64_t id_ = 0;
};

/// One --mount of a RUN (Dockerfile reference, "RUN --mount"): its comma-separated fields.
struct Mount {
    std::string type = "bind";
    std::string from;
    std::string source;
    std::string target;
    std::string sharing; // empty: the default, shared
    bool read_write = false;
    bool known = true; // false: a field this version of imgfix does not know, or quoting it does not read
};
/// The mounts of a RUN, in order.
std::vector<Mount> mounts_of(const Instruction& run);

/// Kind of a keyword in any case; unknown when it is none.
InstructionKind kind_of_keyword(std::string_view keyword);

} // namespace imgfix::document
