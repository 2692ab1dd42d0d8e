FROM alpine:3.24 AS build
RUN apk add --no-cache gcc musl-dev linux-headers
COPY x.c /src/
RUN gcc -o /src/x /src/x.c
FROM alpine:3.24
COPY --from=0 /src/x /opt/x
ENTRYPOINT ["/opt/x"]
