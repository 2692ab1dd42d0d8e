FROM debian:13
RUN apt-get update && apt-get install -y curl
COPY setup.sh /
RUN /setup.sh
CMD ["curl"]
