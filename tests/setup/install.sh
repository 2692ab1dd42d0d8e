#!/bin/sh
# cmake --install puts the program and its licence in place, and the program runs from there.
set -eu
prefix=$(mktemp -d)
trap 'rm -rf "$prefix"' EXIT
cmake --install "$IMGFIX_BUILD_DIR" --prefix "$prefix" >/dev/null
"$prefix/bin/imgfix" --version
cmp "$prefix/share/doc/imgfix/LICENSE" "$IMGFIX_SOURCE_DIR/LICENSE"
for file in README.md CHANGELOG.md; do
    [ ! -f "$IMGFIX_SOURCE_DIR/$file" ] || cmp "$prefix/share/doc/imgfix/$file" "$IMGFIX_SOURCE_DIR/$file"
done
# Nothing else but documents.
[ ! -x "$IMGFIX_BUILD_DIR/imgfix-net" ] || "$prefix/bin/imgfix-net" --version
find "$prefix" -type f ! -path "$prefix/bin/imgfix" ! -path "$prefix/bin/imgfix-net" ! -path "$prefix/share/*" | { ! grep .; }
