#!/bin/sh
# The program needs libc, libm and the loader at run time, and nothing else.
set -eu
libraries=$(LC_ALL=C readelf -d "$IMGFIX_BINARY" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p')
printf '%s\n' "$libraries"
[ -n "$libraries" ]
! printf '%s\n' "$libraries" | grep -vxE 'libc\.so\.6|libm\.so\.6|ld-linux[^/]*\.so\.[0-9]+|libc\.musl-.*|ld64\.so\.[0-9]+'
