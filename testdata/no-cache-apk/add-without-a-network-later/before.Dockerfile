FROM alpine:3.20
RUN apk add -U curl
RUN --network=none apk add -U git
CMD ["sleep", "1"]
