FROM ubuntu:22.04
RUN apt-get update && apt-get install -y curl gpg
RUN gpg --keyserver example.org --recv-keys 0123
ENTRYPOINT ["curl"]
