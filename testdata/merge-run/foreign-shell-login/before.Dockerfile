FROM debian:12
SHELL ["/bin/bash", "-l", "-c"]
RUN touch a
RUN touch b
