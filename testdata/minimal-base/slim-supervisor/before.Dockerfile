FROM debian:12
RUN apt-get update && apt-get install -y --no-install-recommends supervisor
COPY app.conf /etc/supervisor/conf.d/
CMD ["/usr/bin/supervisord", "-n"]
