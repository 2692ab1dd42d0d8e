FROM debian:12 AS build
RUN ./configure
FROM scratch
COPY --from=build /x /x
