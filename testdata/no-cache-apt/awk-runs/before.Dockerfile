FROM debian:12
RUN apt-get update && apt-get install -y curl git
RUN awk '{ system($0) }' /srv/list
CMD ["sleep", "1"]
