FROM alpine
RUN a --network=none
COPY a --from=b c
