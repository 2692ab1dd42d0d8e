FROM debian:13
SHELL ["pwsh", "-c"]
RUN apt-get update && apt-get install -y gcc
