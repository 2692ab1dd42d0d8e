FROM debian:13
RUN apt-get update && apt-get install -y -o Dpkg::Options::=--force-confnew curl
ENTRYPOINT ["curl"]
