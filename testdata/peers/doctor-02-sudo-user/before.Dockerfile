FROM debian:13
RUN sudo -u postgres initdb
RUN mkdir /x
