FROM alpine
COPY []
