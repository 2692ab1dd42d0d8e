FROM alpine:3.20
RUN apk add --no-cache curl
RUN apk search jq | grep jq
CMD ["curl"]
