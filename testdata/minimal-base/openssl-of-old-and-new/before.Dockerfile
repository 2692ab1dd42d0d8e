FROM ubuntu:24.04
RUN apt-get update && apt-get install -y libssl-dev gcc
COPY main.c /main.c
RUN gcc -o /main /main.c -lssl
ENTRYPOINT ["/main"]
