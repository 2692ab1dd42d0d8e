FROM debian:12
RUN apt-get update
RUN apt-get install -y curl
RUN mkdir /srv/app
RUN echo 1 > /srv/app/one
RUN rm -rf /var/lib/apt/lists/*
ENTRYPOINT ["curl"]
