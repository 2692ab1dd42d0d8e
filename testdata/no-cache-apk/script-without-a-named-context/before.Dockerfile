FROM alpine:3.24
RUN apk add curl
COPY search.sh /app/
RUN sh /app/search.sh
