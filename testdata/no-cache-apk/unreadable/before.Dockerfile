FROM alpine:3.24
RUN apk add curl && if true; then echo
