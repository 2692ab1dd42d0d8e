FROM alpine
COPY --FROM=a b c
