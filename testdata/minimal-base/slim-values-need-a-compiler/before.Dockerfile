FROM python:3.13
ENV CC=gcc
ARG BUILD="make install"
RUN $CC -o /x x.c
RUN cd /src && $BUILD
RUN sh -c "${LD:-ld} --version"
ENTRYPOINT ["nice", "-n", "5", "g++"]
