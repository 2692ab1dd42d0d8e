#include "catalog/caches.hpp"

#include "catalog/facts.hpp"

namespace imgfix::catalog {

std::optional<CacheFolder> cache_folder(std::string_view manager) {
    for (Lines lines(fact_text(Fact::caches)); lines.next();)
        if (field(lines.line(), 0) == manager && manager != "manager") // the header's word
            return CacheFolder{field(lines.line(), 1), field(lines.line(), 2), field(lines.line(), 3),
                               field(lines.line(), 5)};
    return std::nullopt;
}

} // namespace imgfix::catalog
