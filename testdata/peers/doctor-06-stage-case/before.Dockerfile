FROM alpine:3.24 AS Build
RUN touch /a
FROM alpine:3.24
COPY --from=Build /a /a
