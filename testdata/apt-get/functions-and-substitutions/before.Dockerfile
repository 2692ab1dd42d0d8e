FROM debian:12
RUN get() { apt install -y curl; } && get
RUN echo $(apt install -y curl)
