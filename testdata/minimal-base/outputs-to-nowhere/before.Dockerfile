FROM debian:12
RUN apt-get update > /dev/null && apt-get -qq install curl >/dev/null 2>&1 && apt-get clean 2>/dev/null
CMD ["curl", "--version"]
