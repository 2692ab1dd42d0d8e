FROM debian:13
RUN useradd -m app
WORKDIR /home/app
RUN userdel -r app
RUN pwd > x
