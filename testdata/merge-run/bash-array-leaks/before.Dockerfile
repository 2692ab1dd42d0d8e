FROM debian:12
SHELL ["/bin/bash", "-e", "-c"]
RUN x=(1 2); touch a
RUN echo $x
