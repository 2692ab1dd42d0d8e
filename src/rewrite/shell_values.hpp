// What a command is when the values that the file shows for its variables are put in their place.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"
#include "document/shell.hpp"

namespace imgfix::rewrite {

/// The values that the scripts of one RUN, and ENV and ARG before it, give to variables.
class ShellValues {
public:
    /// A value that is given to a variable.
    struct Value {
        std::string text;
        bool certain = false; // nothing decides whether it is given
        bool known = false;
        std::string_view script; // the text that gives it, and where in it
        std::size_t place = 0;
    };
    /// A command with values in the place of its variables.
    struct Forms {
        std::vector<std::string> texts; // empty: nothing is known of them
        bool complete = true;           // one form, and no other is possible but by an ARG
        std::string argument;           // an ARG among the variables
    };

    explicit ShellValues(const document::Document& document) : document_(document) {}

    /// Forgets what the scripts before gave.
    void clear() {
        given_.clear();
        open_ = false;
    }
    /// Notes what a script gives. Its text must live as long as the values are asked for.
    void read(const document::ShellScript& script);
    [[nodiscard]] std::vector<Value> of(const std::string& name, const document::Instruction& instruction) const;
    /// The command in all its forms, 16 at most, each as text that a shell would read.
    [[nodiscard]] Forms forms_of(const document::Instruction& instruction,
                                 const std::vector<document::ShellWord>& words) const;

private:
    /// Is its value that of an ARG?
    [[nodiscard]] bool is_argument(const std::string& name, const document::Instruction& instruction) const;

    const document::Document& document_;
    std::map<std::string, std::vector<Value>> given_;
    bool open_ = false; // variables may have other values, which nobody sees
};

} // namespace imgfix::rewrite
