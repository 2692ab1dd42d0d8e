FROM debian:12
RUN get() { apt-get install -y curl; } && get
RUN echo $(apt-get install -y curl)
