#!/bin/sh
# What integrations/ promises, run for real: multi-gitter's contract (a command that edits the working tree) and the
# shares of Actions matrix and Kubernetes job.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
fail() { echo "contracts.sh: $*" >&2; exit 1; }

# multi-gitter: the command of the file's first line, in the folder of a clone
line=$(sed -n "1s/^# multi-gitter run '\(.*\)' --config config.yaml\$/\1/p" "$IMGFIX_SOURCE_DIR/integrations/multi-gitter/config.yaml")
[ "$line" = 'imgfix --write .' ] || fail "no command in config.yaml, or another one: $line"
cd "$folder"
git init -q -b main clone
cd clone
mkdir -p docker
printf 'FROM alpine\nRUN apk add git\nCMD ["git"]\n' >docker/Dockerfile
printf 'nothing\n' >README.md
git add . && git -c user.name=a -c user.email=a@example.org commit -qm first
PATH=$(dirname "$IMGFIX_BINARY"):$PATH sh -c "$line" >../log 2>&1 || fail "exit status $? of $line: $(cat ../log)"
[ "$(git status --porcelain)" = ' M docker/Dockerfile' ] || fail "the tree: $(git status --porcelain)"
grep -q 'apk add --no-cache git' docker/Dockerfile || fail 'the file is not fixed'
git -c user.name=a -c user.email=a@example.org commit -qam second
PATH=$(dirname "$IMGFIX_BINARY"):$PATH sh -c "$line" >../log 2>&1 || fail "exit status $? the second time"
[ -z "$(git status --porcelain)" ] || fail 'a second run changes something'

# shares: each line in just one of them
seq 1 100 >"$folder/list"
grep -q "awk -v n=8 -v i=\"\$INDEX\" 'NR % n == i' repositories.txt > share.txt" \
    "$IMGFIX_SOURCE_DIR/integrations/github/matrix.yml" || fail 'matrix.yml shares in another way'
grep -q "awk -v n=\"\$SHARES\" -v i=\"\$JOB_COMPLETION_INDEX\" 'NR % n == i' /repositories/list > /scratch/share" \
    "$IMGFIX_SOURCE_DIR/integrations/kubernetes/indexed-job.yaml" || fail 'indexed-job.yaml shares in another way'
grep -q 'index: \[0, 1, 2, 3, 4, 5, 6, 7\]' "$IMGFIX_SOURCE_DIR/integrations/github/matrix.yml" || fail 'not eight jobs'
completions=$(sed -n 's/^ *completions: //p' "$IMGFIX_SOURCE_DIR/integrations/kubernetes/indexed-job.yaml")
grep -q "name: SHARES, value: \"$completions\"" "$IMGFIX_SOURCE_DIR/integrations/kubernetes/indexed-job.yaml" ||
    fail 'SHARES is not the number of completions'
for n in 8 "$completions"; do
    i=0
    : >"$folder/all"
    while [ "$i" -lt "$n" ]; do
        awk -v n="$n" -v i="$i" 'NR % n == i' "$folder/list" >>"$folder/all"
        i=$((i + 1))
    done
    sort -n "$folder/all" | cmp -s - "$folder/list" || fail "a repository is in no share of $n, or in two"
done

# the image's own Dockerfile is as imgfix would have it
"$IMGFIX_BINARY" --check --no-config -q "$IMGFIX_SOURCE_DIR/integrations/container/Dockerfile" ||
    fail 'integrations/container/Dockerfile has something to fix'
echo 'contracts hold'
