FROM alpine
RUN --network echo
