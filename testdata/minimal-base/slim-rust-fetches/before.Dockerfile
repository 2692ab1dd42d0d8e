FROM rust:1.80
RUN wget -O /x https://example.org/x
CMD ["cargo", "--version"]
