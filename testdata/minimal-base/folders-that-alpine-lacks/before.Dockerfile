FROM ubuntu:22.04
RUN apt-get update && apt-get install -y curl
RUN curl -o /usr/local/sbin/x https://example.org/x.txt
RUN mkdir -p /usr/local/src && curl -o /usr/local/src/x https://example.org/x.txt
RUN curl https://example.org/x.txt > /usr/src/x
COPY include /usr/local/include/
RUN cp -r /usr/local/include/a /usr/local/include/b
RUN touch /usr/local/etc/x && cd /usr/local/games
ENTRYPOINT ["curl"]
