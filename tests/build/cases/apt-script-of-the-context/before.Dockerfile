FROM debian:bookworm
RUN apt-get update && apt-get install -y --no-install-recommends bc
COPY setup.sh /opt/
RUN sh /opt/setup.sh
CMD ["bc"]
