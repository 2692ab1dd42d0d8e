FROM alpine:3.24
RUN apk add --no-cache gettext gettext-envsubst
CMD ["sleep", "1"]
