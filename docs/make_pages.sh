#!/bin/sh
# Writes docs/fixers/ID.md from the fixers' own metadata and the quick start's patch into README.md:
#     docs/make_pages.sh IMGFIX
set -eu
imgfix=$(realpath "$1")
cd "$(dirname "$0")/.."
for id in $("$imgfix" fixers | cut -d' ' -f1); do
    "$imgfix" explain "$id" --markdown >"docs/fixers/$id.md"
done
SOURCE_DATE_EPOCH=1795392000 "$imgfix" --no-config --diff testdata/guide/ubuntu-tools.Dockerfile >docs/.diff 2>docs/.log
python3 - <<'PY'
import re
readme = open("README.md").read()
diff, log = open("docs/.diff").read(), open("docs/.log").read()
readme = re.sub(r"(The first prints:\n\n```diff\n).*?(```\n)", lambda m: m[1] + diff + m[2], readme, flags=re.S)
readme = re.sub(r"(says why on standard error:\n\n```\n).*?(```\n)", lambda m: m[1] + log + m[2], readme, flags=re.S)
open("README.md", "w").write(readme)
PY
rm docs/.diff docs/.log
