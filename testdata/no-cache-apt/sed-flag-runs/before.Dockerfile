FROM debian:12
RUN apt-get update && apt-get install -y curl git
RUN sed 's/^/date/e' /srv/y
CMD ["sleep", "1"]
