FROM alpine:3.24
RUN apk add curl
COPY . /app/
RUN sh /app/search.sh
