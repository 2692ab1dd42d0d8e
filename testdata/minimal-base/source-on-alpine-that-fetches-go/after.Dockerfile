FROM alpine:3.20 AS fetcher
RUN wget -q https://example.org/helm_1.4_linux_amd64.tar.gz && tar xf helm_1.4_linux_amd64.tar.gz

FROM alpine:3.24
COPY --from=fetcher /tool /tool
ENTRYPOINT ["/tool"]
