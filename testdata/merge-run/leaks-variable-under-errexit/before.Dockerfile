FROM debian:12
SHELL ["/bin/sh", "-e", "-c"]
RUN X=1; touch a$X
RUN echo $X
