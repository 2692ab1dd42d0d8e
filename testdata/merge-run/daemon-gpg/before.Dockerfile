FROM debian:12
RUN gpg --import /k
RUN gpg --list-keys
