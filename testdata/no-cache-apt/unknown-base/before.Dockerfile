FROM example.org/team/base:1
RUN apt-get update \
 && apt-get install -y curl
