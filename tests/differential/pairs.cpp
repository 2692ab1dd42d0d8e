// Classifies every pair of adjacent shell-form RUNs in shipped stages: FILE:LINE, verdict or reason, message; counts on
// stderr. Names of files come on stdin:   find DIR -type f | sort | imgfix_pairs > pairs.tsv
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>

#include "rewrite/effects.hpp"
#include "rewrite/pipeline.hpp"

using namespace imgfix;

int main() {
    std::map<std::string, int> counts;
    int pairs = 0;
    for (std::string name; std::getline(std::cin, name);) {
        std::ifstream file(name, std::ios::binary);
        std::ostringstream buffer;
        buffer << file.rdbuf();
        const std::string text = buffer.str();
        const document::Document document(text);
        if (!document.errors().empty() || !rewrite::foreign_syntax(document).empty())
            continue;
        for (std::size_t k = 1; k < document.instructions.size(); ++k) {
            const auto& first = document.instructions[k - 1];
            const auto& second = document.instructions[k];
            if (first.kind != document::InstructionKind::run || second.kind != first.kind ||
                first.stage != second.stage || !document.ships(first.stage) || first.json || second.json)
                continue;
            const rewrite::JoinVerdict verdict = rewrite::may_join(document, k - 1, k, rewrite::Context{});
            std::string word = verdict.reason;
            if (verdict.allowed)
                word = verdict.grouping == rewrite::Grouping::bare        ? "MERGED"
                       : verdict.grouping == rewrite::Grouping::braces    ? "MERGED-BRACES"
                       : verdict.grouping == rewrite::Grouping::documents ? "MERGED-DOCUMENTS"
                                                                          : "MERGED-SEQUENCE";
            if (verdict.allowed)
                word += std::string(verdict.subshell ? "-SUBSHELL" : "") + (verdict.rehash ? "-REHASH" : "");
            ++counts[word];
            ++pairs;
            std::cout << name.substr(name.rfind('/') + 1) << ':' << document.position(second.text.begin).line << '\t'
                      << word << '\t' << verdict.message << '\n';
        }
    }
    for (const auto& [word, count] : counts)
        std::cerr << count << '\t' << word << '\n';
    std::cerr << pairs << "\tpairs\n";
}
