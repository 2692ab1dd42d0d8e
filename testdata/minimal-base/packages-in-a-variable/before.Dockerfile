FROM debian:13
RUN buildDeps='git curl' \
 && apt-get update && apt-get install -y $buildDeps \
 && curl -o /x https://example.org/x \
 && apt-get purge -y --auto-remove $buildDeps
CMD ["cat", "/x"]
