FROM debian:13
RUN apt-get update && apt-get install -y --no-install-recommends lighttpd
COPY lighttpd.conf /etc/lighttpd/
CMD ["lighttpd", "-D", "-f", "/etc/lighttpd/lighttpd.conf"]
