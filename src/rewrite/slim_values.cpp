// Texts that a shell reads later, and commands with the values that variables may have.
#include "rewrite/slim_judge.hpp"

#include <algorithm>
#include <utility>

#include "rewrite/switch_words.hpp"

namespace imgfix::rewrite {

namespace {

constexpr auto npos = std::string_view::npos;
constexpr std::size_t most_texts = 2048;

} // namespace

void SlimJudge::look_at_shell_text(const Instruction& instruction, const std::string& text) {
    if (text.empty())
        return;
    // many values in many texts: their product
    if (depth_ > 8 || texts_read_++ > most_texts) {
        note_use(unseen_, "the script", instruction);
        return;
    }
    document::ShellScript script = document::parse_script(text, grammar::ShellDialect::posix);
    if (script.opaque())
        script = document::parse_script(text, grammar::ShellDialect::bash);
    if (script.opaque()) {
        look_at_text(instruction, text);
        return;
    }
    ++depth_;
    const std::vector<std::string> words = words_;
    look_at_script(instruction, script);
    words_ = words;
    --depth_;
}

void SlimJudge::look_at_perhaps(const std::function<void()>& look) {
    auto installed = installed_;
    const auto made = made_;
    auto programs = made_programs_;
    const auto perhaps = perhaps_installed_;
    const auto lists = lists_of_;
    const bool certificates = certificates_;
    const std::string headers = headers_;
    const bool unseen_install = after_unseen_install_;
    look();
    after_unseen_install_ = unseen_install;
    keep_common(installed, installed_);
    installed_ = std::move(installed);
    made_ = made;
    keep_common(programs, made_programs_);
    made_programs_ = std::move(programs);
    perhaps_installed_ = perhaps;
    lists_of_ = lists_of_ == none ? none : lists;
    certificates_ = certificates && certificates_;
    headers_ = headers;
}

void SlimJudge::look_at_forms(const Instruction& instruction, const ShellValues::Forms& forms) {
    const auto look = [&] {
        for (const std::string& text : forms.texts)
            look_at_shell_text(instruction, text);
    };
    if (forms.complete)
        look();
    else
        look_at_perhaps(look);
}

void SlimJudge::look_at_inner_texts(const Instruction& instruction, std::string_view name) {
    // words_: behind the program's name, without quotes
    const auto text_of = [](std::string_view marked) {
        std::string text(marked);
        std::replace(text.begin(), text.end(), any_text, 'x');
        std::replace(text.begin(), text.end(), any_name, '*');
        return text;
    };
    std::vector<std::string> texts;
    if (name == "eval") {
        std::string text;
        for (const std::string& word : words_)
            text += (text.empty() ? "" : " ") + word;
        texts.push_back(text_of(text));
    } else if (name == "trap") {
        if (!words_.empty() && !is_option(words_[0]))
            texts.push_back(text_of(words_[0]));
    } else if (name == "alias") {
        for (const std::string& word : words_)
            if (const std::size_t equals = word.find('='); equals != npos)
                texts.push_back(text_of(std::string_view(word).substr(equals + 1)));
    } else if (runs_its_operands(name)) {
        for (std::size_t k = 0; k < words_.size(); ++k) {
            const std::string& word = words_[k];
            const bool in_next = word == "-c" || word == "--command" || word == "--session-command" ||
                                 (word.size() > 2 && is_option(word) && word[1] != '-' && word.ends_with("c")) ||
                                 word == "-S" || word == "--split-string";
            if (in_next && k + 1 < words_.size())
                texts.push_back(text_of(words_[k + 1]));
            else if (word.starts_with("--command=") || word.starts_with("--split-string="))
                texts.push_back(text_of(std::string_view(word).substr(word.find('=') + 1)));
            else if (name == "watch" && !is_option(word))
                texts.push_back(text_of(word));
        }
    }
    look_at_perhaps([&] {
        for (const std::string& text : texts)
            if (text.find_first_not_of("-0123456789 ") != npos)
                look_at_shell_text(instruction, text);
    });
}

} // namespace imgfix::rewrite
