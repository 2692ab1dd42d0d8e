FROM alpine:3.24
RUN apk add --no-cache curl
RUN apk --no-cache add jq
RUN apk -U --no-cache add bash
