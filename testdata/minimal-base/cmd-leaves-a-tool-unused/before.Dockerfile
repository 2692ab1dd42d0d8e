FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y file curl
RUN curl -fsSL -o /page.html https://example.org/page.html
CMD ["curl", "--version"]
