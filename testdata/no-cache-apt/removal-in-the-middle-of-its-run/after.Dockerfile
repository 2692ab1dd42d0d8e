FROM debian:12
RUN set -e; apt-get update; apt-get install -y curl; apt-get purge -y nano; rm -rf /var/lib/apt/lists/*; for i in 1 2; do echo $i; done
CMD ["sleep", "1"]
