FROM debian:12
RUN apt-get update && apt-get install -y --no-install-recommends xmlto && apt-config dump > /settings
CMD ["xmlto", "--version"]
