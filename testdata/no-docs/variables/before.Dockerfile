FROM debian:12
RUN gem $OPTIONS install rainbow
