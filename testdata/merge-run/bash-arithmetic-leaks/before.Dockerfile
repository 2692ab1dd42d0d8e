FROM debian:12
SHELL ["/bin/bash", "-c"]
RUN (( x = 1 )); touch a
RUN echo $x
