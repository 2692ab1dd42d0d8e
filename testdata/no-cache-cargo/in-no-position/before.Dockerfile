FROM rust:1
ONBUILD RUN cargo install ripgrep
FROM rust:1
RUN echo "cargo install ripgrep"
FROM rust:1
RUN true # cargo install ripgrep
FROM rust:1
RUN cat > /x <<'EOF'
cargo install ripgrep
EOF
FROM rust:1
RUN su app -c "cargo install ripgrep"
FROM rust:1
RUN eval 'cargo install ripgrep'
FROM rust:1
RUN X=$(cargo install ripgrep) && echo $X
FROM rust:1
RUN f() { cargo install ripgrep; } && f
FROM rust:1
LABEL install="cargo install ripgrep"
FROM rust:1
SHELL ["/usr/bin/fish", "-c"]
RUN cargo install ripgrep
