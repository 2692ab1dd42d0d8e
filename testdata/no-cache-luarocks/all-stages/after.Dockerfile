FROM debian:13 AS build
RUN luarocks install lpeg && rm -rf ~/.cache/luarocks
FROM scratch
COPY --from=build /x /x
