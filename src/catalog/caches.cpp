#include "catalog/caches.hpp"

#include "catalog/facts.hpp"

namespace imgfix::catalog {

namespace {

std::vector<CacheFolder> read() {
    std::vector<CacheFolder> rows;
    for (Lines lines(fact_text(Fact::caches)); lines.next();) {
        const auto column = [&](std::size_t k) {
            const std::string_view text = field(lines.line(), k);
            return text == "-" ? std::string_view{} : text;
        };
        if (column(0).empty() || column(0).starts_with("#") || column(0) == "manager") // the header
            continue;
        rows.push_back({column(0), column(1), column(2), column(3), column(4), column(5), column(6), column(7),
                        column(8), column(9), column(10), column(11), column(12), column(13), column(14)});
    }
    return rows;
}

} // namespace

const std::vector<CacheFolder>& cache_folders() {
    static const std::vector<CacheFolder> rows = read();
    return rows;
}

std::optional<CacheFolder> cache_folder(std::string_view manager) {
    for (const CacheFolder& row : cache_folders())
        if (row.manager == manager)
            return row;
    return std::nullopt;
}

} // namespace imgfix::catalog
