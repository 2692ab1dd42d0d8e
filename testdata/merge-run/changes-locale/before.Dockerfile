FROM debian:12
ENV LC_ALL=en_US.UTF-8
RUN locale-gen en_US.UTF-8
RUN cat *.sql > /all
