// What every judge of a base switch does: it collects what speaks against the switch, and what is only assumed.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rewrite/base_switch.hpp"

namespace imgfix::rewrite {

/// Base of plan_slim's and plan_alpine's judges. Refers to what it is given, which must outlive it.
class SwitchJudge {
protected:
    SwitchJudge(const document::Document& document, const document::Stage& stage, const Context& context)
        : document_(document), stage_(stage), context_(context) {}

    [[nodiscard]] const document::Instruction& from() const { return document_.instructions[stage_.from]; }
    [[nodiscard]] std::size_t line_of(const document::Instruction& instruction) const {
        return document_.position(instruction.text.begin).line;
    }

    /// Does the FROM choose a platform? --platform=$TARGETPLATFORM says what holds without it.
    [[nodiscard]] bool chooses_platform() const {
        return !stage_.platform.empty() && stage_.platform != "$TARGETPLATFORM" &&
               stage_.platform != "${TARGETPLATFORM}";
    }

    /// Adds an obstacle once.
    void refuse(std::string_view reason, const document::Instruction& where, std::string message) {
        add(reason, where, std::move(message), false);
    }
    void assume(std::string_view reason, const document::Instruction& where, std::string message) {
        add(reason, where, std::move(message), true);
    }

    /// Something that one assumption will speak of, with its line.
    struct Noted {
        std::string text;
        const document::Instruction* where = nullptr;
    };
    static void note(std::vector<Noted>& list, std::string text, const document::Instruction& where);
    /// "a (line 1), b (line 2)"; the first six.
    [[nodiscard]] std::string listed(const std::vector<Noted>& list) const;

    /// Refuses a FROM whose reference cannot be replaced as one word, or should not be. A digest is replaced by another
    /// one only when registries are asked (--online) and its tag still names it: then the smaller variant of that tag
    /// is the one that was built with it.
    void read_reference(const document::ImageReference& reference);

    /// Fills in how the FROM comes to name image:tag: the claim, and base_edits. Where the base is made from ARGs, the
    /// old reference must grow by one piece of text, which goes into the word of the FROM, or else into the default of
    /// an ARG that nothing else uses; refused otherwise.
    /// other_edits: the plan changes more than the base.
    void replace_base(const document::ImageReference& reference, const std::string& image, const std::string& tag,
                      bool other_edits);

    /// The lines of the file that begin with #, in lower case, with their numbers, until `look` says to stop.
    void for_each_comment(const std::function<bool(std::string_view, std::size_t)>& look) const;

    /// Refuses where a comment of the file has one of the words: its writer has thought of what the switch goes to.
    void look_at_comments(std::span<const std::string_view> words);

    /// Refuses where the file itself says that other images are built on this one: a comment or LABEL calls it a base,
    /// or it runs and brings nothing. has_command: it sets CMD or ENTRYPOINT.
    void look_at_purpose(bool has_command);

    /// Orders the obstacles by instruction, and tells whether only assumptions are among them.
    void conclude();

    const document::Document& document_;
    const document::Stage& stage_;
    const Context& context_;
    SwitchPlan plan_;
    std::vector<Edit> base_edits_;

private:
    /// Do comments say that an ARG chooses the release, while the default names none?
    [[nodiscard]] bool is_chosen_by_comment(const document::ImageReference& reference) const;
    /// The digest that the registry gives for a reference; empty, and refused, where there is none, or none yet.
    std::string ask_digest(const std::string& reference);
    bool grow_base(const std::string& before, const std::string& after);
    void add(std::string_view reason, const document::Instruction& where, std::string message, bool assumption);
};

} // namespace imgfix::rewrite
