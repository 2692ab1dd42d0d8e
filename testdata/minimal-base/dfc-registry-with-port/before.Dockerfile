FROM localhost:5000/team/debian:12@sha256:5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a
RUN apt-get update && apt-get install -y curl
CMD ["curl"]
