FROM debian:12
RUN ./setup.sh
RUN touch b
