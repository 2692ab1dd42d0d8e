FROM debian:12
SHELL ["/bin/bash", "-c"]
ENV BASH_ENV=/etc/env
RUN touch a
RUN touch b
