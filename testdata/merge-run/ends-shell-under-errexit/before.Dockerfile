FROM debian:12
SHELL ["/bin/sh", "-e", "-c"]
RUN touch a; exit 0
RUN touch b
