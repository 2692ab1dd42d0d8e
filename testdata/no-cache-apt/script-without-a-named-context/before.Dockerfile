FROM debian:13
RUN apt-get update && apt-get install -y curl
COPY scripts/ /scripts/
RUN /scripts/setup.sh
CMD ["curl"]
