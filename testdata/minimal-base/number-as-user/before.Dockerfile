FROM debian:12
ENV LANG=C.UTF-8 GREETING="hello  there"
ARG TIDY=yes
RUN mkdir -p -m 0755 /home/app && chown 1001:1001 /home/app && chmod u+x,go-w /home/app
USER 1001
EXPOSE 8080
VOLUME /data
STOPSIGNAL SIGTERM
CMD sleep 3600
