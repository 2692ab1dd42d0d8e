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
# what `imgfix bases` says of the Dockerfiles that stand before it, in README.md and docs/bases.md
IMGFIX=$imgfix python3 - <<'PY'
import os, re, subprocess, tempfile
def bases(path, folder="."):
    return subprocess.run([os.environ["IMGFIX"], "bases", path], cwd=folder, capture_output=True, text=True).stdout
def of_text(text):
    with tempfile.TemporaryDirectory() as folder:
        with open(folder + "/Dockerfile", "w") as file:
            file.write(text)
        return bases("Dockerfile", folder)
readme = open("README.md").read()
readme = re.sub(r"(\$ cat Dockerfile\n)(.*?)(\$ imgfix bases Dockerfile\n).*?(```\n)", lambda m: m[1] + m[2] + m[3] + of_text(m[2]) + m[4], readme, flags=re.S)
readme = re.sub(r"(\$ imgfix bases (testdata/\S+)\n).*?(```\n)", lambda m: m[1] + bases(m[2]) + m[3], readme, flags=re.S)
open("README.md", "w").write(readme)
page = open("docs/bases.md").read()
page = re.sub(r"(```dockerfile\n)(.*?)(```\n)(\s*)```\n.*?```\n", lambda m: m[1] + m[2] + m[3] + m[4] + "```\n" + of_text(m[2]) + "```\n", page, flags=re.S)
page = re.sub(r"(\$ imgfix bases (testdata/\S+)\n).*?(```\n)", lambda m: m[1] + bases(m[2]) + m[3], page, flags=re.S)
open("docs/bases.md", "w").write(page)
PY
