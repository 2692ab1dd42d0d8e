FROM alpine:3.24
RUN apk add curl && apk add wget
HEALTHCHECK CMD curl -f http://localhost/
CMD ["wget"]
