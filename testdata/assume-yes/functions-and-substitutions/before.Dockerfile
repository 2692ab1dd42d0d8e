FROM debian:12
RUN get() { apt-get install curl; } && get
RUN echo $(apt-get install curl)
