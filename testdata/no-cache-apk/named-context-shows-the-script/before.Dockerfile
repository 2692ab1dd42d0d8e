FROM alpine:3.24
RUN apk add curl
COPY setup.sh /setup.sh
RUN /setup.sh
FROM alpine:3.24
RUN apk add curl
COPY search.sh /search.sh
RUN /search.sh
