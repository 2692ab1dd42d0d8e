FROM debian:12
SHELL ["/bin/bash", "-c"]
RUN cat <(echo a)
RUN touch b
