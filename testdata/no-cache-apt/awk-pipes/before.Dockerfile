FROM debian:12
RUN apt-get update && apt-get install -y curl git
RUN awk '{ print $1 | "sh" }' /srv/list
CMD ["sleep", "1"]
