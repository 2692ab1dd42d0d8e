FROM alpine:3.20 AS fetcher
RUN wget -q https://example.org/tool_1.4_linux_amd64.tar.gz && tar xf tool_1.4_linux_amd64.tar.gz

FROM ubuntu:24.04
COPY --from=fetcher /tool /tool
ENTRYPOINT ["/tool"]
