#!/bin/sh
# Sources are as .clang-format has them.
set -eu
cd "$IMGFIX_SOURCE_DIR"
find grammar src fixers tests \( -name '*.cpp' -o -name '*.hpp' \) -print0 |
    xargs -0 clang-format --style=file --dry-run --Werror
