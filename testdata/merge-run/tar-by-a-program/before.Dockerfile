FROM debian:12
RUN tar xIf ./x /tmp/a.tar -C /srv
RUN touch b
