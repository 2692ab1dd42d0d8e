FROM debian:12
RUN echo a | xargs mysqld
RUN touch b
