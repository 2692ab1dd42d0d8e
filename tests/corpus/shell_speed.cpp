// How fast the shell grammar is: parses the text of every shell-form RUN of the files whose paths stand on stdin, again
// and again for about two seconds of CPU time, and prints the speed.
//
//     find FOLDER -type f | imgfix_shell_speed
#include <ctime>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "document/document.hpp"
#include "document/shell.hpp"

int main() {
    std::vector<std::string> texts;
    std::size_t bytes = 0;
    for (std::string path; std::getline(std::cin, path);) {
        std::ifstream file(path, std::ios::binary);
        const std::string source{std::istreambuf_iterator<char>(file), {}};
        const imgfix::document::Document document(source);
        for (const auto& instruction : document.instructions)
            if (instruction.kind == imgfix::document::InstructionKind::run)
                if (const auto text = imgfix::document::shell_text(instruction); !text.empty()) {
                    texts.emplace_back(text);
                    bytes += text.size();
                }
    }
    std::size_t nodes = 0;
    int rounds = 0;
    const std::clock_t began = std::clock();
    double seconds = 0;
    do {
        for (const std::string& text : texts)
            nodes += imgfix::grammar::parse_shell(text, imgfix::grammar::ShellDialect::posix).nodes.size();
        ++rounds;
        seconds = static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC;
    } while (seconds < 2 && bytes != 0);
    std::cout << texts.size() << " scripts, " << bytes << " bytes, " << nodes / static_cast<std::size_t>(rounds)
              << " nodes, " << static_cast<double>(bytes) * rounds / seconds / 1e6 << " MB/s\n";
}
