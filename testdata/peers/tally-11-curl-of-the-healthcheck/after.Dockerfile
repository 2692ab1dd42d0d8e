FROM alpine:3.24
RUN apk add --no-cache curl && apk add --no-cache wget
HEALTHCHECK CMD curl -f http://localhost/
CMD ["wget"]
