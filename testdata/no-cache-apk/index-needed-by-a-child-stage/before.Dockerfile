FROM alpine:3.24 AS a
RUN apk add curl
FROM a
RUN make
