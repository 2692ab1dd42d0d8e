FROM alpine:3.24
RUN apk add --no-cache gcc musl-dev linux-headers && touch /opt/a && apk del gcc musl-dev linux-headers
CMD ["true"]
