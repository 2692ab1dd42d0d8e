FROM rust:1
RUN if test -f /x; then cargo install ripgrep; fi && (cd /x; cargo fetch) || exit 1
