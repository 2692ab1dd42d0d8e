FROM debian:12
RUN yes | apt-get install curl
RUN apt-get install curl < /answers
