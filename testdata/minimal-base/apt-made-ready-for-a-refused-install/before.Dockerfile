FROM ubuntu:22.04
RUN apt-get update && apt-get install -y git=1*
COPY x.sh /
CMD ["/x.sh"]
