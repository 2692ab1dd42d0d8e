FROM example.org/team/base:1
RUN apt-get update
RUN apt-get install -y curl
