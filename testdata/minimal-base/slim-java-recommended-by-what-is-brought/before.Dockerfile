FROM debian:12
RUN apt-get update && apt-get install -y collectd asciidoc-base
CMD ["date"]
