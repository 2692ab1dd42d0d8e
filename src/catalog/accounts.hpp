// The users and groups that base images bring.
//
// Source: fixers/data/accounts.tsv (make_accounts.py: Debian 12 and Alpine 3.20).
#pragma once

#include <cstdint>
#include <string_view>

namespace imgfix::catalog {

enum class AccountKind : std::uint8_t { user, group };

/// Have Debian and Alpine a user or group of this name? Their numbers may differ.
bool is_shared_account(AccountKind kind, std::string_view name);

/// Does Alpine give a user or group of this name, which both bases have, another number?
bool has_other_number(AccountKind kind, std::string_view name);

/// Does a user or group of Alpine have this number, so that none can be made with it?
bool is_number_taken_on_alpine(AccountKind kind, std::string_view number);

} // namespace imgfix::catalog
