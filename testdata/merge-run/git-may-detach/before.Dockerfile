FROM debian:12
RUN git fetch
RUN touch b
