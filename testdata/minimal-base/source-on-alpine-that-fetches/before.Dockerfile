FROM alpine:3.20 AS fetcher
RUN wget -q https://example.org/wallet-1.4-linux.tar.gz && tar xf wallet-1.4-linux.tar.gz && mv wallet-1.4/bin/walletd /walletd

FROM ubuntu:24.04
COPY --from=fetcher /walletd /walletd
ENTRYPOINT ["/walletd"]
