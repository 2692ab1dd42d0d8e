FROM debian:12
RUN apt-get update
SHELL ["pwsh","-c"]
RUN apt-get install -y curl
