FROM ubuntu:24.04
RUN apt-get update && apt-get install -y curl unzip && curl -o /x.zip https://example.org/x.zip && unzip /x.zip -d /srv \
 && apt-get purge -y --auto-remove curl unzip && rm -rf /var/lib/apt/lists/*
CMD ["ls", "/srv"]
