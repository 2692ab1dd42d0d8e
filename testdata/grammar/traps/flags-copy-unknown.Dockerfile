FROM alpine
COPY --checksum=x a b
