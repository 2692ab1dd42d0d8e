FROM debian:13
RUN apt-get update && apt-get install -y -o Dpkg::Options::=--force-confnew curl && rm -rf /var/lib/apt/lists/*
ENTRYPOINT ["curl"]
