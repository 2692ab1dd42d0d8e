#include "catalog/accounts.hpp"

#include "catalog/facts.hpp"

namespace imgfix::catalog {

namespace {

template <typename Matches> bool any_row(AccountKind kind, Matches matches) {
    const std::string_view wanted = kind == AccountKind::user ? "user" : "group";
    for (Lines lines(fact_text(Fact::accounts)); lines.next();)
        if (field(lines.line(), 0) == wanted && matches(lines.line()))
            return true;
    return false;
}

} // namespace

bool is_shared_account(AccountKind kind, std::string_view name) {
    return any_row(kind, [&](std::string_view row) {
        return field(row, 1) == name && field(row, 2) != "-" && field(row, 3) != "-";
    });
}

bool has_other_number(AccountKind kind, std::string_view name) {
    return any_row(kind, [&](std::string_view row) {
        return field(row, 1) == name && field(row, 2) != "-" && field(row, 3) != "-" && field(row, 2) != field(row, 3);
    });
}

bool is_number_taken_on_alpine(AccountKind kind, std::string_view number) {
    return any_row(kind, [&](std::string_view row) { return field(row, 3) == number; });
}

} // namespace imgfix::catalog
