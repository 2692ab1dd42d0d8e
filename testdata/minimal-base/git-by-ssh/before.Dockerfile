FROM debian:12
RUN apt-get update && apt-get install -y git && git clone git@example.org:a/b.git /x
CMD ["sleep", "1"]
