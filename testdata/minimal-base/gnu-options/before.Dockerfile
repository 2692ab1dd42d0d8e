FROM ubuntu:24.04
RUN apt-get update && apt-get install -y curl
RUN curl -o /x.tgz https://example.org/x.tgz && tar --wildcards -xzf /x.tgz "*.txt" && grep -P x /x.txt
CMD ["cat", "/x.txt"]
