#!/bin/sh
# Makes the golden data of testdata/grammar again from BuildKit itself:
#     tests/oracle/make_golden.sh CORPUS
# CORPUS is a folder with files/, licenses/ and manifest.tsv. The trap files are ours and
# stay as they are; corpus/, licenses/, manifest.tsv and golden.jsonl are written anew.
set -eu

if [ $# -ne 1 ] || [ ! -f "$1/manifest.tsv" ]; then
    echo "usage: $0 CORPUS   (a folder with files/, licenses/ and manifest.tsv)" >&2
    exit 2
fi
corpus=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
data=$(cd "$here/../../testdata/grammar" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

(cd "$here" && go build -o "$work/oracle" .)

"$work/oracle" -pick "$corpus" >"$work/manifest.tsv"
rm -rf "$data/corpus" "$data/licenses"
mkdir "$data/corpus" "$data/licenses"
cp "$work/manifest.tsv" "$data/manifest.tsv"
sed 1d "$work/manifest.tsv" | cut -f1 | while read -r id; do
    install -m 644 "$corpus/files/$id.Dockerfile" "$data/corpus/$id.Dockerfile"
done
sed 1d "$work/manifest.tsv" | cut -f2 | sort -u | tr / + | while read -r repo; do
    for text in "$corpus/licenses/$repo".*; do
        install -m 644 "$text" "$data/licenses/${text##*/}"
    done
done

cd "$data"
find traps corpus -name '*.Dockerfile' | LC_ALL=C sort >"$work/list"
# BuildKit's lexer complains on stderr about bytes that are not UTF-8; it reads on.
if ! "$work/oracle" <"$work/list" >"$work/golden.jsonl" 2>"$work/log"; then
    cat "$work/log" >&2
    exit 2
fi
cp "$work/golden.jsonl" golden.jsonl
echo "$(wc -l <golden.jsonl) files: $(grep -c '"ok":true' golden.jsonl) accepted," \
    "$(grep -c '"phase":"parser"' golden.jsonl) refused by the parser," \
    "$(grep -c '"phase":"instructions"' golden.jsonl) by the instruction checks"
