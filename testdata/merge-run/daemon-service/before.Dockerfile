FROM debian:12
RUN service mysql start
RUN mysql -e 'create database a'
