FROM debian:13 AS build
RUN luarocks install lpeg
FROM scratch
COPY --from=build /x /x
