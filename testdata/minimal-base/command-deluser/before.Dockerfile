FROM ubuntu:24.04
RUN adduser --disabled-password --gecos "" app && deluser app
CMD ["sleep", "1"]
