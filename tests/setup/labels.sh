#!/bin/sh
# labels.sh PROGRAM LABEL..: every test case of the Catch2 program is reached by exactly one of the labels.
set -eu
program=$1
shift
names() { "$program" --list-tests "$1" 2>/dev/null | sed -n 's/^  \([^ ].*\)/\1/p'; }

none=
for label; do none="$none~[$label]"; done
unreached=$(names "$none")
[ -z "$unreached" ] || { printf 'no label:\n%s\n' "$unreached"; exit 1; }

status=0
for a; do
    shift
    for b; do
        both=$(names "[$a][$b]")
        [ -z "$both" ] || { printf 'labels %s and %s:\n%s\n' "$a" "$b" "$both"; status=1; }
    done
done
exit "$status"
