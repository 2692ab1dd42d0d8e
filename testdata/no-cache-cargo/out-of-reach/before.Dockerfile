FROM rust:1
RUN su app -c "cargo install ripgrep"
RUN echo $(cargo install ripgrep)
RUN get() { cargo install ripgrep; } && get
RUN sh <<EOT
cargo install ripgrep $X
EOT
RUN cargo install ripgrep && if true; then echo
