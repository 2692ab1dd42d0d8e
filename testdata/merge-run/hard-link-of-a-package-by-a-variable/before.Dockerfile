FROM debian:12
RUN apt-get update && apt-get install -y perl
RUN chmod 700 $(which perl)
CMD ["true"]
