FROM debian:12
RUN apt-get update && apt-get install -y curl git
RUN sed -i '1e cat /srv/x' /srv/y
CMD ["sleep", "1"]
