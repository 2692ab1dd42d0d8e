FROM ubuntu:24.04
RUN apt-get update && apt-get install -y gcc libc6-dev && touch /opt/a && apt-get purge -y --auto-remove gcc libc6-dev
CMD ["true"]
