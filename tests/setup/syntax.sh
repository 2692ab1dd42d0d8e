#!/bin/sh
# Shell scripts parse in the shell they name.
set -eu
cd "$IMGFIX_SOURCE_DIR"
status=0
dash -n dev || status=1
bash -n .ci/run || status=1
count=0
for script in $(find tests fixers cmake -name '*.sh'); do
    count=$((count + 1))
    case $(head -n 1 "$script") in
    *bash*) bash -n "$script" || status=1 ;;
    *) dash -n "$script" || status=1 ;;
    esac
done
[ "$count" -ge 5 ] || { echo "only $count scripts found"; exit 1; }
exit "$status"
