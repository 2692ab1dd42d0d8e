// Which texts, run when the image runs, read apt's lists before they fetch any.
#pragma once

#include <string_view>

namespace imgfix::rewrite {

/// Does a text (a script, a cron line, a program's source, the words of a CMD) call apt, or a program that reads its
/// lists, without an `apt-get update` before it? By its words: comment lines do not count.
bool calls_apt_without_update(std::string_view text);

} // namespace imgfix::rewrite
