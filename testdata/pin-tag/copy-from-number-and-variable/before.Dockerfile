FROM alpine:3.24 AS a
FROM alpine:3.24
COPY --from=0 /a /a
COPY --from=7 /a /a
