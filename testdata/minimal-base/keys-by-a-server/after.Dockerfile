FROM alpine:3.24
RUN apk add --no-cache curl gpg gnupg
RUN gpg --keyserver example.org --recv-keys 0123
ENTRYPOINT ["curl"]
