FROM debian:13-slim
# the server of the pages
RUN apt-get update && apt-get install -y --no-install-recommends lighttpd && rm -rf /var/lib/apt/lists/*
COPY pages/ /var/www/html/
CMD ["lighttpd", "-D", "-f", "/etc/lighttpd/lighttpd.conf"]
