FROM debian:12-slim
RUN apt-get update \
    && apt-get install -y wget bc\
    && apt-get autoremove
RUN mkdir /d && find /d -printf x
